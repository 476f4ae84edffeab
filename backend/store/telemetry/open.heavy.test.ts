import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { afterEach, expect, test, vi } from "vitest";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import { batchOf, newFolder, type Row } from "../../../test/kit/telemetry.ts";
import type { StoreDamaged, TelemetryStore } from "../../ports.ts";
import { openLink } from "./link.ts";
import { openTelemetry } from "./open.ts";
import { setAsideTelemetry } from "./set-aside.ts";
import { telemetryWorkerUrl } from "./worker-url.ts";

const START = Date.UTC(2026, 9, 1, 10, 5);
const HOUR = 3_600_000;
const opened: TelemetryStore[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function open(folder = newFolder(), clock = handClock(START)) {
  const log = quietLog();
  const damage: StoreDamaged[] = [];
  folders.push(folder);
  const store = await openTelemetry({ folder, log, retentionDays: 30, clock, onDamage: (e) => damage.push(e) });
  opened.push(store);
  return { store, folder, clock, log, damage };
}
const rows = (n: number, from = 0): Row[] => Array.from({ length: n }, (_, i) => ({ series: i % 10, t: START + from + i, v: i / 100 }));
const sealed = (store: TelemetryStore) =>
  vi.waitFor(async () => expect((await store.stats()).frames).toBe(0), { timeout: 15_000, interval: 10 });
/** Changes one bit through SQLite's back, the way a bad disk does, in every copy of `body` that pages hold. */
function flip(file: string, body: Uint8Array): void {
  const bytes = readFileSync(file);
  let copies = 0;
  for (let at = bytes.indexOf(body); at >= 0; at = bytes.indexOf(body, at + 1), copies++) bytes[at + 40]! ^= 0x10;
  expect(copies).toBeGreaterThan(0);
  writeFileSync(file, bytes);
}

test("loading the worker's entry on another thread does nothing", async () => {
  await expect(import("../../workers/telemetry.ts")).resolves.toBeDefined();
});

test("an answered append is on disk: another connection sees it, and the caller keeps its arrays", async () => {
  const { store, folder } = await open();
  const batch = batchOf(rows(100));
  expect((await store.append(batch)).superseded).toHaveLength(0);
  expect(batch.t).toHaveLength(100);
  const db = new Database(join(folder, "telemetry.db"), { readonly: true });
  expect(db.prepare("SELECT n FROM frame").all()).toEqual([{ n: 100 }]);
  expect(db.prepare("SELECT stored FROM counter").pluck().get()).toBe(100);
  db.close();
  expect(Array.from((await store.append(batch)).superseded)).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test("sealing follows the wall clock, and every answer stays the same through it and a restart", async () => {
  const { store, folder, clock } = await open();
  await store.append(batchOf(rows(5000)));
  const answers = async (of: TelemetryStore) => ({
    history: await of.history(3, START, START + HOUR, 2000),
    thinned: await of.history(3, START, START + HOUR, 10),
    latest: await of.latest(),
    counters: await of.counters(),
    points: (await of.stats()).points,
    oldest: (await of.stats()).oldest,
  });
  const before = await answers(store);
  expect(before.history.t).toHaveLength(500);
  expect((await store.stats()).chunks).toBe(0);
  clock.pass(HOUR);
  await sealed(store);
  expect((await store.stats()).chunks).toBe(10);
  expect(await answers(store)).toEqual(before);
  await store.close();
  const again = await open(folder, clock);
  const after = await answers(again.store);
  // Series may come in another order after a restart.
  const bySeries = (l: typeof before.latest): number[][] => Array.from(l.series, (s, i) => [s, l.t[i]!, l.v[i]!]).sort((a, b) => a[0]! - b[0]!);
  expect({ ...after, latest: bySeries(after.latest) }).toEqual({ ...before, latest: bySeries(before.latest) });
});

test("64 batches wait behind the 8 in flight; more are refused and not stored", async () => {
  const { store } = await open();
  const outcomes = Promise.allSettled(Array.from({ length: 80 }, (_, i) => store.append(batchOf(rows(10, i * 10)))));
  expect(store.inFlight()).toBe(72);
  const statuses = (await outcomes).map((o) => o.status);
  expect(statuses.filter((s) => s === "fulfilled")).toHaveLength(72);
  expect((await store.counters())[0]?.stored).toBe(720);
  expect(store.inFlight()).toBe(0);
});

test.each([
  ["columns of different lengths", { ...batchOf(rows(3)), q: new Uint8Array(2) }],
  ["not a number", batchOf([{ series: 1, t: START, v: Number.NaN }])],
  ["part of a millisecond", batchOf([{ series: 1, t: START + 0.5, v: 1 }])],
  ["a series too high", batchOf([{ series: 2 ** 30, t: START, v: 1 }])],
  ["an unknown source", batchOf([{ series: 1, t: START, v: 1, source: 2 }])],
])("a batch that cannot be right is refused before it reaches the worker: %s", async (_, batch) => {
  const { store } = await open();
  await expect(store.append(batch)).rejects.toBeInstanceOf(RangeError);
  expect(await store.counters()).toEqual([]);
});

test("a flipped bit in a chunk is named, by history and by onDamage; its neighbours still answer", async () => {
  const { store, folder, clock } = await open();
  await store.append(batchOf(rows(3000)));
  clock.pass(HOUR);
  await sealed(store);
  await store.close();
  const file = join(folder, "telemetry.db");
  const db = new Database(file, { readonly: true });
  const body = db.prepare<[], Uint8Array>("SELECT body FROM chunk WHERE series = 4").pluck().get()!;
  db.close();
  flip(file, body);
  const again = await open(folder, clock);
  await expect(again.store.history(4, START, START + HOUR, 2000)).rejects.toMatchObject({ name: "StoreDamaged", file });
  expect(again.damage.map((d) => d.detail)).toEqual([expect.stringContaining("chunk of series 4 from 2026-10-01T10:05:00")]);
  expect((await again.store.history(5, START, START + HOUR, 2000)).t).toHaveLength(300);
  let warmed = 0;
  await again.store.since(START, (slice) => void (warmed += slice.t.length));
  expect(warmed).toBe(2700);
});

test("a flipped bit in a frame is named at start and the frame is kept; the rest is used", async () => {
  const { store, folder, clock } = await open();
  await store.append(batchOf(rows(100)));
  await store.append(batchOf(rows(50, 1000)));
  await store.close();
  const file = join(folder, "telemetry.db");
  const db = new Database(file, { readonly: true });
  const body = db.prepare<[], Uint8Array>("SELECT body FROM frame WHERE id = 1").pluck().get()!;
  db.close();
  flip(file, body);
  const again = await open(folder, clock);
  expect(again.damage.map((d) => d.detail)).toEqual([expect.stringContaining("frame 1 of")]);
  clock.pass(HOUR);
  await vi.waitFor(async () => expect(await again.store.stats()).toMatchObject({ chunks: 10, points: 50, frames: 1 }), { timeout: 15_000 });
});

test("a file that is no database is refused by name, and set aside the room starts anew", async () => {
  const folder = newFolder();
  const file = join(folder, "telemetry.db");
  writeFileSync(file, Buffer.alloc(8192, "not a database "));
  await expect(open(folder)).rejects.toMatchObject({ name: "StoreDamaged", file });
  const aside = setAsideTelemetry(folder, START);
  expect(statSync(aside).size).toBe(8192);
  const { store } = await open(folder);
  await store.append(batchOf(rows(1)));
  expect((await store.stats()).points).toBe(1);
});

test("a worker that dies rejects the calls under way, is started again with its state, and doubles nothing", async () => {
  const folder = newFolder();
  folders.push(folder);
  const clock = handClock(START);
  const log = quietLog();
  const workers: Worker[] = [];
  const start = { role: "telemetry" as const, file: join(folder, "telemetry.db"), sealAfterMs: HOUR, retentionDays: 30, maxBytes: undefined };
  const spawn = (): Worker => {
    const worker = new Worker(telemetryWorkerUrl(), { workerData: start });
    workers.push(worker);
    return worker;
  };
  const link = await openLink({ start, clock, log, onDamage: (e) => expect(e).toBeUndefined(), spawn });
  const append = () => link.ask("append", { batch: batchOf(rows(10)), wall: START });
  await append();
  const under = Array.from({ length: 5 }, () => link.ask("since", { from: 0 }));
  const outcomes = Promise.allSettled(under);
  await workers[0]!.terminate();
  expect((await outcomes).map((o) => o.status)).toContain("rejected");
  // Asked while the thread comes up again: waits for it.
  expect(await append()).toHaveLength(10);
  expect((await link.ask("counters", undefined))[0]).toMatchObject({ received: 20, stored: 10, superseded: 10 });
  expect(workers).toHaveLength(2);
  // Twice within a minute is a fault that restarting does not cure.
  await workers[1]!.terminate();
  await expect(append()).rejects.toThrow("down");
  expect(log.lines.filter((l) => l.event === "telemetry-worker-crashed").map((l) => l.fields)).toMatchObject([
    { crashes: 1, restarting: true },
    { crashes: 2, restarting: false },
  ]);
  expect(clock.pending()).toBe(0);
  await link.close();
});

test("calls after close are refused, and closing twice is no fault", async () => {
  const { store } = await open();
  const under = store.append(batchOf(rows(1000)));
  await store.close();
  await expect(under).resolves.toBeDefined();
  await expect(store.counters()).rejects.toThrow("closed");
  await store.close();
});
