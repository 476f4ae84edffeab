import { scaleAt, type Point } from "./plane.ts";

/** Side of a cell, degrees: about 55 m, so that few lines share one. */
const CELL = 0.0005;
/** Cells one line is put into at most: a longer one stands in those of its points and of points between, this far apart or nearer. */
const STEP = CELL / 2;

/** A cell's number: rows are fewer than a million. */
const keyOf = (column: number, row: number): number => column * 1_000_000 + row;

/** Which lines come near a point. */
export interface Grid {
  add(id: number, line: readonly Point[]): void;
  /** Every line that may lie within `reach` m; some that do not. Ascending. */
  near(at: Point, reach: number): number[];
}

export function openGrid(): Grid {
  const cells = new Map<number, Set<number>>();
  const put = (id: number, lon: number, lat: number): void => {
    const key = keyOf(Math.floor(lon / CELL), Math.floor(lat / CELL));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, new Set([id]));
    else cell.add(id);
  };
  return {
    add(id, line) {
      for (const [i, [lon, lat]] of line.entries()) {
        put(id, lon, lat);
        const next = line[i + 1];
        if (next === undefined) continue;
        const steps = Math.ceil(Math.max(Math.abs(next[0] - lon), Math.abs(next[1] - lat)) / STEP);
        for (let k = 1; k < steps; k++) put(id, lon + ((next[0] - lon) * k) / steps, lat + ((next[1] - lat) * k) / steps);
      }
    },
    near([lon, lat], reach) {
      const [x, y] = scaleAt(lat);
      // A line cuts a corner of a cell without a point in it: half a cell more.
      const [w, h] = [reach / x + STEP, reach / y + STEP];
      const found = new Set<number>();
      for (let column = Math.floor((lon - w) / CELL); column <= Math.floor((lon + w) / CELL); column++) {
        for (let row = Math.floor((lat - h) / CELL); row <= Math.floor((lat + h) / CELL); row++) for (const id of cells.get(keyOf(column, row)) ?? []) found.add(id);
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}
