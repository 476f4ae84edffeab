import fc from "fast-check";
import { expect, test } from "vitest";
import type { Party } from "#contract/account";
import { PRIORITIES } from "#contract/alarm";
import type { NewFact } from "#contract/fact";
import { AccountId, AlarmId, DisplayId } from "#contract/ids";
import { PAST_ALARMS, PastRoom, PastSpan } from "#contract/past";
import { alarmOf } from "../../test/kit/alarms.ts";
import { catalogue, rule, START } from "../../test/kit/hand-world.ts";
import { listJournal } from "../../test/kit/list-journal.ts";
import { openAlarmsOf } from "../../test/kit/past-model.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { fold } from "../core/fold.ts";
import { emptyState } from "../core/state.ts";
import { pastAnswers } from "./past-answers.ts";

const party: Party = { kind: "display", display: { id: DisplayId.parse("d"), name: "d", createdAt: 1 } };
const by = AccountId.parse("lan");

/** A room over a journal in memory; its telemetry answers what a test says and notes what it was asked. */
function roomOf(facts: readonly NewFact[], wall = START + 86_400_000) {
  const journal = listJournal();
  journal.append([...facts], []);
  const state = emptyState();
  for (const fact of facts) fold(state, fact);
  const asked: { at: number; series: number[]; from: number[] }[] = [];
  const now = { wall, steady: 0 };
  const telemetry = {
    fails: false,
    async at(at: number, series: Uint32Array, from: Float64Array) {
      if (telemetry.fails) throw new Error("the telemetry worker is down");
      asked.push({ at, series: [...series], from: [...from] });
      return { series: Uint32Array.of(1), t: Float64Array.of(at - 5), v: Float64Array.of(2.5), q: Uint8Array.of(1) };
    },
    stats: async () => ({ bytes: 0, points: 0, frames: 0, chunks: 0, oldest: START + 7 }),
  };
  const answers = pastAnswers({ state, journal, telemetry, now: () => now, log: quietLog() });
  return { answers, journal, asked, now, telemetry, at: async (at: number) => answers["past:at"]({ at }, party) };
}

const step = fc.oneof(
  fc.record({ thing: fc.constantFrom("a", "b"), priority: fc.constantFrom(...PRIORITIES) }).map((wish) => (at: number): NewFact => ({ at, kind: "alarm:raised", alarm: alarmOf({ ...wish, rule: "high", raisedAt: at }) })),
  fc.constantFrom("a", "b").map((thing) => (at: number): NewFact => ({ at, kind: "alarm:acknowledged", alarmId: AlarmId.parse(`high:${thing}`), by })),
  fc.constantFrom("a", "b").map((thing) => (at: number): NewFact => ({ at, kind: "alarm:cleared", alarmId: AlarmId.parse(`high:${thing}`), cause: "returned-to-normal" })),
  fc.constantFrom("a", "b").map((thing) => (at: number): NewFact => ({ at, kind: "alarm:re-alarmed", alarmId: AlarmId.parse(`high:${thing}`), due: at, lateBy: 0 })),
  fc.boolean().map((latched) => (at: number): NewFact => ({ at, kind: "rule:saved", rule: rule({ latched, reAlarm: latched ? 60 : 600 }) })),
);

test("alarms of a past instant are what folding every fact till then makes them, with the rules as they were (invariant 3)", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat({ max: 45 }), async (steps, k) => {
    const room = roomOf(steps.map((make, i) => make(START + i * 1000)));
    const answer = await room.at(START + k * 1000 + 500);
    if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
    expect(answer.value.seq).toBe(Math.min(steps.length, k + 1));
    expect(answer.value.alarms.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(openAlarmsOf(room.journal.facts, answer.value.seq));
    expect(answer.value.left).toBe(0);
  }));
});

