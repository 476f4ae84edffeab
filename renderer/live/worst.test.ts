import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ThingId } from "#contract/ids";
import { mixedAlarm, openAlarm } from "../../test/kit/open-alarms.ts";
import { createAlarmBook } from "./alarm-book.ts";
import { byNow, isAnnunciated } from "./alarm-order.ts";
import { followWorst } from "./worst.ts";

const at = (t1: string) => ThingId.parse(t1);

describe("the worst of each station", () => {
  test("what happens there, the most urgent first, before what is over", () => {
    const book = createAlarmBook();
    const worst = followWorst(book);
    book.reset([
      openAlarm(1, { thingId: at("t1"), priority: "routine", state: "unack" }),
      openAlarm(2, { thingId: at("t1"), priority: "emergency", state: "ack" }),
      openAlarm(3, { thingId: at("t1"), priority: "high", state: "unack" }),
      openAlarm(4, { thingId: at("t2"), priority: "emergency", state: "rtn-unack", inAlarm: false }),
      openAlarm(5, { thingId: at("t2"), priority: "routine", state: "ack" }),
    ]);
    expect([worst.now().get("t1")?.id, worst.now().get("t2")?.id]).toEqual(["a-000002", "a-000005"]);
  });

  test("shelved, suppressed and out-of-service alarms are nobody's worst", () => {
    const book = createAlarmBook();
    book.reset((["shelved", "suppressed", "out-of-service"] as const).map((state, n) => openAlarm(n, { state })));
    expect(followWorst(book).now().size).toBe(0);
  });

  test("however alarms come, change and go, it is what a look at all of them finds, whenever it began to follow", () => {
    const step = fc.record({ n: fc.integer({ min: 0, max: 40 }), what: fc.constantFrom("put", "drop", "settle", "look"), seed: fc.integer({ min: 0, max: 500 }), thing: fc.integer({ min: 0, max: 4 }) });
    fc.assert(fc.property(fc.array(step, { maxLength: 150 }), fc.nat(100), (steps, begin) => {
      const book = createAlarmBook();
      let worst = followWorst(book);
      for (const [i, { n, what, seed, thing }] of steps.entries()) {
        if (i === begin) {
          worst.close();
          worst = followWorst(book);
        }
        // An alarm stays at its station, and now and then one does not.
        if (what === "put") book.put({ ...mixedAlarm(seed), id: openAlarm(n).id, thingId: at(`t-${seed % 7 === 0 ? thing : n % 5}`) });
        else if (what === "drop") book.apply({ kind: "alarm:cleared", alarmId: openAlarm(n).id, cause: "rule-removed", at: seed }, undefined);
        else if (what === "settle") book.settle();
        else worst.now();
      }
      const expected = new Map<string, string>();
      for (const alarm of [...book.values()].filter(({ state }) => isAnnunciated(state)).sort(byNow).reverse()) expected.set(alarm.thingId, alarm.id);
      expect(new Map([...worst.now()].map(([thing, alarm]) => [thing, alarm.id]))).toEqual(expected);
    }));
  });

  test("closed, it hears nothing more", () => {
    const book = createAlarmBook();
    const worst = followWorst(book);
    worst.close();
    book.put(openAlarm(1));
    expect(worst.now().size).toBe(0);
  });
});
