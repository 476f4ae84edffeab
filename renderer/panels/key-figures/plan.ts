import { tilesIn, type Ems } from "../../design/ems.ts";

/** Alarms by priority and what owes an acknowledgement: with their words, with their signs alone, or left out. */
export type Counts = "words" | "signs" | "none";
/** What of the figures a cell has room for. */
export interface FiguresPlan {
  counts: Counts;
  columns: number;
  /** Levels shown; the others are counted in a line. */
  shown: number;
}

/** ems: a level with its name, value and mark, and age; below it a count with its word, a line of counts, the line of what is left out, and the width of all signs in one. */
const TILE = { wide: 13.5, high: 3.8 };
const WORD = 11;
const LINE = 1.6;
const REST = 1.2;
const SIGNS = 25;
const COUNTS = 5;

/**
 * Plans the figures. Words of the counts give way to their signs (shape and letter say the same) where they take more than a third
 * of the cell; where somebody chose stations, the counts give way to at least one of their levels.
 *
 * @param box ems of the cell @param levels how many there are @param chosen whether somebody chose them
 */
export function planOf(box: Pick<Ems, "wide" | "high">, levels: number, chosen: boolean): FiguresPlan {
  const lines = Math.ceil(COUNTS / Math.max(1, Math.floor(box.wide / WORD)));
  const words = lines * LINE <= box.high / 3;
  const counts: Counts = words ? "words" : "signs";
  const used = (words ? lines : box.wide >= SIGNS ? 1 : 2) * LINE;
  const plan = levelsIn({ wide: box.wide, high: box.high - used }, levels);
  if (plan.shown > 0 || levels === 0 || !chosen) return { counts, ...plan };
  return { counts: "none", ...levelsIn(box, levels) };
}

function levelsIn(box: Pick<Ems, "wide" | "high">, levels: number): Pick<FiguresPlan, "columns" | "shown"> {
  if (levels === 0 || box.high < TILE.high) return { columns: 1, shown: 0 };
  const all = tilesIn(box, TILE);
  if (all.columns * all.rows >= levels) return { columns: Math.max(1, Math.min(all.columns, Math.ceil(levels / Math.ceil(levels / all.columns)))), shown: levels };
  // A line for those that are left out.
  const high = box.high - REST;
  if (high < TILE.high) return { columns: all.columns, shown: 0 };
  const { columns, rows } = tilesIn({ wide: box.wide, high }, TILE);
  return { columns, shown: Math.min(levels, columns * rows) };
}