test("an answer fits the contract, carries values under their own times, and asks each series as far back as it may be silent", async () => {
  const room = roomOf([...catalogue(2), { at: START + 1000, kind: "flood:began", count: 12 }]);
  const answer = await room.at(START + 3_600_000);
  expect(answer.ok && PastRoom.parse(answer.value)).toMatchObject({ series: [1], v: [2.5], t: [START + 3_599_995], q: [1], flood: { active: true, count: 12 } });
  expect(room.asked[0]?.series).toEqual([0, 2, 1, 3]);
  expect(room.asked[0]?.from).toEqual(Array.from({ length: 4 }, () => START + 3_600_000 - 25 * 3_600_000));
});

test.each([
  ["before the first fact", START - 1, "before the first fact"],
  ["in the future", START + 86_400_001, "in the future"],
])("an instant %s answers a fault that names it", async (_, at, detail) => {
  const room = roomOf(catalogue(1));
  expect(await room.at(at)).toEqual({ ok: false, fault: { code: "malformed", path: "at", detail } });
});

test("more alarms than an answer carries: the most urgent are there, the others are counted", async () => {
  const facts = Array.from({ length: PAST_ALARMS + 300 }, (_, i): NewFact => ({ at: START + i, kind: "alarm:raised", alarm: alarmOf({ thing: `t${i}`, priority: i % 10 === 0 ? "emergency" : "routine", raisedAt: START + i }) }));
  const answer = await roomOf(facts).at(START + 10_000);
  if (!answer.ok) throw new Error("refused");
  expect(answer.value.alarms).toHaveLength(PAST_ALARMS);
  expect(answer.value.left).toBe(300);
  expect(answer.value.alarms.filter((alarm) => alarm.priority === "emergency")).toHaveLength((PAST_ALARMS + 300) / 10);
});

test("windows that play the same past share an answer; it is not kept for long; too many questions are refused", async () => {
  const room = roomOf(catalogue(1));
  await Promise.all([room.at(START + 1), room.at(START + 1), room.at(START + 1)]);
  await room.at(START + 1);
  expect(room.asked).toHaveLength(1);
  room.now.steady += 60_000;
  await room.at(START + 1);
  expect(room.asked).toHaveLength(2);
  const many = await Promise.all(Array.from({ length: 50 }, async (_, i) => room.at(START + 100 + i)));
  expect(many.filter((answer) => !answer.ok && answer.fault.code === "too-many")).toHaveLength(18);
  expect((await room.at(START + 1000)).ok).toBe(true);
});

test("values that cannot be read answer a fault, and the next question is answered", async () => {
  const room = roomOf(catalogue(1));
  room.telemetry.fails = true;
  expect(await room.at(START + 1)).toEqual({ ok: false, fault: { code: "unavailable", detail: "the telemetry worker is down" } });
  room.telemetry.fails = false;
  expect((await room.at(START + 1)).ok).toBe(true);
});

test("the span runs from the first fact to now and counts raises by priority", async () => {
  const raised = (i: number): NewFact => ({ at: START + i * 3_600_000, kind: "alarm:raised", alarm: alarmOf({ thing: `t${i}`, priority: i === 2 ? "emergency" : "high", raisedAt: START }) });
  const room = roomOf([...catalogue(1), raised(0), raised(2), raised(23)]);
  const answer = await room.answers["past:span"]({ parts: 24 }, party);
  const span = answer.ok ? PastSpan.parse(answer.value) : undefined;
  expect(span).toMatchObject({ first: START, from: START, to: START + 86_400_000, valuesFrom: START + 7 });
  expect(span?.raised.emergency.indexOf(1)).toBe(2);
  expect(span?.raised.high.reduce((a, b) => a + b)).toBe(2);
  expect(await room.answers["past:span"]({ from: START + 90_000_000, parts: 10 }, party)).toMatchObject({ ok: false, fault: { code: "malformed", path: "from" } });
});

test("an empty journal has a span and no past", async () => {
  const room = roomOf([]);
  expect(await room.at(START)).toMatchObject({ ok: false, fault: { code: "malformed" } });
  expect((await room.answers["past:span"]({ parts: 3 }, party)).ok).toBe(true);
});
