import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alarm } from "#contract/alarm";
import type { AlarmFact } from "#contract/alarm-fold";
import { OPERATOR, mixedAlarm, openAlarm } from "../../test/kit/open-alarms.ts";
import { createAlarmBook, type AlarmBook } from "./alarm-book.ts";
import { byUrgency, isUnacknowledged } from "./alarm-order.ts";

function acknowledged(alarm: Alarm, at = 1_800_000_000_000): AlarmFact {
  return { kind: "alarm:acknowledged", alarmId: alarm.id, by: OPERATOR, at };
}

function recount(book: AlarmBook) {
  const all = [...book.values()];
  return { open: all.length, unacknowledged: all.filter((alarm) => isUnacknowledged(alarm.state)).length };
}

describe("open alarms", () => {
  test("an acknowledged alarm moves behind those of its priority that owe an acknowledgement", () => {
    const book = createAlarmBook();
    book.reset([openAlarm(2, { priority: "emergency" }), openAlarm(1, { priority: "emergency" }), openAlarm(3, { priority: "routine" })]);
    const view = book.open({ accept: () => true, compare: byUrgency });
    expect(view.list.map((alarm) => alarm.id)).toEqual(["a-000002", "a-000001", "a-000003"]);
    book.apply(acknowledged(openAlarm(2)), undefined);
    book.settle();
    expect(view.list.map((alarm) => alarm.id)).toEqual(["a-000001", "a-000002", "a-000003"]);
    expect(book.counts()).toMatchObject({ open: 3, unacknowledged: 2, byPriority: { emergency: 2 }, unacknowledgedByPriority: { emergency: 1 } });
  });

  test("an alarm that is normal again leaves the book, the views and the counts", () => {
    const book = createAlarmBook();
    book.reset([openAlarm(1)]);
    const view = book.open({ accept: () => true, compare: byUrgency });
    book.apply({ kind: "alarm:cleared", alarmId: openAlarm(1).id, cause: "returned-to-normal", at: 1 }, undefined);
    expect(book.get("a-000001")?.state).toBe("rtn-unack");
    book.apply(acknowledged(openAlarm(1)), undefined);
    book.settle();
    expect(book.get("a-000001")).toBeUndefined();
    expect(view.list).toEqual([]);
    expect(book.counts().open).toBe(0);
  });

  test("a view opened between a change and its settling counts the change once", () => {
    const book = createAlarmBook();
    book.reset([openAlarm(1), openAlarm(2)]);
    book.settle();
    book.apply(acknowledged(openAlarm(1)), undefined);
    const view = book.open({ accept: () => true, compare: byUrgency });
    book.settle();
    expect(view.list).toEqual([book.get("a-000002"), book.get("a-000001")]);
  });

  test("a list once given is never altered", () => {
    const book = createAlarmBook();
    book.reset([openAlarm(1), openAlarm(2)]);
    const view = book.open({ accept: () => true, compare: byUrgency });
    const given = view.list;
    const copy = [...given];
    book.put(openAlarm(3, { priority: "emergency" }));
    book.settle();
    expect(given).toEqual(copy);
    expect(view.list).toHaveLength(3);
  });

  test("however alarms come, change and go, views and counts equal a sort and a count from scratch", () => {
    const step = fc.record({ n: fc.integer({ min: 0, max: 60 }), what: fc.constantFrom("raise", "ack", "clear", "drop", "settle"), seed: fc.integer({ min: 0, max: 500 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const book = createAlarmBook();
        const all = book.open({ accept: () => true, compare: byUrgency });
        const owed = book.open({ accept: (alarm) => isUnacknowledged(alarm.state), compare: (a, b) => b.changedAt - a.changedAt || byUrgency(a, b) });
        for (const { n, what, seed } of steps) {
          const alarm = { ...mixedAlarm(seed), id: openAlarm(n).id };
          if (what === "raise") book.put(alarm);
          else if (what === "ack") book.apply(acknowledged(alarm, seed), undefined);
          else if (what === "clear") book.apply({ kind: "alarm:cleared", alarmId: alarm.id, cause: "returned-to-normal", at: seed }, undefined);
          else if (what === "drop") book.apply({ kind: "alarm:cleared", alarmId: alarm.id, cause: "rule-removed", at: seed }, undefined);
          else book.settle();
        }
        book.settle();
        expect(all.list).toEqual([...book.values()].sort(byUrgency));
        expect(new Set(owed.list)).toEqual(new Set([...book.values()].filter((alarm) => isUnacknowledged(alarm.state))));
        expect(book.counts()).toMatchObject(recount(book));
      }),
    );
  });

  test("10,000 alarms at once end up as sorted as one by one", () => {
    const book = createAlarmBook();
    const view = book.open({ accept: () => true, compare: byUrgency });
    for (let n = 0; n < 10_000; n++) book.put(mixedAlarm(n));
    book.settle();
    expect(view.list).toEqual([...book.values()].sort(byUrgency));
    expect(view.list).toHaveLength(10_000);
  });

  test("a removed rule takes its alarms along, except those still in alarm", () => {
    const book = createAlarmBook();
    book.reset([openAlarm(1), openAlarm(2, { state: "rtn-unack", inAlarm: false })]);
    book.dropRule("r-1");
    expect([...book.values()].map((alarm) => alarm.id)).toEqual(["a-000001"]);
  });
});
