import { expect, test } from "vitest";
import type { PastRoom } from "#contract/past";
import { alarmOf } from "../../test/kit/alarms.ts";
import { createAlarmBook } from "./alarm-book.ts";
import type { Cases } from "./case-book.ts";
import { createLatestStore } from "./latest.ts";
import { noRecords } from "./records.ts";
import { createSeen } from "./seen.ts";
import type { Sight } from "./sight.ts";
import { createSignal } from "./signal.ts";

const now = 1_800_000_000_000;
const frame = (series: number[], v: number[], t: number[]) => ({ series: Uint32Array.from(series), v: Float32Array.from(v), t: Float64Array.from(t), q: new Uint8Array(series.length) });
const answer = (at: number): PastRoom => ({ at, seq: 1, series: [], v: [], t: [], q: [], alarms: [], left: 0, flood: { active: false, count: 0, peak: 0 } });

/** A window whose frames and timers come when told. */
function window() {
  let due: (() => void)[] = [];
  const later = (task: () => void): void => void due.push(task);
  const sight = (): Sight & { change: () => void } => {
    const version = createSignal(0, later);
    return { latest: createLatestStore((_ms, task) => later(task)), alarms: createAlarmBook(), alarmVersion: version, flood: createSignal({ active: false, count: 0, peak: 0 }, later), change: () => version.set(version.get() + 1) };
  };
  const [present, past] = [sight(), sight()];
  const cases = createSignal<Cases>({ is: "ready", open: new Map(), ofAlarm: new Map(), templates: new Map(), agencies: new Map(), cut: false }, later);
  const shown = createSignal<PastRoom | undefined>(undefined, later);
  const seen = createSeen({ present, past, shown, records: createSignal(noRecords(), later), cases, now: () => now, after: (_ms, task) => (later(task), () => (due = due.filter((each) => each !== task))) });
  const tick = (): void => {
    for (const task of due.splice(0)) task();
  };
  return { seen, present, past, shown, cases, tick };
}

test("values, alarms and instant are of one time: the present, or the past that is shown (invariant 7)", () => {
  const { seen, present, past, shown } = window();
  present.latest.apply(frame([3, 7], [1.5, 2], [now, now - 5]));
  present.alarms.put(alarmOf({ thing: "a" }));
  past.latest.replace(frame([7], [9], [now - 90_000]));
  expect([seen.past(), seen.at(), seen.value(7), seen.alarms().size]).toEqual([false, now, { v: 2, t: now - 5, q: 0 }, 1]);
  expect([...seen.values().series]).toEqual([3, 7]);
  shown.set(answer(now - 60_000));
  expect([seen.past(), seen.at(), seen.value(7), seen.value(3), seen.alarms().size]).toEqual([true, now - 60_000, { v: 9, t: now - 90_000, q: 0 }, undefined, 0]);
  expect([...seen.values().series]).toEqual([7]);
  shown.set(undefined);
  expect([...seen.values().series]).toEqual([3, 7]);
});

test("who follows values hears of the time shown only, which series changed, and of everything when the time turns", () => {
  const { seen, present, past, shown, tick } = window();
  const heard: (readonly number[] | undefined)[] = [];
  const stop = seen.subscribeValues((series) => heard.push(series));
  for (let i = 1; i <= 20; i++) present.latest.apply(frame([1, 2], [i, i], [i, i]));
  tick();
  expect(heard).toEqual([[1, 2]]);
  shown.set(answer(now - 1));
  tick();
  tick();
  expect(heard).toEqual([[1, 2], undefined]);
  present.latest.apply(frame([1], [30], [30]));
  tick();
  expect(heard).toHaveLength(2);
  past.latest.replace(frame([5], [1], [1]));
  tick();
  expect(heard).toEqual([[1, 2], undefined, undefined]);
  stop();
  past.latest.replace(frame([5], [2], [2]));
  tick();
  expect(heard).toHaveLength(3);
});

test("alarms of the present do not stir who looks back, and the way back does", () => {
  const { seen, present, past, shown, tick } = window();
  let heard = 0;
  let turned = 0;
  seen.subscribe("alarms", () => heard++);
  seen.subscribe("time", () => turned++);
  present.change();
  tick();
  expect([heard, turned]).toEqual([1, 0]);
  shown.set(answer(now - 1));
  tick();
  present.change();
  tick();
  expect([heard, turned]).toEqual([2, 1]);
  past.change();
  tick();
  expect(heard).toBe(3);
  shown.set(undefined);
  tick();
  expect([heard, turned]).toEqual([4, 2]);
});

test("rows stand where they stood while values change: a drawing keeps its places", () => {
  const { seen, present } = window();
  present.latest.apply(frame([4, 2, 9], [1, 2, 3], [1, 1, 1]));
  const before = seen.values();
  present.latest.apply(frame([9, 4], [30, 10], [2, 2]));
  expect(seen.values()).toBe(before);
  expect([[...before.series], [...before.v], [...before.t]]).toEqual([[4, 2, 9], [10, 2, 30], [2, 1, 2]]);
  present.latest.apply(frame([1], [5], [3]));
  expect(seen.values()).not.toBe(before);
  expect([...seen.values().series]).toEqual([4, 2, 9, 1]);
});
