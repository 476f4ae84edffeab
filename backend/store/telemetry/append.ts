import type { SourceId } from "#contract/ids";
import type { TelemetryBatch } from "../../ports.ts";
import type { Rows } from "./frame.ts";
import { add, holds, rollback, seriesOf, settle, type Series } from "./hot.ts";
import { rollbackPending, settlePending, spread, takeNewer } from "./pending.ts";
import { transact, type Vault } from "./vault.ts";

/**
 * Stores batches in one transaction: a frame each, the counters and the refused messages. A row whose series and instant
 * are stored already is superseded: counted, not stored. Only rows not newer than their series' newest point are looked
 * up, whatever the batch says of them; `late` is what the sender side expects, this is what holds.
 *
 * New rows wait in `pending.ts` until `spread`, or until somebody reads: the batches' columns are kept till then.
 *
 * @param wall wall clock, ms
 * @returns positions of superseded rows, for each batch
 * @throws DiskFull or StoreDamaged; memory and file are then as before
 */
export function appendGroup(
  vault: Vault,
  batches: readonly TelemetryBatch[],
  wall: number,
  damaged: (detail: string) => void,
): Uint32Array[] {
  const superseded: Uint32Array[] = [];
  let lastFrame = vault.lastFrame;
  try {
    transact(vault, () => {
      for (const batch of batches) {
        const duplicates = takeRows(vault, batch, damaged);
        superseded.push(Uint32Array.from(duplicates));
        const rows = without(batch, duplicates);
        if (rows.n > 0) vault.frames.write(++lastFrame, wall, rows);
        count(vault, batch, duplicates, wall);
        if (batch.rejections.length > 0) vault.rejections.add(batch.rejections);
      }
      vault.counters.write();
    });
  } catch (error) {
    rollbackPending(vault.hot);
    rollback(vault.hot);
    vault.counters.rollback();
    throw error;
  }
  settlePending(vault.hot);
  settle(vault.hot);
  vault.counters.settle();
  if (lastFrame > vault.lastFrame) vault.openedAt ??= wall;
  vault.lastFrame = lastFrame;
  return superseded;
}

/**
 * Takes new rows into memory: those that are newer than all before at once, to be spread later; from the first other one on
 * each at its place. @returns positions of the rows not taken
 */
function takeRows(vault: Vault, batch: TelemetryBatch, damaged: (detail: string) => void): number[] {
  const { series, t, v, q } = batch;
  const duplicates: number[] = [];
  const newer = vault.hot.touched.length > 0 ? 0 : takeNewer(vault.hot, batch);
  if (newer < t.length) spread(vault.hot);
  for (let i = newer; i < t.length; i++) {
    const of = seriesOf(vault.hot, series[i]!);
    const at = t[i]!;
    if (at <= of.newestT && isStored(vault, of, at, damaged)) duplicates.push(i);
    else add(vault.hot, of, at, v[i]!, q[i]!);
  }
  return duplicates;
}

function isStored(vault: Vault, series: Series, t: number, damaged: (detail: string) => void): boolean {
  if (t === series.newestT || holds(series, t)) return true;
  try {
    return vault.chunks.has(series.id, t);
  } catch (error) {
    // A damaged page in the past must not stop today's readings: better stored twice than not at all.
    damaged(`look-up of series ${series.id} at ${new Date(t).toISOString()}: ${String(error)}`);
    return false;
  }
}

function without(batch: TelemetryBatch, duplicates: readonly number[]): Rows {
  const { series, t, v, q } = batch;
  if (duplicates.length === 0) return { n: t.length, series, t, v, q };
  const drop = new Set(duplicates);
  const keep = (_: number, i: number): boolean => !drop.has(i);
  return {
    n: t.length - drop.size,
    series: series.filter(keep),
    t: t.filter(keep),
    v: v.filter(keep),
    q: q.filter(keep),
  };
}

function count(vault: Vault, batch: TelemetryBatch, duplicates: readonly number[], wall: number): void {
  const { counters } = vault;
  const sent = new Uint32Array(batch.sources.length);
  const again = new Uint32Array(batch.sources.length);
  for (let i = 0; i < batch.from.length; i++) sent[batch.from[i]!]!++;
  for (const i of duplicates) again[batch.from[i]!]!++;
  batch.sources.forEach((source, i) => {
    const n = sent[i]!;
    if (n === 0) return;
    counters.received(source, n, wall);
    counters.superseded(source, again[i]!);
    counters.stored(source, n - again[i]!);
  });
  const refuse = (source: SourceId, reason: TelemetryBatch["moreRejected"][number]["reason"], n: number): void => {
    counters.received(source, n, wall);
    counters.rejected(source, reason, n);
  };
  for (const { sourceId, reason } of batch.rejections) refuse(sourceId, reason, 1);
  for (const more of batch.moreRejected) refuse(more.sourceId, more.reason, more.count);
}
