import type { Fact } from "#contract/fact";
import { createAlarmBook } from "../../renderer/live/alarm-book.ts";
import { byUrgency, isUnacknowledged } from "../../renderer/live/alarm-order.ts";
import { OPERATOR, mixedAlarm } from "../kit/open-alarms.ts";
import type { BenchRow } from "./row.ts";

const CHANGES = 400;

/** What one status change costs a window's mirror: fold, counts, and three sorted views (queue, owed ones, wall board). The painting is measured in a browser. */
export async function bench(): Promise<BenchRow[]> {
  return [10_000, 100_000].flatMap(measure);
}

function measure(open: number): BenchRow[] {
  const book = createAlarmBook();
  const alarms = Array.from({ length: open }, (_, n) => mixedAlarm(n));
  const began = performance.now();
  book.reset(alarms);
  const views = [
    book.open({ accept: () => true, compare: byUrgency }),
    book.open({ accept: (alarm) => isUnacknowledged(alarm.state), compare: byUrgency }),
    book.open({ accept: () => true, compare: (a, b) => b.raisedAt - a.raisedAt || byUrgency(a, b) }),
  ];
  const opened = performance.now() - began;
  const took: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const alarm = alarms[(i * 7919) % open]!;
    const fact: Fact = i % 2 === 0
      ? { kind: "alarm:acknowledged", alarmId: alarm.id, by: OPERATOR, at: 1_800_000_000_000 + i, seq: i }
      : { kind: "alarm:raised", alarm: { ...alarm, state: "unack", inAlarm: true, occurrences: 2, raisedAt: 1_800_000_000_000 + i }, at: 1_800_000_000_000 + i, seq: i };
    const start = performance.now();
    book.apply(fact, undefined);
    book.settle();
    book.counts();
    took.push(performance.now() - start);
  }
  const storm = performance.now();
  for (let i = 0; i < 10_000; i++) book.apply({ kind: "alarm:acknowledged", alarmId: alarms[i % open]!.id, by: OPERATOR, at: 1_900_000_000_000 }, undefined);
  book.settle();
  const stormed = performance.now() - storm;
  if (views[0]!.list.length !== book.size) throw new Error("the view lost an alarm");
  took.sort((a, b) => a - b);
  const name = `queue mirror, ${open.toLocaleString("en")} open alarms`;
  return [
    { name: `${name}: one change, p50`, value: took[CHANGES / 2]!, unit: "ms", target: { op: "<=", value: 5 } },
    { name: `${name}: one change, p99`, value: took[Math.floor(CHANGES * 0.99)]!, unit: "ms", target: { op: "<=", value: 20 } },
    { name: `${name}: 10,000 acknowledgements in one batch`, value: stormed, unit: "ms", target: { op: "<=", value: 500 } },
    { name: `${name}: three views opened`, value: opened, unit: "ms", note: "once per window" },
  ];
}
