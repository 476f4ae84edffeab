import { describe, expect, test } from "vitest";
import { ahead, autoregressive, localLevel, predict, update, type Belief } from "./kalman.ts";

const unknown = (n: number): Belief => ({ x: new Float64Array(n), P: Float64Array.from({ length: n * n }, (_value, i) => (i % (n + 1) === 0 ? 1e6 : 0)) });

/** Predicted variance and gain once they change no more. */
function steady(q: number, r: number): { P: number; K: number } {
  const model = localLevel(q, r);
  let [belief, gain, P] = [unknown(1), 0, 0];
  for (let i = 0; i < 500; i++) {
    belief = predict(model, belief);
    P = belief.P[0]!;
    const step = update(model, belief, 0);
    [belief, gain] = [step.belief, step.gain[0]!];
  }
  return { P, K: gain };
}

describe("a level that wanders", () => {
  // P = (Q + √(Q² + 4QR)) / 2, K = P / (P + R): the solution of the Riccati equation.
  test.each([[1, 1, 1.618034, 0.618034], [0.1, 1, 0.370156, 0.270156]])("Q %f, R %f: P %f, K %f", (q, r, P, K) => {
    expect(steady(q, r).P).toBeCloseTo(P, 6);
    expect(steady(q, r).K).toBeCloseTo(K, 6);
  });
  test("nothing measured changes nothing but the variance of the next step", () => {
    const model = localLevel(0.5, 1);
    const before = { x: Float64Array.of(2), P: Float64Array.of(1) };
    expect(update(model, before, Number.NaN).belief).toEqual(before);
    expect(ahead(model, before, [0, 0, 0]).map(({ mean, variance }) => [mean, variance])).toEqual([[2, 2.5], [2, 3], [2, 3.5]]);
  });
});

test("a gauge by its own past goes on as its equation says, with its inputs, and through a gap", () => {
  const model = autoregressive([1.6, -0.64], 1e-6, 1e-6);
  const truth = [1, 1.1];
  for (let t = 2; t < 60; t++) truth.push(1.6 * truth[t - 1]! - 0.64 * truth[t - 2]! + 0.05);
  let belief = unknown(2);
  for (let t = 0; t < 50; t++) belief = update(model, predict(model, belief, 0.05), t >= 30 && t < 40 ? Number.NaN : truth[t]!).belief;
  const steps = ahead(model, belief, Array.from({ length: 5 }, () => 0.05));
  for (const [k, { mean }] of steps.entries()) expect(mean).toBeCloseTo(truth[50 + k]!, 3);
  expect(steps.map(({ variance }) => variance)).toEqual(steps.map(({ variance }) => variance).toSorted((a, b) => a - b));
});
