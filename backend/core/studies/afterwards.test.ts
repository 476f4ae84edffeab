import fc from "fast-check";
import { expect, test } from "vitest";
import type { OptionAfterwards } from "#contract/study-afterwards";
import { DatastreamId } from "#contract/ids";
import { errorsOf, judgedFrom, levelsOf, type Course } from "./afterwards.ts";

const MINUTE = 60_000;
const GAP = 20 * MINUTE;
/** A triangle: 1 m, highest 3 m at its middle. @param middle minutes */
const triangle = (middle: number, step: number, more = 0): Course => {
  const t = Array.from({ length: 240 / step + 1 }, (_each, i) => i * step * MINUTE);
  return { t, v: t.map((at) => more + 3 - (2 * Math.abs(at / MINUTE - middle)) / 240) };
};

test("H-3.5 what was simulated exactly as it came has no error; 20 cm more everywhere is a bias of 20 cm, and so is its peak's", () => {
  expect(errorsOf(triangle(120, 10), triangle(120, 5), { from: 0, gap: GAP })).toEqual({ cases: 25, bias: 0, rmse: 0, peak: { simulated: 3, measured: 3, error: 0, late: 0 } });
  const high = errorsOf(triangle(120, 10, 0.2), triangle(120, 5), { from: 0, gap: GAP })!;
  expect([high.bias, high.rmse, high.peak.error]).toEqual([expect.closeTo(0.2, 9), expect.closeTo(0.2, 9), expect.closeTo(0.2, 9)]);
});

test("H-3.5 a wave that comes half an hour late says so, with a small bias and an error that is not", () => {
  const late = errorsOf(triangle(150, 10), triangle(120, 5), { from: 0, gap: GAP })!;
  expect(late.peak).toEqual({ simulated: 3, measured: 3, error: 0, late: 1800 });
  // By hand: 30 min of 2 m in 240 min is 0.25 m; less before both peaks, more after them, and straight between.
  expect(late.rmse).toBeGreaterThan(0.2);
  expect(late.rmse).toBeLessThan(0.25);
  expect(errorsOf(triangle(90, 10), triangle(120, 5), { from: 0, gap: GAP })!.peak.late).toBe(-1800);
});

test("H-3.5 what still rises at the end of what is judged has no peak's time; only what came after the result is judged", () => {
  const measured = triangle(120, 5);
  const rising = errorsOf({ t: triangle(120, 10).t.slice(0, 10), v: triangle(120, 10).v.slice(0, 10) }, measured, { from: 0, gap: GAP })!;
  expect(rising.peak.late).toBeUndefined();
  // Wrong by a metre before its result was there: that is nobody's forecast.
  const simulated = triangle(120, 10);
  const wrong = { t: simulated.t, v: simulated.v.map((v, i) => (i < 6 ? v + 1 : v)) };
  expect(errorsOf(wrong, measured, { from: 60 * MINUTE, gap: GAP })).toMatchObject({ cases: 19, bias: 0, rmse: 0 });
});

test("H-3.5 a silence of the gauge is no reading: what lies in it is not judged, and where nothing is measured there is no error to show", () => {
  const measured = triangle(120, 5);
  const silent = { t: measured.t.filter((t) => t <= 60 * MINUTE || t >= 120 * MINUTE), v: measured.v.filter((_v, i) => measured.t[i]! <= 60 * MINUTE || measured.t[i]! >= 120 * MINUTE) };
  expect(errorsOf(triangle(120, 10), silent, { from: 0, gap: GAP })?.cases).toBe(20);
  expect(errorsOf(triangle(120, 10), { t: [], v: [] }, { from: 0, gap: GAP })).toBeUndefined();
  expect(errorsOf(triangle(120, 10), { t: [500 * MINUTE], v: [1] }, { from: 0, gap: GAP })).toBeUndefined();
});

test("the bias is never above the root mean square error, and no error is judged outside the instants of the run", () =>
  fc.assert(fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 2, maxLength: 40 }), fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 2, maxLength: 40 }), (a, b) => {
    const [simulated, measured] = [{ t: a.map((_v, i) => i * 7 * MINUTE), v: a }, { t: b.map((_v, i) => i * 5 * MINUTE), v: b }];
    const found = errorsOf(simulated, measured, { from: 0, gap: GAP });
    expect(found!.cases).toBeLessThanOrEqual(a.length);
    expect(Math.abs(found!.bias)).toBeLessThanOrEqual(found!.rmse + 1e-9);
  })));

test("H-3.5 what began from a past moment, or was computed when it was over, knew what came; else it is judged from when its result was there", () => {
  const span = { from: 1000, to: 9000 };
  expect(judgedFrom({ past: false, computedAt: 1500, ...span })).toEqual({ how: "ahead", judgedFrom: 1500 });
  expect(judgedFrom({ past: false, computedAt: 900, ...span })).toEqual({ how: "ahead", judgedFrom: 1000 });
  expect(judgedFrom({ past: true, computedAt: 1500, ...span })).toEqual({ how: "known", judgedFrom: 1000 });
  expect(judgedFrom({ past: false, computedAt: 9000, ...span })).toEqual({ how: "known", judgedFrom: 1000 });
});

test("H-3.5 levels in one line: metres whatever the gauge's unit, the worst by name, streets apart", () => {
  const gauge = (name: string, unit: string, rmse: number, says: "level" | "depth" = "level"): OptionAfterwards["gauges"][number] => ({ datastreamId: DatastreamId.parse(name), name, unit, says, errors: { cases: 3, bias: 0, rmse, peak: { simulated: 1, measured: 1, error: 0 } } });
  const { errors: _none, ...silent } = gauge("silent", "m", 9);
  expect(levelsOf([gauge("a", "m", 0.1), gauge("b", "cm", 30), gauge("street", "cm", 80, "depth"), silent])).toEqual({ gauges: 2, rmse: expect.closeTo(0.2, 9), worst: 0.3, worstName: "b" });
  expect(levelsOf([gauge("street", "cm", 80, "depth")])).toBeUndefined();
});
