import { expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "#contract/frame";
import { createLatestStore } from "./latest.ts";

/** Timers moved by hand. */
function store() {
  const due: (() => void)[] = [];
  const latest = createLatestStore((_ms, task) => due.push(task));
  return { latest, tick: () => due.splice(0).forEach((task) => task()), due };
}
const frame = (series: number[], v: number[], t: number[]) => ({ series: Uint32Array.from(series), v: Float32Array.from(v), t: Float64Array.from(t), q: new Uint8Array(series.length) });

test("a frame from the wire reaches the series it names", () => {
  const { latest, tick } = store();
  let calls = 0;
  latest.subscribe(5000, () => (calls += 1));
  latest.apply(decodeFrame(encodeFrame(frame([5000, 3], [1.5, 0], [10_000, 9000]), 10_000))!);
  tick();
  expect(calls).toBe(1);
  expect(latest.get(5000)).toEqual({ value: 1.5, at: 10_000, quality: "good" });
  expect(latest.get(3)).toEqual({ value: 0, at: 9000, quality: "good" });
  expect(latest.get(4)).toBeUndefined();
});

test("a reader is told at once, then once per read-out however fast frames come, and only of its own series", () => {
  const { latest, tick, due } = store();
  let mine = 0;
  let others = 0;
  latest.subscribe(1, () => (mine += 1));
  latest.subscribe(2, () => (others += 1));
  for (let i = 1; i <= 50; i++) latest.apply(frame([1], [i], [i]));
  expect([mine, others]).toEqual([1, 0]);
  expect(due.length).toBeLessThanOrEqual(2);
  tick();
  expect([mine, others]).toEqual([2, 0]);
  expect(latest.get(1)?.value).toBe(50);
  tick();
  expect([mine, others]).toEqual([2, 0]);
});

test("an older observation never replaces a newer one", () => {
  const { latest } = store();
  latest.apply(frame([1], [2], [200]));
  latest.apply(frame([1], [1], [100]));
  expect(latest.get(1)?.value).toBe(2);
});

test("the same value is the same object until it changes, so that React rests", () => {
  const { latest } = store();
  latest.apply(frame([1], [2], [200]));
  expect(latest.get(1)).toBe(latest.get(1));
});

test("a series number out of all bounds is dropped, not allocated for", () => {
  const { latest } = store();
  latest.apply(frame([1_073_741_823], [2], [200]));
  expect(latest.get(1_073_741_823)).toBeUndefined();
});
