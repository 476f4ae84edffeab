import type { Gauging } from "../../backend/core/forecast/arx.ts";

/** Normal numbers of a seed (Lehmer's generator, Box and Muller). */
export function chance(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

/** Storms over two reservoirs in a row, a quarter of an hour a step: rain, the gauge upstream, the city's gauge two hours below, each read with 2 cm of noise. */
export function catchment(seed: number, steps: number): Gauging {
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
