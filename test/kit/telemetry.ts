import { cpSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SourceId } from "../../backend/contract/ids.ts";
import type { TelemetryBatch } from "../../backend/ports.ts";
import { readHistory } from "../../backend/store/telemetry/history.ts";
import { openVault } from "../../backend/store/telemetry/open-vault.ts";
import { beginSealing, resumeSealing, sealStep } from "../../backend/store/telemetry/seal.ts";
import type { Vault } from "../../backend/store/telemetry/vault.ts";

/** One observation of a test. */
export interface Row {
  series: number;
  t: number;
  v: number;
  q?: number;
  source?: number;
}
export const SOURCES = ["gauge-a", "gauge-b"].map((id) => SourceId.parse(id));

/** @returns the rows as the store takes them; `late` is 0 throughout, because the store must not depend on it */
export function batchOf(rows: readonly Row[]): TelemetryBatch {
  return {
    series: Uint32Array.from(rows, (row) => row.series),
    t: Float64Array.from(rows, (row) => row.t),
    v: Float64Array.from(rows, (row) => row.v),
    q: Uint8Array.from(rows, (row) => row.q ?? 0),
    from: Uint16Array.from(rows, (row) => row.source ?? 0),
    late: new Uint8Array(rows.length),
    sources: [...SOURCES],
    rejections: [],
    moreRejected: [],
  };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "kydai-telemetry-"));
}

/** Drains a generator. @returns what it returns */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Every point stored of a series, unthinned. */
export function pointsOf(vault: Vault, series: number): Row[] {
  const query = { series, from: 0, to: 8_640_000_000_000_000, maxPoints: Number.MAX_SAFE_INTEGER };
  const { t, v, q } = finish(readHistory(vault, query));
  return Array.from(t, (at, i) => ({ series, t: at, v: v[i]!, q: q[i]! }));
}

/** Seals everything, calling `between` after every transaction. */
export function sealAll(vault: Vault, between: () => void = () => undefined): void {
  const sealing = beginSealing(vault);
  if (sealing === undefined) return;
  for (let done = false; !done; between()) done = sealStep(vault, sealing);
}

/** Opens the store and takes up a sealing that was under way, to its end. */
export function openAndSeal(file: string): Vault {
  const { vault, mark } = openVault(file, fail);
  if (mark !== undefined) for (const sealing = resumeSealing(vault, mark); !sealStep(vault, sealing); );
  return vault;
}

/** The files as a process killed at this moment would leave them. @returns the copy's main file */
export function killedCopy(file: string): string {
  const copy = join(newFolder(), "telemetry.db");
  for (const suffix of ["", "-wal"]) if (existsSync(file + suffix)) cpSync(file + suffix, copy + suffix);
  return copy;
}

export function fail(detail: string): never {
  throw new Error(`unexpected damage: ${detail}`);
}
