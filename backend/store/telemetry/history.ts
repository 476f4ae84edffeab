import { StoreDamaged } from "../../ports.ts";
import type { Points } from "./codec.ts";
import { sortedPoints } from "./column.ts";
import { spread } from "./pending.ts";
import { createThinner } from "./thin.ts";
import type { Vault } from "./vault.ts";

/** Chunks decoded before the writer is let go on: a few ms. */
const STEP_CHUNKS = 128;

/** One question about one series. Instants in ms, both inclusive. */
export interface HistoryQuery {
  series: number;
  from: number;
  to: number;
  maxPoints: number;
}

/**
 * Reads a history in steps; between two of them appends may run, sealing may not.
 *
 * @throws StoreDamaged when a chunk of the range is damaged: an answer with a hole in it would look like a quiet sensor
 */
export function* readHistory(vault: Vault, query: HistoryQuery): Generator<undefined, Points & { thinned: boolean }> {
  const { series, to, maxPoints } = query;
  spread(vault.hot);
  const known = vault.hot.series.get(series);
  const hot = [known?.frozen, known?.open].filter((column) => column !== undefined).map(sortedPoints);
  const first = Math.min(
    vault.chunks.rows(series, query.from, to, 1)[0]?.t0 ?? Infinity,
    ...hot.map((points) => points.t[0] ?? Infinity),
  );
  const from = Math.max(query.from, Math.min(first, to));
  const last = Math.min(to, Math.max(from, known?.newestT ?? from));
  const thinner = createThinner(from, last, maxPoints);
  for (let next = from; next <= last; ) {
    const rows = vault.chunks.rows(series, next, last, STEP_CHUNKS);
    for (const row of rows) {
      const points = vault.chunks.points(row);
      if (points === undefined) {
        throw new StoreDamaged(vault.file, `history of series ${series} around ${new Date(row.t0).toISOString()}`);
      }
      if (row.t0 >= next || next === from) thinner.feed(points);
    }
    if (rows.length < STEP_CHUNKS) break;
    next = rows.at(-1)!.t0 + 1;
    yield;
  }
  for (const points of hot) thinner.feed(points);
  return thinner.done();
}
