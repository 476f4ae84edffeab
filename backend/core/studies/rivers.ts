import type { River } from "#contract/city";
import type { StudyGrid } from "#contract/study-result";
import { metres } from "../way/plane.ts";
import type { Point } from "./city.ts";
import { cellUnder } from "./frame.ts";

/** A part of a river within the area, from where it comes in (or rises) to where it goes out (or ends). */
export interface Run {
  river: string;
  /** Row-major cells where it begins and ends, and the chain indices there. */
  first: number;
  last: number;
  firstChain: number;
  lastChain: number;
  /** It goes on beyond the area's edge. */
  leaves: boolean;
  /** m along the river, within the area; and from the river's upper end to where the run begins. */
  length: number;
  before: number;
}

/** Runs shorter than this many cells only touch a corner. */
const LEAST = 5;

/** Where rivers run through the area: a river that winds out and in again has several runs, upper first. */
export function runsOf(grid: StudyGrid, rivers: readonly River[]): Run[] {
  return rivers.flatMap((river) => {
    const runs: Run[] = [];
    let open: Run | undefined;
    let along = 0;
    for (const { at, chain, step } of finely(river, grid.cell / 2)) {
      along += step;
      const cell = cellUnder(grid, at);
      if (cell === undefined) {
        if (open !== undefined) open.leaves = true;
        open = undefined;
        continue;
      }
      if (open === undefined) runs.push((open = { river: river.name, first: cell, last: cell, firstChain: chain, lastChain: chain, leaves: false, length: 0, before: along }));
      else open.length += step;
      open.last = cell;
      open.lastChain = chain;
    }
    return runs.filter(({ length }) => length >= LEAST * grid.cell);
  });
}

/** Points of an axis at most so far apart, m, with the nearer chain index. */
function* finely({ axis, from }: River, most: number): Generator<{ at: Point; chain: number; step: number }> {
  for (let k = 0; k + 1 < axis.length; k++) {
    const [a, b] = [axis[k]!, axis[k + 1]!];
    const length = metres(a, b);
    const steps = Math.max(1, Math.ceil(length / most));
    for (let s = k === 0 ? 0 : 1; s <= steps; s++) yield { at: [a[0] + ((b[0] - a[0]) * s) / steps, a[1] + ((b[1] - a[1]) * s) / steps], chain: from + k + (2 * s > steps ? 1 : 0), step: s === 0 ? 0 : length / steps };
  }
}
