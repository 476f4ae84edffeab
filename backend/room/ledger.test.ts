import { expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { alarmOf } from "../../test/kit/alarms.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { DiskFull } from "../ports.ts";
import { openLedger } from "./ledger.ts";

function setUp() {
  const clock = handClock();
  const written: Fact[] = [];
  let full = false;
  const ledger = openLedger({
    journal: {
      append(facts) {
        if (full) throw new DiskFull("no room on the disk");
        const numbered = facts.map((fact, index) => ({ ...fact, seq: written.length + index + 1 }));
        written.push(...numbered);
        return numbered;
      },
    },
    clock, log: quietLog(), now: clock.now, apply: () => [], takeTouched: () => [],
  });
  return { clock, ledger, written, setFull: (value: boolean) => (full = value) };
}
const jumped = (by: number): NewFact => ({ kind: "clock:jumped", by, at: 1_800_000_000_000 });

test("nobody is told before the commit", () => {
  const { ledger, written } = setUp();
  const told: number[] = [];
  ledger.onFacts((facts) => told.push(...facts.map((fact) => fact.seq)));
  ledger.take([jumped(1), jumped(2)]);
  expect(told).toEqual([]);
  ledger.flush();
  expect(told).toEqual([1, 2]);
  expect(written).toHaveLength(2);
});

test("a full disk keeps facts in memory in order, says so, refuses wishes, and loses nothing when there is room again", async () => {
  const { clock, ledger, written, setFull } = setUp();
  let durable = false;
  setFull(true);
  ledger.take([jumped(1)]);
  ledger.flush();
  ledger.whenDurable(() => (durable = true));
  expect([ledger.full(), ledger.count()]).toEqual(["no room on the disk", 1]);
  expect(await ledger.commit([jumped(9)])).toEqual({ ok: false, fault: { code: "disk-full" } });
  ledger.take([jumped(2)]);
  ledger.flush();
  clock.pass(5000);
  expect(durable).toBe(false);
  setFull(false);
  clock.pass(1000);
  expect(durable).toBe(true);
  expect(written.map((fact) => (fact.kind === "clock:jumped" ? fact.by : fact.kind))).toEqual(["disk:full", "disk:recovered", 1, 2]);
  expect([ledger.full(), ledger.count()]).toEqual([undefined, 0]);
});

test("a commit answers its own facts, whatever else is written with them", async () => {
  const { ledger } = setUp();
  ledger.take([jumped(1)]);
  const answer = await ledger.commit([jumped(2)]);
  expect(answer).toMatchObject({ ok: true, value: [{ by: 2, seq: 2 }] });
});

test("who finds the disk full is told so at once", async () => {
  const { ledger, setFull } = setUp();
  setFull(true);
  expect(await ledger.commit([jumped(1)])).toEqual({ ok: false, fault: { code: "disk-full" } });
});

test("of the alarms held on a full disk the most urgent are shown first", () => {
  const { ledger, setFull } = setUp();
  setFull(true);
  const raised = (i: number, priority: "emergency" | "routine"): NewFact => ({ kind: "alarm:raised", at: 1_800_000_000_000 + i, alarm: alarmOf({ id: `r::${i}`, priority, raisedAt: 1_800_000_000_000 + i }) });
  ledger.take([raised(0, "emergency"), ...Array.from({ length: 300 }, (_value, i) => raised(i + 1, "routine"))]);
  ledger.flush();
  expect(ledger.heldAlarms()).toHaveLength(200);
  expect(ledger.heldAlarms()[0]).toMatchObject({ id: "r::0", priority: "emergency" });
});

test("what must not fail unsafe holds on a full disk too: it is folded, answered, shown as held, and written when there is room", async () => {
  const { clock, ledger, written, setFull } = setUp();
  const settings = { privacy: false, follow: false, rev: 0 };
  const key: NewFact = { kind: "wall:edited", at: 1, deed: "privacy", changes: [{ part: "settings", before: settings, after: { ...settings, privacy: true } }] };
  expect([await ledger.hold([key]), ledger.heldPrivacy()]).toMatchObject([{ ok: true, value: [{ seq: 1 }] }, false]);
  setFull(true);
  // The first that finds the disk full, and one that knows it.
  expect([await ledger.hold([key]), await ledger.hold([key])]).toEqual([{ ok: true, value: [] }, { ok: true, value: [] }]);
  expect([ledger.heldPrivacy(), ledger.count(), written.length]).toEqual([true, 2, 1]);
  expect(await ledger.commit([key])).toEqual({ ok: false, fault: { code: "disk-full" } });
  setFull(false);
  clock.pass(5000);
  expect([ledger.heldPrivacy(), ledger.count(), written.filter((fact) => fact.kind === "wall:edited").length]).toEqual([false, 0, 3]);
});
