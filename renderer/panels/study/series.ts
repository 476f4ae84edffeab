import type { Instant } from "#contract/ids";
import { readNumber } from "../../design/schema/schema-inputs.tsx";
import { readOffset } from "./clock.ts";

/** [s after the start, value], ascending. */
export type Series = [number, number][];

/** The first row whose time is not after the one above it; undefined: they ascend. */
export function outOfOrder(series: Series): number | undefined {
  const at = series.findIndex(([t], i) => i > 0 && t <= (series[i - 1]?.[0] ?? -1));
  return at === -1 ? undefined : at;
}

/**
 * A table as spreadsheets give it: a line a row, time and value by tab, semicolon or spaces; decimal comma or point.
 *
 * @returns the rows in order of time, or which line could not be read (1: the first)
 */
export function readTable(text: string, start: Instant): { ok: true; series: Series } | { ok: false; line: number } {
  const series: Series = [];
  for (const [i, line] of text.split(/\r?\n|\s\/\s/).entries()) {
    if (line.trim() === "") continue;
    const found = /^\s*(\S+)[\t; ]+(\S+)\s*$/.exec(line);
    const t = found === null ? undefined : readOffset(found[1] ?? "", start);
    const value = found === null ? undefined : readNumber(found[2] ?? "");
    if (t === undefined || typeof value !== "number") return { ok: false, line: i + 1 };
    series.push([t, value]);
  }
  series.sort(([a], [b]) => a - b);
  return series.length === 0 || outOfOrder(series) !== undefined ? { ok: false, line: 1 } : { ok: true, series };
}

/** One row more, an hour after the last and as high. */
export function withRow(series: Series): Series {
  const [t, value] = series.at(-1) ?? [-3600, 0];
  return [...series, [t + 3600, value]];
}
