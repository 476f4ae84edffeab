import type { TelemetryStore } from "../../ports.ts";
import { spread } from "./pending.ts";
import { sizes, type Vault } from "./vault.ts";

/** @returns bytes of the file, points sealed and unsealed, and the oldest instant stored (ms; of a chunk: its first) */
export function readStats(vault: Vault): Awaited<ReturnType<TelemetryStore["stats"]>> {
  const sealed = vault.db.prepare<[], number>("SELECT t0 FROM chunk ORDER BY t1 LIMIT 1").pluck().get();
  spread(vault.hot);
  let oldest = sealed ?? Infinity;
  for (const { frozen, open } of vault.hot.series.values()) {
    for (const column of [frozen, open]) {
      for (let i = 0; i < (column?.n ?? 0); i++) oldest = Math.min(oldest, column!.t[i]!);
    }
  }
  return {
    bytes: sizes(vault).file,
    points: vault.tally.points + vault.hot.open + vault.hot.frozen,
    frames: vault.frames.count(),
    chunks: vault.tally.chunks,
    ...(oldest === Infinity ? {} : { oldest }),
  };
}
