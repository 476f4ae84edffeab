import { describe, expect, test } from "vitest";
import { arxAt, fitArx, persistence, type Arx, type Gauging } from "./arx.ts";
import { bandOf, limbAt } from "./band.ts";
import { coverage, persistenceIndex, warningsOf } from "./scores.ts";

/** Normal numbers of a seed (Lehmer's generator, Box and Muller). */
function chance(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

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

/** Storms over two reservoirs in a row, a quarter of an hour a step: rain, the gauge upstream, the city's gauge two hours below, each read with 2 cm of noise. */
function catchment(seed: number, steps: number): Gauging {
  const { normal, uniform } = chance(seed);
  const [rain, above, level] = [new Float64Array(steps), new Float64Array(steps), new Float64Array(steps)];
  let [left, strength, upper, lower] = [0, 0, 0, 0];
  const route = Array.from({ length: 8 }, () => 0);
  for (let t = 0; t < steps; t++) {
    if (left === 0 && uniform() < 0.004) [left, strength] = [8 + Math.floor(uniform() * 40), 2 + uniform() * 18];
    rain[t] = left > 0 ? strength * (0.5 + uniform()) : 0;
    left = Math.max(0, left - 1);
    upper += rain[t]! * 0.02 - upper * 0.03;
    route.push(upper);
    lower += (route.shift()! - lower) * 0.08;
    above[t] = upper + 0.02 * normal();
    level[t] = 0.5 + lower + 0.02 * normal();
  }
  return { level, drivers: [rain, above] };
}

describe("held-back storms of a made catchment", () => {
  const steps = 40_000;
  const gauging = catchment(11, steps);
  const end = Math.floor(steps * 0.7);
  const { level } = gauging;
  const shape = { own: 4, lags: [[0, 1, 2, 4, 6, 8], [0, 1, 2, 4, 6, 8]] };
  const warn = Float64Array.from(level.slice(0, end)).sort()[Math.floor(end * 0.9)]!;
  /** Fitted before `end`, its band made of the first half of what was held back, judged by the other. */
  function judged(lead: number): { pi: number; pod: number; far: number; covered: number } {
    const arx = fitted(gauging, shape, lead, { end });
    const half = Math.floor((end + steps) / 2);
    const from = (first: number, last: number): number[] => Array.from({ length: last - first - lead }, (_value, i) => first + i);
    const band = bandOf(from(end, half).map((t) => ({ error: level[t + lead]! - arxAt(gauging, arx, t), limb: limbAt(level, t) })), 0.9);
    const origins = from(half, steps);
    const [observed, forecast, stays] = [origins.map((t) => level[t + lead]!), origins.map((t) => arxAt(gauging, arx, t)), origins.map((t) => persistence(gauging, t))];
    const edge = (side: "low" | "high"): number[] => origins.map((t, i) => forecast[i]! + (band?.[limbAt(level, t)][side] ?? Number.NaN));
    const { pod, far } = warningsOf({ observed, forecast }, stays, warn);
    return { pi: persistenceIndex({ observed, forecast }, stays), pod, far, covered: coverage(observed, edge("low"), edge("high")) };
  }
  test.each([[4, 0.9, 0.3], [12, 0.8, 0.4]])("H-3.5 %i quarters of an hour ahead: better than staying as it is, warnings mostly come and mostly are right, the band holds", (lead, pod, far) => {
    const scores = judged(lead);
    expect(scores.pi).toBeGreaterThan(0.2);
    expect(scores.pod).toBeGreaterThanOrEqual(pod);
    expect(scores.far).toBeLessThanOrEqual(far);
    expect(scores.covered).toBeGreaterThan(0.85);
    expect(scores.covered).toBeLessThan(0.95);
  });
});

test("a band wants cases; where a limb has few it takes those of both", () => {
  expect(bandOf([{ error: 1, limb: "rising" }], 0.9)).toBeUndefined();
  const many = Array.from({ length: 101 }, (_value, i) => ({ error: i, limb: "falling" as const }));
  const { rising, falling } = bandOf(many, 0.5) ?? {};
  expect([rising, falling]).toEqual([{ low: 25, high: 75, cases: 0 }, { low: 25, high: 75, cases: 101 }]);
});
