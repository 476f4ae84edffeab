import { describe, expect, test } from "vitest";
import type { Alarm } from "#contract/alarm";
import { mixedAlarm, openAlarm } from "../../test/kit/open-alarms.ts";
import { EVERYTHING, specOf, VIEWS } from "../panels/alarm-queue/query.ts";
import { byNow, byUrgency, isCrying, isHappening } from "./alarm-order.ts";

const liveNew = openAlarm(9);
const liveOld = openAlarm(1);
const acked = openAlarm(8, { state: "ack" });
const latchedLive = openAlarm(2, { state: "latched-unack" });
const over = openAlarm(7, { state: "rtn-unack", inAlarm: false });
const overLatched = openAlarm(6, { state: "latched-unack", inAlarm: false });
const overLatchedAcked = openAlarm(5, { state: "latched-ack", inAlarm: false });
const shelved = openAlarm(4, { state: "shelved", priority: "emergency" });
const emergencyOver = openAlarm(11, { state: "rtn-unack", inAlarm: false, priority: "emergency" });
const emergencyAcked = openAlarm(10, { state: "ack", priority: "emergency" });
const routine = openAlarm(12, { priority: "routine" });
const ALL = [shelved, routine, over, overLatchedAcked, acked, emergencyOver, liveOld, latchedLive, overLatched, emergencyAcked, liveNew];
const ids = (alarms: readonly Alarm[]): string[] => alarms.map((alarm) => alarm.id);

describe("order of alarms", () => {
  test("the queue: priority, then happening before over, then the newest; set aside last", () => {
    expect(ids([...ALL].sort(byUrgency))).toEqual(ids([emergencyAcked, emergencyOver, liveNew, latchedLive, liveOld, acked, over, overLatched, overLatchedAcked, routine, shelved]));
  });
  test("H-V every list has the order the queue begins with", () => {
    const names = { things: new Map(), areas: new Map(), service: () => undefined };
    const some = [...ALL, ...Array.from({ length: 60 }, (_, n) => mixedAlarm(n + 100))];
    for (const view of VIEWS) {
      const spec = specOf({ ...EVERYTHING, view }, names);
      const accepted = some.filter(spec.accept);
      expect(ids([...accepted].sort(spec.compare))).toEqual(ids([...accepted].sort(byUrgency)));
    }
  });
  test("a station's mark: nothing that is over hides anything that happens, whatever its priority", () => {
    expect(ids([...ALL].sort(byNow))).toEqual(ids([emergencyAcked, liveNew, latchedLive, liveOld, acked, routine, emergencyOver, over, overLatched, overLatchedAcked, shelved]));
  });
  test.each([["byUrgency", byUrgency], ["byNow", byNow]])("%s is a total order: 0 for the same alarm only, and turned around it turns around", (_, compare) => {
    const some = Array.from({ length: 60 }, (_each, n) => mixedAlarm(n));
    for (const a of some) for (const b of some) expect(Math.sign(compare(a, b))).toBe(a === b ? 0 : -Math.sign(compare(b, a)));
    const sorted = [...some].sort(compare);
    expect([...some].reverse().sort(compare)).toEqual(sorted);
  });
  test("an acknowledged emergency still happens, a shelved one is not on the list; only the unacknowledged, happening one cries", () => {
    expect([emergencyAcked, emergencyOver, shelved].map(isHappening)).toEqual([true, false, false]);
    expect([openAlarm(1, { priority: "emergency" }), emergencyAcked, emergencyOver, shelved, liveNew].map(isCrying)).toEqual([true, false, false, false, false]);
  });
});
