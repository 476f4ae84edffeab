import type { History } from "#contract/observation";
import type { Past } from "../core/window-pool.ts";
import type { Log, TelemetryStore } from "../ports.ts";

/** Points the store gives unthinned (contract/observation): an answer above it is asked for again in shorter parts, never used. */
const ASK = 20_000;
/** Points read of one series at most: far more than a window keeps, so that only a delay of hours at many a second is cut. */
export const SERIES_POINTS = 200_000;

/**
 * The stored observations of one series from `from` to `to`, ms inclusive, ascending in t. Read from the newest back: what
 * is damaged or too much shortens the past, which windows notice, and never leaves a hole in it, which they could not.
 */
export async function readPast(telemetry: Pick<TelemetryStore, "history">, log: Log, { series, from, to }: { series: number; from: number; to: number }): Promise<Past> {
  const parts: History[] = [];
  let points = 0;
  let width = to - from + 1;
  for (let end = to; end >= from; ) {
    const start = Math.max(from, end - width + 1);
    let part: History;
    try {
      part = await telemetry.history(series, start, end, ASK);
    } catch (error) {
      log.warn("past-cut", { series, since: end, error });
      break;
    }
    if (part.thinned && end > start) {
      width = Math.max(1, Math.floor((end - start + 1) / 4));
      continue;
    }
    parts.push(part);
    points += part.t.length;
    end = start - 1;
    if (points < SERIES_POINTS || end < from) continue;
    log.warn("past-cut", { series, since: start, points });
    break;
  }
  parts.reverse();
  return { t: parts.flatMap(({ t }) => t), v: parts.flatMap(({ v }) => v), q: parts.flatMap(({ q }) => q) };
}
