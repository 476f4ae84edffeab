import fc from "fast-check";
import { expect, test } from "vitest";
import { count, covered, maximum, minimum, openRing, prepend, push, sum } from "./ring.ts";

const SPAN = 1000;
const steps = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 400 }), v: fc.integer({ min: -50, max: 50 }) }), { minLength: 1, maxLength: 300 });

test.each([8192, 4])("the window holds what a plain list holds, at most %i points", (capacity) => {
  fc.assert(fc.property(steps, (points) => {
    const ring = openRing(SPAN, capacity, true);
    let t = 0;
    const all: { t: number; v: number }[] = [];
    for (const { gap, v } of points) {
      t += gap;
      push(ring, Float64Array.of(t), Float64Array.of(v), 0);
      all.push({ t, v });
      const inside = all.filter((point) => point.t > t - SPAN).slice(-capacity).map((point) => point.v);
      expect(count(ring)).toBe(inside.length);
      expect(sum(ring)).toBeCloseTo(inside.reduce((a, b) => a + b, 0), 6);
      expect(minimum(ring)).toBe(Math.min(...inside));
      expect(maximum(ring)).toBe(Math.max(...inside));
    }
  }));
});

test("it is covered once watched for its span, and only a clock set far back starts it anew", () => {
  const ring = openRing(SPAN, 100, true);
  const at = (t: number, v = 1): void => push(ring, Float64Array.of(t), Float64Array.of(v), 0);
  at(5000);
  at(5900);
  expect(covered(ring, 0)).toBe(false);
  expect(covered(ring, 100)).toBe(true);
  at(6000);
  expect(covered(ring, 0)).toBe(true);
  at(5500, 4);
  expect([count(ring), sum(ring), covered(ring, 0)]).toEqual([3, 6, true]);
  at(6000 - 60_001, 7);
  expect([count(ring), sum(ring), maximum(ring), covered(ring, 0)]).toEqual([1, 7, 7, false]);
});

test("a window given its past late holds what it would hold had it been there from the start", () => {
  fc.assert(fc.property(steps, fc.nat(), (points, cut) => {
    let t = 0;
    const times = Float64Array.from(points, ({ gap }) => (t += gap));
    const values = Float64Array.from(points, ({ v }) => v);
    const whole = openRing(SPAN, 8192, true);
    const late = openRing(SPAN, 8192, true);
    const opened = cut % points.length;
    late.whole = false;
    for (let i = 0; i < points.length; i++) {
      push(whole, times, values, i);
      if (i >= opened) push(late, times, values, i);
    }
    // The store may have some of what came since, too.
    prepend(late, times.slice(0, opened + 2), values.slice(0, opened + 2));
    expect([late.whole, count(late), minimum(late), maximum(late), covered(late, 0)]).toEqual([true, count(whole), minimum(whole), maximum(whole), covered(whole, 0)]);
    expect(sum(late)).toBeCloseTo(sum(whole), 6);
  }));
});
