import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmOf } from "../../test/kit/alarms.ts";
import { PRIORITIES } from "./alarm.ts";
import { FOLD_AT_LEAST, foldQueue } from "./fold-queue.ts";

const anyAlarm = fc.record({ priority: fc.constantFrom(...PRIORITIES), area: fc.constantFrom("a", "b", "c", "d"), cause: fc.constantFrom("threshold:level", "missing:rain") });
const anyQueue = fc.array(anyAlarm, { maxLength: 40 }).map((wishes) => wishes.map((wish, i) => alarmOf({ ...wish, id: `alarm-${i}` })));
const shape = (lines: ReturnType<typeof foldQueue>) => lines.map((line) => ("members" in line ? [line.area ?? "*", ...line.members.map(({ id }) => id)] : line.id));

test("every alarm stays countable, once; an emergency is never folded; groups are of one cause", () => {
  fc.assert(fc.property(anyQueue, (alarms) => {
    const lines = foldQueue(alarms);
    const all = lines.flatMap((line) => ("members" in line ? line.members : [line]));
    expect(all.map((alarm) => alarm.id).sort()).toEqual(alarms.map((alarm) => alarm.id).sort());
    for (const line of lines) {
      if (!("members" in line)) continue;
      expect(line.members.length).toBeGreaterThanOrEqual(FOLD_AT_LEAST);
      for (const member of line.members) expect([member.priority === "emergency", member.cause, line.area === undefined ? undefined : member.area]).toEqual([false, line.cause, line.area]);
    }
  }));
});

test("nothing that could be folded stands singly: fewer than three of a cause are left", () => {
  fc.assert(fc.property(anyQueue, (alarms) => {
    const singles = new Map<string, number>();
    for (const line of foldQueue(alarms)) if (!("members" in line) && line.priority !== "emergency") singles.set(line.cause, (singles.get(line.cause) ?? 0) + 1);
    for (const left of singles.values()) expect(left).toBeLessThan(FOLD_AT_LEAST);
  }));
});

test("a group stands where its first alarm stood, its members in the queue's order", () => {
  expect(shape(foldQueue(["a", "b", "a", "a"].map((area, i) => alarmOf({ id: `n${i}`, area }))))).toEqual([["a", "n0", "n2", "n3"], "n1"]);
});

test("one alarm in every ward is one line: what no area has three of is folded by cause alone", () => {
  expect(shape(foldQueue(["a", "b", "c", "d"].map((area) => alarmOf({ id: area, area }))))).toEqual([["*", "a", "b", "c", "d"]]);
  const mixed = ["a", "b", "a", "c", "a", "d"].map((area, i) => alarmOf({ id: `n${i}`, area }));
  expect(shape(foldQueue(mixed))).toEqual([["a", "n0", "n2", "n4"], ["*", "n1", "n3", "n5"]]);
});

test("two of a kind are shown singly, wherever they are", () => {
  expect(shape(foldQueue([alarmOf({ id: "x" }), alarmOf({ id: "y", area: "elsewhere" })]))).toEqual(["x", "y"]);
});
