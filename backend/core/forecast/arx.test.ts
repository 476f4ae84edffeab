import { describe, expect, test } from "vitest";
import { chance } from "../../../test/kit/catchment.ts";
import { arxAt, fitArx, type Arx, type Gauging } from "./arx.ts";
import { bandOf, chanceOfError } from "./band.ts";
import { persistenceIndex } from "./scores.ts";

function fitted(gauging: Gauging, ...rest: [Arx["shape"], number, { end?: number }?]): Arx {
  const arx = fitArx(gauging, ...rest);
  if (!arx.ok) throw new Error(arx.fault.code);
  return arx.value;
}

describe("a gauge of a known equation, y = 1.6 y1 − 0.64 y2 + 0.05 u3 + e", () => {
  const { normal, uniform } = chance(7);
  const n = 5000;
  const u = Float64Array.from({ length: n }, () => (uniform() < 0.1 ? uniform() * 20 : 0));
  const level = new Float64Array(n).fill(1);
  for (let t = 3; t < n; t++) level[t] = 1.6 * level[t - 1]! - 0.64 * level[t - 2]! + 0.05 * u[t - 3]! + 0.02 * normal();
  const gauging = { level, drivers: [u] };
  test("its coefficients are found within three standard errors, and forecasts are worth more than none", () => {
    const { coefficients, standardErrors } = fitted(gauging, { own: 2, lags: [[2]] }, 1).fitted;
    for (const [i, truth] of [0, 1.6, -0.64, 0.05].entries()) expect(Math.abs(coefficients[i]! - truth)).toBeLessThan(3 * standardErrors[i]!);
    const arx = fitted(gauging, { own: 2, lags: [[2]] }, 1, { end: 3500 });
    const origins = Array.from({ length: 1490 }, (_value, i) => 3500 + i);
    expect(persistenceIndex({ observed: origins.map((t) => level[t + 1]!), forecast: origins.map((t) => arxAt(gauging, arx, t)) }, origins.map((t) => level[t]!))).toBeGreaterThan(0);
  });
  test("rows with a gap are left out, a forecast that needs one is none", () => {
    const holed = level.slice();
    for (let t = 1000; t < 1100; t++) holed[t] = Number.NaN;
    const arx = fitted({ level: holed, drivers: [u] }, { own: 2, lags: [[2]] }, 1);
    expect(arx.fitted.rows).toBe(n - 3 - 102);
    expect(arxAt({ level: holed, drivers: [u] }, arx, 1050)).toBeNaN();
  });
  test("too few rows and columns that say the same are refused", () => {
    expect(fitArx({ level: level.slice(0, 30), drivers: [u.slice(0, 30)] }, { own: 2, lags: [[2]] }, 1)).toMatchObject({ ok: false, fault: { code: "too-few-rows", needed: 40 } });
    expect(fitArx({ level, drivers: [u, u] }, { own: 1, lags: [[0], [0]] }, 1, { lambda: 0 })).toMatchObject({ ok: false, fault: { code: "singular" } });
  });
});

test("a band wants cases; where a limb has few it takes those of all", () => {
  expect(bandOf([{ error: 1, change: 1 }], 0.9)).toBeUndefined();
  const many = Array.from({ length: 101 }, (_value, i) => ({ error: i, change: -1 }));
  const { rising, falling } = bandOf(many, 0.5)?.limbs ?? {};
  expect([rising, falling]).toMatchObject([{ low: 25, high: 75, cases: 0 }, { low: 25, high: 75, cases: 101 }]);
  expect([falling?.spread[0], falling?.spread[10], falling?.spread[20]]).toEqual([0, 50, 100]);
});

test("the limb is what the water is about to do: what is little beside large changes is no movement", () => {
  const cases = Array.from({ length: 200 }, (_value, i) => ({ error: i % 2 === 0 ? 0.5 : 0, change: i % 2 === 0 ? 1 : 0.01 }));
  const band = bandOf(cases, 0.9);
  expect(band?.hardly).toBeCloseTo(0.1, 6);
  expect([band?.limbs.rising.cases, band?.limbs.still.cases, band?.limbs.still.high, band?.limbs.rising.low]).toEqual([100, 100, 0, 0.5]);
});

test("the chance of an error runs along its spread, and is never none", () => {
  const spread = Array.from({ length: 21 }, (_value, i) => i);
  expect([-5, 0, 5, 10, 15, 20, 30].map((least) => chanceOfError(spread, least))).toEqual([0.9875, 0.9875, 0.75, 0.5, 0.25, 0.0125, 0.0125]);
});
