import { hash } from "node:crypto";
import { MAX_MONITORS } from "#contract/wall";
import type { Instant, MonitorId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { MAX_WALL_PICTURE, type Clock, type Log, type WallPictures } from "../ports.ts";
import { firstFrom, openPictureShelf, type Kept } from "./picture-shelf.ts";
import { jpegSize } from "./wall-content.ts";
import { LEFT_TO_JOURNAL } from "./write-whole.ts";

/** Pixels of one picture: it is a preview; a tall one is a monitor on its side. */
const MAX_WIDTH = 480;
const MAX_HEIGHT = 2048;
/** The first of each minute of the wall clock is kept on disk, ms: whoever sends one a minute, a little early or late, misses none. */
const MINUTE = 60_000;
/** Whoever asked counts as looking for so long, ms. */
const LOOKING = 10_000;
/** A kept picture this far from the instant asked for says nothing about it, ms. */
const NEAR = 300_000;

interface Options {
  folder: string;
  clock: Pick<Clock, "steady" | "wall">;
  log: Log;
  /** Days and bytes kept on disk; oldest go first. */
  keepDays: number;
  maxBytes: number;
  /** Bytes of the disk left to the journal. */
  reserve?: number;
}

/** Opens the folder and reads its index from the names in it. The newest of each of at most 64 monitors is in memory. */
export async function openWallPictures({ folder, clock, log, keepDays, maxBytes, reserve = LEFT_TO_JOURNAL }: Options): Promise<WallPictures> {
  const shelf = await openPictureShelf({ folder, log, keepDays, maxBytes, reserve });
  await shelf.prune(clock.wall());
  const newest = new Map<string, { at: Instant; jpeg: Uint8Array }>();
  const keptAt = new Map<string, Instant>();
  /** Monitors whose picture is being written: a slow disk holds one of each, and the others stay in memory. */
  const writing = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let refused = false;

  const watched = (): boolean => clock.steady() - lookedAt < LOOKING;

  async function keep(monitorId: MonitorId, at: Instant, jpeg: Uint8Array): Promise<void> {
    const last = keptAt.get(monitorId) ?? shelf.of(monitorId).at(-1)?.at;
    if (writing.has(monitorId) || (last !== undefined && Math.floor(at / MINUTE) === Math.floor(last / MINUTE))) return;
    writing.add(monitorId);
    try {
      await shelf.add({ monitorId, at, bytes: jpeg.length, sha256: hash("sha256", jpeg, "hex") }, jpeg);
      keptAt.set(monitorId, at);
      if (refused) log.info("wall-pictures-kept-again", {});
      refused = false;
      await shelf.prune(at);
    } catch (error) {
      // The wall goes on, and so do its previews; only a replay lacks these minutes. Said once, not once a minute.
      if (!refused) log.error("wall-pictures-not-kept", { error });
      refused = true;
    } finally {
      writing.delete(monitorId);
    }
  }

  return {
    async put(monitorId, at, jpeg) {
      if (jpeg.length > MAX_WALL_PICTURE) return fail({ code: "too-large", limit: MAX_WALL_PICTURE });
      const size = jpegSize(jpeg);
      if (size === undefined) return fail({ code: "malformed", path: "", detail: "not a JPEG" });
      if (size.width < 1 || size.width > MAX_WIDTH || size.height < 1 || size.height > MAX_HEIGHT) return fail({ code: "malformed", path: "", detail: `${size.width} × ${size.height} pixels; at most ${MAX_WIDTH} × ${MAX_HEIGHT}` });
      newest.delete(monitorId);
      newest.set(monitorId, { at, jpeg });
      for (const id of newest.keys()) {
        if (newest.size <= MAX_MONITORS) break;
        newest.delete(id);
        keptAt.delete(id);
      }
      await keep(monitorId, at, jpeg);
      return ok({ watched: watched() });
    },
    latest(monitorId) {
      lookedAt = clock.steady();
      return newest.get(monitorId);
    },
    watched,
    near(at) {
      const found: { monitorId: MonitorId; at: Instant; sha256: string }[] = [];
      for (const monitorId of shelf.monitors()) {
        const one = nearest(shelf.of(monitorId), at);
        if (one !== undefined && Math.abs(one.at - at) <= NEAR) found.push({ monitorId: one.monitorId, at: one.at, sha256: one.sha256 });
      }
      return found;
    },
    read(monitorId, at) {
      const own = shelf.of(monitorId);
      const kept = own[firstFrom(own, at)];
      return kept?.at === at ? shelf.read(kept) : Promise.resolve(undefined);
    },
  };
}

function nearest(sorted: readonly Kept[], at: Instant): Kept | undefined {
  const index = firstFrom(sorted, at);
  const after = sorted[index];
  const before = sorted[index - 1];
  if (after === undefined || before === undefined) return after ?? before;
  return after.at - at < at - before.at ? after : before;
}
