import type { Ems } from "../../design/ems.ts";

/** What of an alarm a cell has room for, by what a room needs first: what and where, its value, what to do, its course. */
export interface CardPlan {
  /** Lines of the message. */
  message: number;
  value: boolean;
  /** Lines of advice; 0: none. */
  advice: number;
  /** Height of the course, ems; 0: none. */
  trend: number;
  /** The course beside the words rather than below. */
  beside: boolean;
}

/** ems of a line, of the head (priority and state), of place and time, of value and limit, of the least course. */
const LINE = 1.25;
const HEAD = 1.6;
const VALUE = 2.5;
const TREND = 5;
/** Advice is cut into whole lines, its heading counts as one. */
const ADVICE = { least: 2, most: 5 };
const WIDE = 36;

/** Plans a card. @param box ems of the cell */
export function planOf({ wide, high }: Pick<Ems, "wide" | "high">): CardPlan {
  const beside = wide >= WIDE && high >= 8;
  let left = high - HEAD - 3 * LINE; // one line of the message, two of place and time
  let message = 1;
  if (left >= LINE) {
    message = 2;
    left -= LINE;
  }
  const value = left >= VALUE;
  if (value) left -= VALUE;
  if (value && left >= LINE) {
    message = 3;
    left -= LINE;
  }
  const lines = Math.floor(left / LINE);
  const advice = lines >= ADVICE.least ? Math.min(ADVICE.most, lines) : 0;
  left -= advice * LINE;
  return { message, value, advice, trend: beside ? high : left >= TREND ? left : 0, beside };
}
