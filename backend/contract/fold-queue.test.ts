import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmOf } from "../../test/kit/alarms.ts";
import { PRIORITIES } from "./alarm.ts";
import { FOLD_AT_LEAST, foldQueue } from "./fold-queue.ts";

const anyAlarm = fc.record({ priority: fc.constantFrom(...PRIORITIES), area: fc.constantFrom("a", "b"), cause: fc.constantFrom("threshold:level", "missing:rain") });
const anyQueue = fc.array(anyAlarm, { maxLength: 40 }).map((wishes) => wishes.map((wish, i) => alarmOf({ ...wish, id: `alarm-${i}` })));

test("every alarm stays countable, once; an emergency is never folded; groups are of one cause and area", () => {
  fc.assert(fc.property(anyQueue, (alarms) => {
    const lines = foldQueue(alarms);
    const all = lines.flatMap((line) => ("members" in line ? line.members : [line]));
    expect(all.map((alarm) => alarm.id).sort()).toEqual(alarms.map((alarm) => alarm.id).sort());
    for (const line of lines) {
      if (!("members" in line)) continue;
      expect(line.members.length).toBeGreaterThanOrEqual(FOLD_AT_LEAST);
      for (const member of line.members) expect([member.priority === "emergency", member.cause, member.area]).toEqual([false, line.cause, line.area]);
    }
  }));
});

test("a group stands where its first alarm stood, its members in the queue's order", () => {
  const alarms = ["a", "b", "a", "a"].map((area, i) => alarmOf({ id: `n${i}`, area }));
  expect(foldQueue(alarms).map((line) => ("members" in line ? line.members.map(({ id }) => id) : line.id))).toEqual([["n0", "n2", "n3"], "n1"]);
});

test("two of a kind are shown singly", () => {
  expect(foldQueue([alarmOf({ id: "x" }), alarmOf({ id: "y" })]).map((line) => "members" in line)).toEqual([false, false]);
});
