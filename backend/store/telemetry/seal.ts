import type { Points } from "./codec.ts";
import { lowerBound, sortedPoints } from "./column.ts";
import { HOUR, hourOf, slicePoints } from "./chunks.ts";
import { freeze, type Series } from "./hot.ts";
import { spread } from "./pending.ts";
import { encodeLatest } from "./latest.ts";
import { writeSealMark, writeTally, type SealMark } from "./notes.ts";
import { transact, type Vault } from "./vault.ts";

/** Rows of `chunk` written in one transaction: a few ms, so that waiting senders hardly notice. */
export const SLICE_CHUNKS = 100;
/** Frames deleted in one transaction, about 160 kB each at the largest usual batch. */
const SLICE_FRAMES = 32;
/** A mark beyond every series: all of the generation is in chunks, its frames are being deleted. */
const ALL_SEALED = 2 ** 32;

/** The sealing under way: which series are left, and the mark that says the same on disk. */
export interface Sealing {
  mark: SealMark;
  left: Series[];
  /** Frames at or below this are deleted, or damaged and kept. */
  drained: number;
}

/** Closes the open generation. Nothing is written: the first step's transaction leaves the first mark. */
export function beginSealing(vault: Vault): Sealing | undefined {
  if (vault.hot.open === 0) return undefined;
  spread(vault.hot);
  const left = freeze(vault.hot);
  vault.openedAt = undefined;
  return { mark: { upto: vault.lastFrame, series: 0, t: 0 }, left, drained: 0 };
}

/** Takes up the sealing that was under way when the process ended. */
export function resumeSealing(vault: Vault, mark: SealMark): Sealing {
  const left = [...vault.hot.series.values()].filter((s) => s.frozen !== undefined).sort((a, b) => a.id - b.id);
  return { mark, left, drained: 0 };
}

/**
 * One slice in one transaction: at most SLICE_CHUNKS chunks and the mark that covers them, or some frames deleted.
 *
 * @returns whether sealing is complete
 * @throws DiskFull or StoreDamaged with nothing changed: call again later
 */
export function sealStep(vault: Vault, sealing: Sealing): boolean {
  if (sealing.left.length > 0) {
    sealSome(vault, sealing);
    return false;
  }
  return sealing.mark.series < ALL_SEALED ? finishChunks(vault, sealing) : drain(vault, sealing);
}

function sealSome(vault: Vault, sealing: Sealing): void {
  /** Series whose last frozen point is in this transaction, and what remains of one that was cut. */
  let done = 0;
  let rest: Points | undefined;
  let mark = sealing.mark;
  transact(vault, () => {
    done = 0;
    rest = undefined;
    for (let budget = SLICE_CHUNKS; budget > 0 && done < sealing.left.length; ) {
      const series = sealing.left[done]!;
      let points = sortedPoints(series.frozen!);
      while (points.t.length > 0 && budget > 0) {
        const end = lowerBound(points.t, points.t.length, hourOf(points.t[0]!) + HOUR);
        budget -= vault.chunks.write(series.id, slicePoints(points, 0, end));
        points = slicePoints(points, end, points.t.length);
      }
      if (points.t.length > 0) {
        rest = points;
        mark = { ...mark, series: series.id, t: points.t[0]! };
        break;
      }
      done++;
      mark = { ...mark, series: series.id + 1, t: -Infinity };
    }
    writeTally(vault.notes, vault.tally);
    writeSealMark(vault.notes, mark);
  });
  sealing.mark = mark;
  for (const series of sealing.left.splice(0, done)) {
    vault.hot.frozen -= series.frozen!.n;
    series.frozen = undefined;
  }
  const cut = sealing.left[0];
  if (rest !== undefined && cut !== undefined) {
    const { t, v, q } = rest;
    vault.hot.frozen -= cut.frozen!.n - t.length;
    cut.frozen = { t: t.slice(), v: v.slice(), q: q.slice(), n: t.length, sorted: t.length, tail: undefined };
  }
}

/** From here the frames are not needed: the newest points they told of are kept in a note. */
function finishChunks(vault: Vault, sealing: Sealing): boolean {
  const mark = { ...sealing.mark, series: ALL_SEALED };
  transact(vault, () => {
    vault.notes.put("latest", encodeLatest(vault.hot));
    writeSealMark(vault.notes, mark);
  });
  sealing.mark = mark;
  return false;
}

function drain(vault: Vault, sealing: Sealing): boolean {
  const ids = vault.frames.ids(sealing.drained, sealing.mark.upto, SLICE_FRAMES);
  transact(vault, () => {
    for (const id of ids) if (!vault.damagedFrames.has(id)) vault.frames.remove(id);
    if (ids.length === 0) vault.notes.drop("seal");
  });
  sealing.drained = ids.at(-1) ?? sealing.drained;
  return ids.length === 0;
}
