import type { Row } from "../kit/telemetry.ts";

const START = Date.UTC(2026, 9, 1);
export const CHAOS_SERIES = 40;

/** Rows of one batch of one round: new points, one late one, and one that repeats the batch's first. */
export function rowsOf(round: number, batch: number): Row[] {
  const at = (i: number): number => START + round * 5_000_000 + batch * 100 + i;
  const rows: Row[] = Array.from({ length: 60 }, (_, i) => ({ series: i % CHAOS_SERIES, t: at(i), v: round * 1000 + batch + i / 100 }));
  rows.push({ series: batch % CHAOS_SERIES, t: at(0) - 7_200_000_000, v: -batch / 4 });
  rows.push({ ...rows[0]! });
  return rows;
}
