import { mkdir, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { CameraId, StreamName } from "#contract/camera";
import type { Clock } from "../../ports.ts";
import type { StreamFormat } from "../media/unit.ts";
import { openReel, type Reel, type Segment } from "./reel.ts";
import { readSegment, type KeptUnit, type SegmentHead } from "./segment.ts";

/** What cameras' newest pictures may take. */
export interface ReelBounds {
  /** Of each stream, at least so long while its bytes allow, s. */
  seconds: number;
  /** Of one stream; of all together. */
  bytesEach: number;
  bytes: number;
  /** Let go after so long, whatever came since, h. */
  hours: number;
  /** Left free on the disk for the journal, bytes: below it nothing is kept, and what is kept goes bit by bit. */
  reserve: number;
}
/** ms between two looks at the disk and at what is too old; bytes that go at a look while the disk is short. */
const [LOOK, GIVE_BACK] = [5000, 64_000_000];
/** A file's length in time that is not believed: it was ended by a kill, ms. */
const LONGEST = 60_000;

/** The newest pictures of every stream, on the disk: they outlive this process. A power cut may take the last seconds. */
export interface Reels {
  put(camera: CameraId, stream: StreamName, unit: KeptUnit, format: StreamFormat): void;
  cut(camera: CameraId, stream: StreamName): void;
  /** Pictures of all other cameras go. */
  retain(cameras: ReadonlySet<CameraId>): void;
  /** Arrival of the oldest picture kept; undefined: none is. */
  heldFrom(camera: CameraId, stream: StreamName): number | undefined;
  /** ms of the time for which there are pictures. */
  covered(camera: CameraId, stream: StreamName, from: number, to: number): number;
  /** Pictures of the time, from the key one before it on; whole segments. */
  read(camera: CameraId, stream: StreamName, from: number, to: number): Promise<{ head: SegmentHead; units: KeptUnit[] }[]>;
  bytes(): number;
  /** `full`: the disk is short and nothing is kept; `failed`: it could not be written to at last. */
  state(): "ok" | "full" | "failed";
  close(): Promise<void>;
}

/** @param bounds.reserve asked of the disk at once and then every few seconds */
export async function openReels(folder: string, bounds: ReelBounds, clock: Clock): Promise<Reels> {
  const reels = new Map<string, Reel>();
  let state: "ok" | "full" | "failed" = "ok";
  let failedAt = -Infinity;
  /** Folders' names, made once: they are asked for with every picture. As many as cameras. */
  const keys = { main: new Map<CameraId, string>(), sub: new Map<CameraId, string>() };
  function keyOf(camera: CameraId, stream: StreamName): string {
    const known = keys[stream].get(camera);
    if (known !== undefined) return known;
    const made = `${Buffer.from(camera).toString("hex")}.${stream}`;
    keys[stream].set(camera, made);
    return made;
  }
  let total = 0;
  /** The oldest finished segment of all goes. */
  function dropOldest(): number {
    const oldest = [...reels.values()].filter((reel) => reel.segments().length > 1).toSorted((a, b) => (a.segments()[0]?.to ?? 0) - (b.segments()[0]?.to ?? 0))[0] ?? [...reels.values()].find((reel) => reel.segments().length > 0);
    return oldest?.drop() ?? 0;
  }
  function admit(bytes: number): boolean {
    if (state === "full") return false;
    while (total + bytes > bounds.bytes) if (dropOldest() === 0) return false;
    return true;
  }
  function open(key: string, found: readonly Segment[]): Reel {
    const reel = openReel({ folder: join(folder, key), found, bounds: { ms: bounds.seconds * 1000, bytes: bounds.bytesEach }, clock, grew: (bytes) => void (total += bytes), admit, onFault: () => void (failedAt = clock.steady()) });
    reels.set(key, reel);
    return reel;
  }
  async function look(): Promise<void> {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free < bounds.reserve) for (let given = 0; given < GIVE_BACK; ) {
      const went = dropOldest();
      if (went === 0) break;
      given += went;
    }
    state = free < bounds.reserve ? "full" : clock.steady() - failedAt < LOOK * 2 ? "failed" : "ok";
    // Whoever sets the wall clock throws nothing out.
    const old = clock.steady() - bounds.hours * 3_600_000;
    for (const reel of reels.values()) reel.expire(old);
  }
  const found = await mkdir(folder, { recursive: true, mode: 0o700 }).then(() => readdir(folder));
  for (const key of found) if (/^(?:[0-9a-f]{2}){1,64}\.(?:main|sub)$/.test(key)) open(key, await segmentsIn(join(folder, key), clock));
  while (total > bounds.bytes && dropOldest() > 0);
  await look();
  let cancel = clock.after(LOOK, again);
  function again(): void {
    // A disk that cannot even be asked is not written to.
    void look().catch(() => (state = "failed")).then(() => (cancel = clock.after(LOOK, again)));
  }

  return {
    bytes: () => total, state: () => state,
    put: (camera, stream, unit, format) => (reels.get(keyOf(camera, stream)) ?? open(keyOf(camera, stream), [])).put(unit, format),
    cut: (camera, stream) => reels.get(keyOf(camera, stream))?.cut(),
    retain(cameras) {
      for (const known of [keys.main, keys.sub]) for (const camera of known.keys()) if (!cameras.has(camera)) known.delete(camera);
      const kept = new Set([...cameras].flatMap((id) => [keyOf(id, "main"), keyOf(id, "sub")]));
      for (const [key, reel] of reels) {
        if (kept.has(key)) continue;
        reels.delete(key);
        total -= reel.bytes();
        void reel.close().then(() => rm(join(folder, key), { recursive: true, force: true })).catch(() => (failedAt = clock.steady()));
      }
    },
    heldFrom: (camera, stream) => reels.get(keyOf(camera, stream))?.segments()[0]?.from,
    covered: (camera, stream, from, to) => (reels.get(keyOf(camera, stream))?.segments() ?? []).reduce((sum, one) => sum + Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)), 0),
    async read(camera, stream, from, to) {
      const reel = reels.get(keyOf(camera, stream));
      await reel?.flush();
      const all = (reel?.segments() ?? []).filter((one) => one.to >= from && one.from <= to);
      const read = await Promise.all(all.map(({ file }) => readFile(file).catch(() => undefined)));
      return read.flatMap((bytes) => (bytes === undefined ? [] : (readSegment(bytes) ?? [])));
    },
    async close() {
      cancel();
      await Promise.all([...reels.values()].map((reel) => reel.close()));
    },
  };
}

/** As they lie there, oldest first. Ends are the files' own times: none is read before it is asked for. How old they are the wall clock alone can tell here. */
async function segmentsIn(folder: string, clock: Clock): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{15}\.seg$/.test(name)).toSorted();
  const found = await Promise.all(names.map(async (name): Promise<Segment> => {
    const { size, mtimeMs } = await stat(join(folder, name));
    const from = Number(name.slice(0, 15));
    const to = Math.min(Math.max(from, mtimeMs), from + LONGEST);
    return { file: join(folder, name), from, to, seen: clock.steady() - Math.max(0, clock.wall() - to), bytes: size };
  }));
  return found;
}
