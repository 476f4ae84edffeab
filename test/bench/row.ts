/** One line of `npm run bench`. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What the value must stand against; absent: told for information. */
  target?: { op: "<=" | ">="; value: number };
  note?: string;
}
