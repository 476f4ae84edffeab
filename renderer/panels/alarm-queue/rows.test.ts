import fc from "fast-check";
import { expect, test } from "vitest";
import type { AlarmState, Priority } from "#contract/alarm";
import { foldQueue } from "#contract/fold-queue";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { alarmsOf, APPLIES, foldedRows, plainRows } from "./rows.ts";

const four = [1, 2, 3, 4].map((n) => alarmOf({ id: `a${n}` }));

test("a closed group is one line that counts its members; opened, they follow it", () => {
  const lines = foldQueue([...four, alarmOf({ id: "e", priority: "emergency" })]);
  const closed = foldedRows(lines, new Set());
  expect([closed.length, closed.folds, alarmsOf(closed.at(0)).length, closed.keyAt(1)]).toEqual([2, 1, 4, "e"]);
  const open = foldedRows(lines, new Set([closed.keyAt(0)]));
  expect(Array.from({ length: open.length }, (_, i) => open.keyAt(i)).slice(1)).toEqual(["a1", "a2", "a3", "a4", "e"]);
});

test("folding hides no alarm and never an emergency (competitors.md F10)", () => {
  const anyAlarm = fc.record({ id: fc.integer({ min: 0, max: 999 }), p: fc.constantFrom<Priority>("emergency", "high", "routine"), area: fc.constantFrom("a", "b"), cause: fc.constantFrom("x:1", "y:2") });
  fc.assert(fc.property(fc.uniqueArray(anyAlarm, { selector: (each) => each.id, maxLength: 40 }), (drawn) => {
    const alarms = drawn.map(({ id, p, area, cause }) => alarmOf({ id: `n${id}`, priority: p, area, cause }));
    const rows = foldedRows(foldQueue(alarms), new Set());
    const shown = Array.from({ length: rows.length }, (_, i) => rows.at(i));
    expect(shown.flatMap(alarmsOf).map((alarm) => alarm.id).sort()).toEqual(alarms.map((alarm) => alarm.id).sort());
    for (const row of shown) if (row?.kind === "fold") expect(row.fold.members.some((alarm) => alarm.priority === "emergency")).toBe(false);
  }));
});

test("plain rows cost nothing until read, and end where the list ends", () => {
  const rows = plainRows(four);
  expect([rows.length, rows.keyAt(3), rows.at(4), rows.keyAt(9)]).toEqual([4, "a4", undefined, ""]);
  expect(alarmsOf(undefined)).toEqual([]);
});

test.each<[keyof typeof APPLIES, AlarmState[]]>([
  ["acknowledge", ["unack", "rtn-unack", "latched-unack"]],
  ["unshelve", ["shelved"]],
  ["reset", ["latched-unack", "latched-ack"]],
  ["shelve", ["unack", "ack", "rtn-unack", "latched-unack", "latched-ack", "suppressed"]],
])("%s applies to %o", (deed, states) => {
  const every: AlarmState[] = ["normal", "unack", "ack", "rtn-unack", "latched-unack", "latched-ack", "shelved", "suppressed", "out-of-service"];
  expect(every.filter(APPLIES[deed])).toEqual(every.filter((state) => states.includes(state)));
});
