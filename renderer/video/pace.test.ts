import fc from "fast-check";
import { expect, test } from "vitest";
import { due, UNPACED, type Pace } from "./pace.ts";

/** How many of a camera's pictures are shown in ten seconds. */
function shownIn10s(cameraFps: number, fps: number | undefined, shake: (n: number) => number = () => 0): number {
  let pace: Pace = UNPACED;
  let shown = 0;
  for (let n = 0; n < cameraFps * 10; n += 1) {
    const next = due(pace, fps, (n * 1000) / cameraFps + shake(n));
    if (next !== undefined) {
      pace = next;
      shown += 1;
    }
  }
  return shown;
}

test("without a rate every picture is shown", () => expect(shownIn10s(25, undefined)).toBe(250));
test.each([[25, 12, 120], [25, 8, 80], [30, 12, 120], [5, 12, 50], [25, 0.2, 2]])("a camera of %d pictures a second at most %d: %d in ten seconds", (camera, fps, expected) => {
  expect(Math.abs(shownIn10s(camera, fps) - expected)).toBeLessThanOrEqual(2);
});
test("whatever the camera's rhythm, the rate is not passed by more than one picture", () =>
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 300 }), (fps, gaps) => {
    let [pace, now, shown]: [Pace, number, number] = [UNPACED, 0, 0];
    for (const gap of gaps) {
      now += gap;
      const next = due(pace, fps, now);
      if (next === undefined) continue;
      pace = next;
      shown += 1;
    }
    expect(shown).toBeLessThanOrEqual(((now - (gaps[0] ?? 0)) * fps) / 1000 + 2);
  })));
test("after a pause pictures do not come in a burst", () => {
  const before = due(UNPACED, 8, 0)!;
  const after = due(before, 8, 60_000)!;
  expect(due(after, 8, 60_040)).toBeUndefined();
});
