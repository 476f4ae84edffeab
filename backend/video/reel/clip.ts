import { open } from "node:fs/promises";
import type { CameraId, StreamName } from "#contract/camera";
import type { Clipped } from "#contract/filmed";
import { fail, ok, type Result } from "#contract/result";
import { makeFilm } from "../media/film.ts";
import type { Reels } from "./reels.ts";
import type { KeptUnit, SegmentHead } from "./segment.ts";

/** Bytes of pictures in one clip: it is made in memory, one at a time. Whole groups before are left out above it. */
export const MOST_CLIP = 128_000_000;
/** A distance between two pictures that is told as a gap, ms; gaps told. */
const [GAP, MOST_GAPS] = [1500, 20];

/** What clip is wanted, ms UTC of the room's clock. */
export interface Wanted {
  camera: CameraId;
  from: number;
  to: number;
  /** The instant it is about: where the camera changed its format meanwhile, the part that holds it is taken. */
  at: number;
}
/** `none`: no picture of that time is kept. `codec`: films do not hold what the camera sends. */
export type ClipFault = "none" | "codec";

type Shot = KeptUnit & { session: number };

/** Makes a film of what is kept, into a file. Of the two streams the one that has more of the time, the large one where they are alike. */
export async function makeClip(reels: Reels, { camera, from, to, at }: Wanted, file: string): Promise<Result<Clipped, ClipFault>> {
  const stream: StreamName = reels.covered(camera, "main", from, to) >= reels.covered(camera, "sub", from, to) * 0.9 ? "main" : "sub";
  const other: StreamName = stream === "main" ? "sub" : "main";
  for (const one of [stream, other]) {
    const { head, shots } = chosen(await reels.read(camera, one, from, to), { from, to, at });
    const [first, last] = [shots[0], shots.at(-1)];
    if (head === undefined || first === undefined || last === undefined) continue;
    const film = makeFilm({ codec: head.codec, width: head.width, height: head.height, pictures: shots });
    if (film === undefined) return fail("codec");
    await write(file, film);
    const offs = shots.flatMap(({ captured, arrived }) => (captured === undefined ? [] : [captured - arrived])).toSorted((a, b) => a - b);
    const clockOff = offs[Math.floor(offs.length / 2)];
    return ok({
      stream: one, codec: head.name, width: head.width, height: head.height, from: Math.round(first.arrived), to: Math.round(last.arrived), pictures: shots.length,
      broken: brokenIn(shots), gaps: gapsIn(shots), ...(clockOff !== undefined && { clockOff: Math.round(clockOff) }),
    });
  }
  return fail("none");
}

/** Buffers that the system takes in one call. */
const AT_ONCE = 1000;

async function write(file: string, pieces: readonly Buffer[]): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    for (let i = 0; i < pieces.length; i += AT_ONCE) await handle.writev(pieces.slice(i, i + AT_ONCE));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Pictures of the time, from the key one before it on, all of one format. */
function chosen(segments: readonly { head: SegmentHead; units: KeptUnit[] }[], { from, to, at }: { from: number; to: number; at: number }): { head: SegmentHead | undefined; shots: Shot[] } {
  const runs: { head: SegmentHead; shots: Shot[] }[] = [];
  for (const { head, units } of segments) {
    const last = runs.at(-1);
    const shots = units.map((unit) => ({ ...unit, session: head.session }));
    if (last !== undefined && last.head.name === head.name && last.head.width === head.width && last.head.height === head.height) last.shots.push(...shots);
    else runs.push({ head, shots });
  }
  const within = runs.map(({ head, shots }) => ({ head, shots: cutTo(shots, from, to) })).filter(({ shots }) => shots.length > 0);
  const far = ({ shots }: { shots: Shot[] }): number => Math.min(...shots.map(({ arrived }) => Math.abs(arrived - at)));
  const [nearest] = within.toSorted((a, b) => far(a) - far(b));
  return { head: nearest?.head, shots: nearest === undefined ? [] : bounded(nearest.shots) };
}

function cutTo(shots: readonly Shot[], from: number, to: number): Shot[] {
  const end = shots.findLastIndex(({ arrived }) => arrived <= to);
  const before = shots.findLastIndex(({ key, arrived }) => key && arrived <= from);
  const begin = before === -1 ? shots.findIndex(({ key }) => key) : before;
  const cut = begin === -1 || end < begin ? [] : shots.slice(begin, end + 1);
  // A group that ended long before the time says nothing of it.
  return cut.some(({ arrived }) => arrived >= from) ? cut : [];
}

function bounded(shots: Shot[]): Shot[] {
  let size = shots.reduce((sum, { data }) => sum + data.length, 0);
  let begin = 0;
  while (size > MOST_CLIP) {
    const next = shots.findIndex(({ key }, i) => key && i > begin);
    if (next === -1) break;
    for (const { data } of shots.slice(begin, next)) size -= data.length;
    begin = next;
  }
  return shots.slice(begin);
}

/** Pictures that may be wrong: from one before which something was lost up to the next key one. */
function brokenIn(shots: readonly Shot[]): number {
  let [count, wrong] = [0, false];
  for (const { key, broken } of shots) {
    wrong = !key && (wrong || broken);
    if (wrong) count++;
  }
  return count;
}
function gapsIn(shots: readonly Shot[]): { from: number; to: number }[] {
  const gaps = shots.flatMap(({ arrived }, i) => {
    const before = shots[i - 1]?.arrived ?? arrived;
    return arrived - before > GAP ? [{ from: Math.round(before), to: Math.round(arrived) }] : [];
  });
  return gaps.slice(0, MOST_GAPS);
}
