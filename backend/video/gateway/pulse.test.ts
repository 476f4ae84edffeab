import { expect, test } from "vitest";
import { openPulse } from "./pulse.ts";

/** Pictures of 25 a second: `at` ms of our steady clock, `ticks` of the sender's in ms, `captured` by the camera's wall clock where it tells. */
function feed(pulse: ReturnType<typeof openPulse>, { from, count, ticks = from, captured }: { from: number; count: number; ticks?: number; captured?: number }): void {
  for (let i = 0; i < count; i++)
    pulse.take({ key: i === 0, broken: false, codec: "h264", data: Buffer.alloc(1000), timestamp: ((ticks + i * 40) * 90) >>> 0, arrived: from + i * 40, captured: captured === undefined ? undefined : captured + i * 40 }, from + i * 40);
}

test.each<[string, { ticks: number; captured?: number; is: string; behind?: number }]>([
  ["a sender whose timestamps paused, and whose clock says that its pictures are of now, is not late", { ticks: 2000, captured: 50_000 + 3500, is: "live" }],
  ["a sender whose pictures come later, by its timestamps and by its clock, is late by that", { ticks: 2000, captured: 50_000 + 2000, is: "late", behind: 1500 }],
  ["a sender that does not tell its clock is judged by its timestamps", { ticks: 2000, is: "late", behind: 1500 }],
  ["a camera's clock that is set back is no delay", { ticks: 3500, captured: 50_000 + 2000, is: "live" }],
  ["… by hours neither", { ticks: 3500, captured: 50_000 - 7_200_000, is: "live" }],
])("%s", (_name, { ticks, captured, is, behind }) => {
  const pulse = openPulse();
  feed(pulse, { from: 0, count: 50, ...(captured !== undefined && { captured: 50_000 }) });
  feed(pulse, { from: 3500, count: 25, ticks, ...(captured !== undefined && { captured }) });
  const seen = pulse.look(4500);
  expect(seen?.is).toBe(is);
  // Told of one that is in time as well: how far from its best it is.
  if (behind === undefined) expect(seen?.behind).toBeLessThan(500);
  else expect(seen?.behind).toBeGreaterThan(behind - 100);
});

test("a report that comes after the pause ends a lateness that was none", () => {
  const pulse = openPulse();
  feed(pulse, { from: 0, count: 50, captured: 50_000 });
  feed(pulse, { from: 3500, count: 25, ticks: 2000, captured: 52_000 });
  expect(pulse.look(4500)?.is).toBe("late");
  feed(pulse, { from: 4500, count: 25, ticks: 3000, captured: 54_500 });
  expect(pulse.look(5500)?.is).toBe("live");
});

test("pictures that come in segments are as far behind as they are old, and not late for it", () => {
  const pulse = openPulse();
  for (let i = 0; i < 50; i++) pulse.take({ key: i === 0, broken: false, codec: "h264", data: Buffer.alloc(1000), timestamp: i * 40 * 90, arrived: i * 40, captured: undefined, age: 6000 }, i * 40);
  expect(pulse.look(2000)).toMatchObject({ is: "live", behind: 6000 });
});
