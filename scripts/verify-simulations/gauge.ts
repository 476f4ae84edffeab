import { fileURLToPath } from "node:url";
import { DatastreamId } from "#contract/ids";
import { fitArx } from "../../backend/core/forecast/arx.ts";
import { PART, trainGauge } from "../../backend/core/forecast/gauge.ts";
import { readMadePast } from "../../backend/room/forecasts/made-past.ts";
import { catchment, chance } from "./catchment.ts";
import { FORECASTS } from "../city/forecasts.ts";
import { localLevel, predict, update, type Belief } from "../../backend/core/forecast/kalman.ts";
import { kge, nse } from "../../backend/core/forecast/scores.ts";
import { atLeast, atMost, near, type Case, type Row } from "./case.ts";

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
  {
    id: "K3", title: "ARX finds y = 1.6 y1 − 0.64 y2 + 0.05 u3 + e within three standard errors", quick: true,
    run() {
      const { normal, uniform } = chance(7);
      const n = 5000;
      const u = Float64Array.from({ length: n }, () => (uniform() < 0.1 ? uniform() * 20 : 0));
      const level = new Float64Array(n).fill(1);
      for (let t = 3; t < n; t++) level[t] = 1.6 * level[t - 1]! - 0.64 * level[t - 2]! + 0.05 * u[t - 3]! + 0.02 * normal();
      const arx = fitArx({ level, drivers: [u] }, { own: 2, lags: [[2]] }, 1);
      if (!arx.ok) throw new Error(arx.fault.code);
      const { coefficients, standardErrors } = arx.value.fitted;
      return [["y1", 1.6], ["y2", -0.64], ["u3", 0.05]].map(([name, truth], i) => near(String(name), coefficients[i + 1]!, Number(truth), 3 * standardErrors[i + 1]!));
    },
  },
  {
    id: "K4", title: "a gauge of a made catchment, events held back: PI > 0.2, POD ≥ 0.9 and FAR ≤ 0.3 at 1 h, 0.8 and 0.4 at 3 h, a band of 90 % holds in 85–95 %", quick: true,
    run() {
      const gauging = catchment(11, 40_000);
      const level = gauging.level.toSorted()[36_000]!;
      return accepted(trainGauge(gauging, { shape: { own: 4, lags: [[0, 1, 2, 4, 6, 8], [0, 1, 2, 4, 6, 8]] }, leads: [4, 12], step: 900, levels: [level] }));
    },
  },
  {
    id: "K5", title: "Kim Long of the built-in city on made storms held back (MÔ PHỎNG), all three alarm levels together: as K4", quick: true,
    run() {
      const past = readMadePast(fileURLToPath(new URL("../../assets/city/hue", import.meta.url)));
      const drivers = (FORECASTS["kim-long"] ?? []).map((id) => DatastreamId.parse(id));
      const made = past.ok ? past.value.of(DatastreamId.parse("kim-long.water-level"), drivers) : undefined;
      if (made === undefined) throw new Error("the pack has no storms");
      const part = Uint8Array.from(made.event, (event) => [PART.learn, PART.learn, PART.band, PART.learn, PART.judge][event % 5]!);
      return accepted(trainGauge(made.gauging, { shape: { own: 4, lags: drivers.map(() => [0, 1, 2, 4, 6, 8, 12]) }, leads: [4, 12], step: 900, levels: [1, 2, 3.5], part }));
    },
  },
];

/** The research's acceptance (section 6) of leads of one and three hours. */
function accepted(trained: ReturnType<typeof trainGauge>): Row[] {
  if (!trained.ok) throw new Error(trained.fault.code);
  return (trained.value.manners[0]?.leads ?? []).flatMap(({ lead, scores }, i) => {
    const sum = (key: "hits" | "misses" | "falseAlarms"): number => scores.warnings.reduce((total, each) => total + each[key], 0);
    const [hits, misses, falseAlarms] = [sum("hits"), sum("misses"), sum("falseAlarms")];
    return [
      atLeast(`PI, ${lead / 4} h`, scores.persistence, 0.2), atLeast(`POD, ${lead / 4} h`, hits / (hits + misses), [0.9, 0.8][i]!),
      atMost(`FAR, ${lead / 4} h`, falseAlarms / (hits + falseAlarms), [0.3, 0.4][i]!), near(`band of 90 % holds, ${lead / 4} h`, scores.coverage, 0.9, 0.05),
    ];
  });
}
