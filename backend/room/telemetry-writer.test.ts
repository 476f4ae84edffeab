import { expect, test } from "vitest";
import { SourceId } from "#contract/ids";
import { handClock } from "../../test/kit/hand-clock.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { DiskFull, type Settled, type TelemetryBatch } from "../ports.ts";
import type { Result } from "#contract/result";
import { Batch } from "./batch.ts";
import { openTelemetryWriter } from "./telemetry-writer.ts";

const source = SourceId.parse("gateway");

function setUp() {
  const clock = handClock();
  const calls: { batch: TelemetryBatch; done: (superseded: Uint32Array) => void; fail: (error: Error) => void }[] = [];
  let open = new Batch();
  let journalDurable = true;
  let hold: "judging" | "disk-full" | undefined;
  const later: (() => void)[] = [];
  const broken: unknown[] = [];
  const writer = openTelemetryWriter({
    store: {
      append: (batch) => new Promise((resolve, reject) => void calls.push({ batch, done: (superseded) => resolve({ superseded }), fail: reject })),
      inFlight: () => calls.filter((call) => !finished.has(call)).length,
    },
    clock, log: quietLog(), open: () => open,
    takeBatch: () => {
      const taken = open;
      open = new Batch();
      return taken;
    },
    hold: () => hold, whenDurable: (act) => (journalDurable ? act() : void later.push(act)), onWaiting: () => {}, onBroken: (error) => broken.push(error),
  });
  const finished = new Set<object>();
  const settle = async (index: number, outcome: Uint32Array | Error) => {
    const call = calls[index]!;
    finished.add(call);
    if (outcome instanceof Error) call.fail(outcome);
    else call.done(outcome);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const arrive = (results: number[], outcomes?: Result<Settled>[]) => {
    const from = open.n;
    for (const result of results) open.push(source, 0, 1000 + result, result, 0, false);
    if (outcomes !== undefined) open.waiters.push({ settle: (outcome) => outcomes.push(outcome), from, to: open.n, rejected: [] });
    writer.nudge();
  };
  return { clock, calls, settle, arrive, broken, setHold: (why: typeof hold) => (hold = why), hold: () => (journalDurable = false), release: () => later.splice(0).forEach((act) => act()) };
}

test("invariant 1 a waiting sender is answered after the commit and not before, duplicates counted apart", async () => {
  const { calls, settle, arrive } = setUp();
  const outcomes: Result<Settled>[] = [];
  arrive([1, 2, 3], outcomes);
  expect(calls).toHaveLength(1);
  expect(outcomes).toEqual([]);
  await settle(0, Uint32Array.of(1));
  expect(outcomes).toEqual([{ ok: true, value: { stored: 2, superseded: 1, rejected: [] } }]);
});

test("invariant 1 a sender waits for the facts its readings caused, too", async () => {
  const { settle, arrive, hold, release } = setUp();
  const outcomes: Result<Settled>[] = [];
  hold();
  arrive([1], outcomes);
  await settle(0, new Uint32Array());
  expect(outcomes).toEqual([]);
  release();
  expect(outcomes).toHaveLength(1);
});

test("readings nobody waits for are gathered for 100 ms; those that come during a commit go with the next", async () => {
  const { clock, calls, settle, arrive } = setUp();
  arrive([1]);
  arrive([2]);
  expect(calls).toHaveLength(0);
  clock.pass(100);
  expect(calls.map((call) => call.batch.series.length)).toEqual([2]);
  const outcomes: Result<Settled>[] = [];
  arrive([3], outcomes);
  expect(calls).toHaveLength(1);
  await settle(0, new Uint32Array());
  expect(calls).toHaveLength(2);
});

test("a full disk: senders hear of it at once, the batch is kept and written when there is room", async () => {
  const { clock, calls, settle, arrive } = setUp();
  const outcomes: Result<Settled>[] = [];
  arrive([1], outcomes);
  await settle(0, new DiskFull("no room"));
  expect(outcomes).toEqual([{ ok: false, fault: { code: "disk-full" } }]);
  clock.pass(1000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toHaveLength(2);
  expect(calls[1]!.batch.v).toEqual(Float64Array.of(1));
  await settle(1, new Uint32Array());
  expect(outcomes).toHaveLength(1);
});

test("a store that breaks ends the process rather than losing readings quietly", async () => {
  const { settle, arrive, broken } = setUp();
  arrive([1], []);
  await settle(0, new Error("worker gone"));
  expect(broken).toHaveLength(1);
});

test("invariant 1 a reading is not stored before it is judged: a stored one would not be judged again after a kill", () => {
  const { clock, calls, arrive, setHold } = setUp();
  setHold("judging");
  arrive([1], []);
  clock.pass(1000);
  expect(calls).toHaveLength(0);
  setHold(undefined);
  arrive([2]);
  expect(calls.map((call) => call.batch.v)).toEqual([Float64Array.of(1, 2)]);
});

test("while facts wait for room on the disk, senders hear so and readings are kept", () => {
  const { calls, arrive, setHold } = setUp();
  const outcomes: Result<Settled>[] = [];
  setHold("disk-full");
  arrive([1], outcomes);
  expect(outcomes).toEqual([{ ok: false, fault: { code: "disk-full" } }]);
  expect(calls).toHaveLength(0);
  setHold(undefined);
  arrive([2], outcomes);
  expect(calls.map((call) => call.batch.v)).toEqual([Float64Array.of(1, 2)]);
});

test("however many deliveries come while the disk is full, one batch is tried again and the store's queue stays empty", async () => {
  const { clock, calls, settle, arrive } = setUp();
  const outcomes: Result<Settled>[] = [];
  arrive([0], outcomes);
  await settle(0, new DiskFull("no room"));
  for (let i = 1; i <= 2000; i++) {
    arrive([i], outcomes);
    if (i % 100 === 0) clock.pass(100);
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(outcomes).toHaveLength(2001);
  expect(outcomes.every((outcome) => !outcome.ok)).toBe(true);
  // Two seconds have passed: the head was tried again, nothing else was handed over.
  expect(calls.length).toBeLessThanOrEqual(3);
  for (let i = 1; i < calls.length; i++) await settle(i, new Uint32Array());
  await new Promise((resolve) => setImmediate(resolve));
  clock.pass(100);
  expect(calls.at(-1)!.batch.v).toHaveLength(2000);
});

test("a batch too long for one commit goes in slices, and duplicates are found at their places", async () => {
  const { calls, settle, arrive } = setUp();
  const outcomes: Result<Settled>[] = [];
  arrive(Array.from({ length: 70_000 }, (_value, i) => i), outcomes);
  expect(calls[0]!.batch.v).toHaveLength(65_536);
  await settle(0, Uint32Array.of(3));
  expect(calls[1]!.batch.v).toHaveLength(70_000 - 65_536);
  await settle(1, Uint32Array.of(0));
  expect(outcomes).toEqual([{ ok: true, value: { stored: 69_998, superseded: 2, rejected: [] } }]);
});
