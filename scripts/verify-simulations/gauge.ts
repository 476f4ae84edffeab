import { localLevel, predict, update, type Belief } from "../../backend/core/forecast/kalman.ts";
import { kge, nse } from "../../backend/core/forecast/scores.ts";
import { near, type Case } from "./case.ts";

/** Predicted variance and gain of a level that wanders, once they change no more. */
function steady(q: number, r: number): { variance: number; gain: number } {
  const model = localLevel(q, r);
  let belief: Belief = { x: Float64Array.of(0), P: Float64Array.of(1e6) };
  let now = { variance: 0, gain: 0 };
  for (let i = 0; i < 500; i++) {
    belief = predict(model, belief);
    const step = update(model, belief, 0);
    now = { variance: belief.P[0]!, gain: step.gain[0]! };
    belief = step.belief;
  }
  return now;
}

/** What a gauge will read (section 6 of the research). */
export const GAUGE_CASES: readonly Case[] = [
  {
    id: "K1", title: "Kalman, level that wanders: steady P = (Q + √(Q² + 4QR)) / 2, K = P / (P + R)", quick: true,
    run: () => [[1, 1, 1.618034, 0.618034], [0.1, 1, 0.370156, 0.270156]].flatMap(([q = 0, r = 0, P = 0, K = 0]) => {
      const { variance, gain } = steady(q, r);
      return [near(`P at Q ${q}, R ${r}`, variance, P, 1e-6), near(`K at Q ${q}, R ${r}`, gain, K, 1e-6)];
    }),
  },
  {
    id: "K2", title: "scores of a forecast that is right, and of the mean", quick: true,
    run() {
      const observed = [1, 3, 2, 5, 4];
      const mean = { observed, forecast: observed.map(() => 3) };
      return [near("NSE, right", nse({ observed, forecast: observed }), 1, 0), near("NSE, mean", nse(mean), 0, 0), near("KGE, mean", kge(mean), 1 - Math.SQRT2, 1e-12)];
    },
  },
];
