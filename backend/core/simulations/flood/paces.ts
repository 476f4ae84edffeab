import { TILE } from "./tiles.ts";

/** Paces there are: a tile of pace p takes one step while those of pace 0 take 2^p. */
export const PACES = 4;
/** A tile that sleeps, or is none. */
export const ASLEEP = 255;
/** Groups of a tile row's items, as kernel.as names them. */
const [CELLS, EAST, NORTH, GIVE_X, GIVE_Y, TAKE_X, TAKE_Y] = [0, 1, 2, 3, 4, 5, 6];
const GROUPS = 8;
/** Numbers of an item: first column, columns, on which side the other lies; items a tile has at most. */
const [ITEM, MOST] = [3, 11];

/** Tiles with a rim of sleeping ones: no tile asks where the edge is. */
export interface TileGrid {
  across: number;
  up: number;
  nx: number;
}
export const rimmed = ({ across, up }: TileGrid): number => (across + 2) * (up + 2);
/** Numbers a program has at most. */
export const programSize = ({ across, up }: TileGrid): number => (up + 1) * GROUPS + ITEM * (MOST * across * up + 1);

/**
 * How long a step each tile may take. A deep tile takes short ones; its neighbours at most twice as long, so that water that comes
 * to them finds them ready.
 *
 * @param deepest largest depth of each tile, m @param limits depth up to which a tile may have each pace, m
 * @param quick 1 for each tile that takes the shortest step, however shallow @param paces (rimmed) filled
 * @returns the longest pace taken
 */
export function setPaces({ across, up }: TileGrid, { awake, deepest, limits, quick, paces }: { awake: Uint8Array; deepest: Float32Array; limits: readonly number[]; quick: Uint8Array; paces: Uint8Array }): number {
  const row = across + 2;
  for (let b = 0; b < up; b++) for (let a = 0; a < across; a++) {
    const tile = b * across + a;
    let pace = 0;
    while (quick[tile] === 0 && pace + 1 < limits.length && deepest[tile]! <= limits[pace + 1]!) pace++;
    paces[(b + 1) * row + a + 1] = awake[tile] === 1 ? pace : ASLEEP;
  }
  for (let pace = 0; pace + 2 < limits.length; pace++) {
    for (let b = 1; b <= up; b++) for (let a = 1; a <= across; a++) {
      if (paces[b * row + a] !== pace) continue;
      for (let v = b - 1; v <= b + 1; v++) for (let u = a - 1; u <= a + 1; u++) {
        const near = paces[v * row + u]!;
        if (near !== ASLEEP && near > pace + 1) paces[v * row + u] = pace + 1;
      }
    }
  }
  return paces.reduce((most, pace) => (pace === ASLEEP ? most : Math.max(most, pace)), 0);
}

/**
 * Writes what a sweep of one pace does, tile row by tile row: which spans of cells it moves; which faces beyond them are its own
 * because the tile there has a longer pace (the shorter pace owns a face); to which faces it gives and from which it takes a mean.
 *
 * @param into the program: for each tile row where its groups begin, then the items @returns cells a sweep moves
 */
export function writeProgram({ across, up, nx }: TileGrid, { paces, pace, ny, into }: { paces: Uint8Array; pace: number; ny: number; into: Int32Array }): number {
  const row = across + 2;
  const longer = (other: number): boolean => other > pace && other !== ASLEEP;
  let at = Math.ceil(((up + 1) * GROUPS) / ITEM);
  let cells = 0;
  const put = (column: number, columns: number, far: boolean): void => {
    into[at * ITEM] = column;
    into[at * ITEM + 1] = columns;
    into[at * ITEM + 2] = Number(far);
    at++;
  };
  for (let b = 0; b <= up; b++) {
    const of = (a: number, r = b): number => paces[(r + 1) * row + a + 1]!;
    const first = (a: number): number => a * TILE + 1;
    const wide = (a: number): number => Math.min(TILE, nx - a * TILE);
    const each = (group: number, visit: (a: number) => void): void => {
      into[b * GROUPS + group] = at;
      for (let a = 0; a < across; a++) visit(a);
    };
    const own = (a: number): boolean => b < up && of(a) === pace;
    const below = (a: number): boolean => b > 0 && of(a, b - 1) === pace;
    into[b * GROUPS + CELLS!] = at;
    for (let a = 0; a < across; a++) {
      if (!own(a)) continue;
      const from = a;
      while (a + 1 < across && own(a + 1)) a++;
      const columns = first(a) + wide(a) - first(from);
      put(first(from), columns, false);
      cells += columns * Math.min(TILE, ny - b * TILE);
    }
    each(EAST!, (a) => { if (own(a) && longer(of(a + 1))) put(first(a + 1), 4, false); });
    each(NORTH!, (a) => { if (below(a) && longer(of(a))) put(first(a), wide(a), false); });
    each(GIVE_X!, (a) => {
      if (!own(a)) return;
      if (longer(of(a - 1))) put(first(a), 1, false);
      if (longer(of(a + 1))) put(first(a + 1), 1, true);
    });
    each(GIVE_Y!, (a) => {
      if (own(a) && longer(of(a, b - 1))) put(first(a), wide(a), false);
      if (below(a) && longer(of(a))) put(first(a), wide(a), true);
    });
    each(TAKE_X!, (a) => {
      if (!own(a)) return;
      if (of(a - 1) < pace) put(first(a), 1, false);
      if (of(a + 1) < pace) put(first(a + 1), 1, true);
    });
    each(TAKE_Y!, (a) => {
      if (own(a) && of(a, b - 1) < pace) put(first(a), wide(a), false);
      if (below(a) && of(a) < pace) put(first(a), wide(a), true);
    });
    into[b * GROUPS + GROUPS - 1] = at;
  }
  return cells;
}
