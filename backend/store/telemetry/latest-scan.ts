import { note, seriesOf } from "./hot.ts";
import type { Vault } from "./vault.ts";

/** Finds the newest point of every series in the chunks: for the day when the note that says so is damaged. */
export function latestFromChunks(vault: Vault): void {
  const next = vault.db
    .prepare<[number], number>("SELECT series FROM chunk WHERE series > ? ORDER BY series LIMIT 1")
    .pluck();
  const newest = vault.db.prepare<[number], number>("SELECT max(t0) FROM chunk WHERE series = ?").pluck();
  for (let id = next.get(-1); id !== undefined; id = next.get(id)) {
    const t0 = newest.get(id) ?? 0;
    for (const row of vault.chunks.rows(id, t0, t0, -1)) {
      const points = vault.chunks.points(row);
      const last = (points?.t.length ?? 0) - 1;
      if (points !== undefined) note(vault.hot, seriesOf(vault.hot, id), points.t[last]!, points.v[last]!, points.q[last]!);
    }
  }
}
