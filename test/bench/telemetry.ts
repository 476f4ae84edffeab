import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../backend/clock.ts";
import type { TelemetryBatch } from "../../backend/ports.ts";
import { appendGroup } from "../../backend/store/telemetry/append.ts";
import { openTelemetry } from "../../backend/store/telemetry/open.ts";
import { spread } from "../../backend/store/telemetry/pending.ts";
import { openVault } from "../../backend/store/telemetry/open-vault.ts";
import { readHistory } from "../../backend/store/telemetry/history.ts";
import type { Vault } from "../../backend/store/telemetry/vault.ts";
import { batchOf, fail, finish, newFolder, sealAll } from "../kit/telemetry.ts";
import { quietLog } from "../kit/quiet-log.ts";
import type { BenchRow } from "./row.ts";

const START = Date.UTC(2026, 9, 1, 10);
const SERIES = 1000;
const POINTS = 360;
/** Rounds of the append row; the first third, while code and WAL are cold, is not counted. */
const ROUNDS = 900;

/** One reading of every series: 2 decimals, ±10 ms of jitter, a random walk. @param k which of the hour's 360 */
function reading(k: number, levels: Int32Array, series = SERIES): TelemetryBatch {
  const rows = Array.from({ length: series }, (_, s) => {
    levels[s]! += Math.round((Math.random() - 0.5) * 60);
    return { series: s, t: START + k * 10_000 + Math.round((Math.random() - 0.5) * 20) + 10, v: levels[s]! / 100 };
  });
  return batchOf(rows);
}
const levelsOf = (n: number): Int32Array => Int32Array.from({ length: n }, (_, s) => 1000 + s * 7);
const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** The telemetry store against the limits of this machine's disk; targets A1, A2 and A11 of research/backend.md. */
export async function bench(): Promise<BenchRow[]> {
  const folder = newFolder();
  try {
    const { vault: appended } = openVault(join(folder, "append.db"), fail);
    const appends = appendRows(appended, folder);
    appended.db.close();
    const { vault } = openVault(join(folder, "telemetry.db"), fail);
    const rows = [...appends, sizeRow(vault), historyRow(vault)];
    vault.db.close();
    return [...rows, ...(await stallRows(join(folder, "stall")))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rounds of both are interleaved, so that a busy moment of the machine hits both. As the worker does, rows are spread in memory after the answer. */
function appendRows(vault: Vault, folder: string): BenchRow[] {
  const levels = levelsOf(SERIES);
  const batches = Array.from({ length: ROUNDS }, (_, k) => reading(k, levels));
  const raw = openSync(join(folder, "raw"), "w");
  const bytes = Buffer.alloc(SERIES * 16, 7);
  const store: number[] = [];
  const limit: number[] = [];
  const whole: number[] = [];
  for (const [round, batch] of batches.entries()) {
    const begun = performance.now();
    appendGroup(vault, [batch], START, fail);
    const between = performance.now();
    writeSync(raw, bytes);
    fdatasyncSync(raw);
    const ended = performance.now();
    spread(vault.hot);
    const spreadAt = performance.now();
    if (round < ROUNDS / 3) continue;
    store.push(between - begun);
    limit.push(ended - between);
    whole.push(between - begun + (spreadAt - ended));
  }
  closeSync(raw);
  const rate = (times: number[]): string => Math.round((SERIES / median(times)) * 1000).toLocaleString("en");
  return [
    {
      name: "telemetry append, FULL, batch 1000, against raw append + fdatasync",
      value: median(limit) / median(store),
      unit: "of the raw rate",
      target: { op: ">=", value: 0.6 },
      note: `until the sender is answered: ${rate(store)} readings/s; raw ${rate(limit)}`,
    },
    { name: "the same with the rows spread in memory", value: median(limit) / median(whole), unit: "of the raw rate", note: `${rate(whole)} readings/s` },
  ];
}

function sizeRow(vault: Vault): BenchRow {
  const levels = levelsOf(SERIES);
  for (let k = 0; k < POINTS; k++) appendGroup(vault, [reading(k, levels)], START, fail);
  sealAll(vault);
  const pragma = (name: string): number => Number(vault.db.pragma(name, { simple: true }));
  const used = (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
  return {
    name: "stored bytes per 2-decimal reading, sealed, whole file",
    value: used / vault.tally.points,
    unit: "B",
    target: { op: "<=", value: 2.5 },
    note: `${vault.tally.points.toLocaleString("en")} readings in ${vault.tally.chunks} chunks`,
  };
}

function historyRow(vault: Vault): BenchRow {
  const times: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const begun = performance.now();
    const query = { series: (i * 7919) % SERIES, from: START, to: START + 3_600_000, maxPoints: 2000 };
    if (finish(readHistory(vault, query)).t.length !== POINTS) throw new Error("history is not complete");
    times.push(performance.now() - begun);
  }
  return { name: "history of 1 h of one series (360 points), decode included, p50", value: median(times), unit: "ms" };
}

/** 2,000 series × 360 readings are sealed while the main thread does nothing but look at its clock and append on. */
async function stallRows(folder: string): Promise<BenchRow[]> {
  let wall = START;
  const clock = { ...systemClock(), wall: () => wall };
  const options = { folder, log: quietLog(), retentionDays: 30, sealAfterMs: 3_600_000, clock, onDamage: (e: Error) => fail(e.message) };
  const filled = await openTelemetry(options);
  const levels = levelsOf(2000);
  for (let k = 0; k < POINTS; k++) await filled.append(reading(k, levels, 2000));
  await filled.close();
  wall += 3_600_000;
  const store = await openTelemetry(options);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const waits: number[] = [];
  const late = batchOf([{ series: 1, t: START + 3_700_000, v: 1 }]);
  // Each append leaves a frame of its own, for the next hour.
  for (; (await store.stats()).frames > waits.length; late.t[0]!++) {
    const before = performance.now();
    await store.append(late);
    waits.push(performance.now() - before);
  }
  delay.disable();
  const sealed = performance.now() - begun;
  await store.close();
  return [
    {
      name: "main thread's longest stall while 720,000 readings are sealed",
      value: Math.max(0, delay.max / 1e6 - 1),
      unit: "ms",
      target: { op: "<=", value: 20 },
      note: `sealed in ${Math.round(sealed)} ms`,
    },
    { name: "longest wait of an append while the hour is sealed", value: Math.max(0, ...waits), unit: "ms", note: `${waits.length} appends` },
  ];
}
