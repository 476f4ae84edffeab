import { table } from "./shape.ts";

type Rating = readonly (readonly [flow: number, level: number])[];

/**
 * Level by flow, m by m³/s; all invented, for no gauge's rating is published. Kim Long's and Phú Ốc's upper parts are fitted so
 * that the flood day's crests are those of 27–29 October 2025 (Kim Long 4.93–5.05 m, Phú Ốc up to 5.27 m; `water.test.ts`), with
 * releases no larger than the published ones. They are not fitted to the bulletins' pairs of a release and a level at one
 * instant, and do not meet them: what flows at a gauge is a release of hours before and what has joined it since. As flows,
 * 1,805 m³/s give 2.0 m here (about 2.9 m on the 26th at 21:00, nld.com.vn), 2,257 + 2,170 give 4.2 m (4.60 m on the 28th at
 * 11:00, vietnam.vn), 2,480 + 3,700–4,000 give 5.0–5.1 m (4.93 m on the 29th at 20:00, huengaynay.vn and vtcnews.vn); at
 * Phú Ốc 1,408 give 3.2 m (3.63 m), 1,968 give 4.0 m (4.77 m), 4,083 give 5.2 m (5.19–5.27 m).
 */
export const RATINGS = {
  "kim-long": [[60, 0.3], [300, 0.6], [620, 0.95], [1300, 1.58], [2000, 2.22], [2700, 2.85], [3600, 3.6], [4450, 4.2], [5300, 4.66], [6300, 5.05], [9000, 5.6], [12_000, 5.85]],
  "phu-oc": [[40, 0.4], [330, 1.25], [600, 1.8], [1000, 2.56], [1550, 3.45], [2150, 4.22], [3000, 4.98], [4300, 5.27], [6000, 5.5]],
  "nham-bieu": [[60, 0.45], [300, 0.85], [620, 1.35], [1200, 2.15], [2000, 3], [2700, 3.65], [3600, 4.5], [4450, 5.2], [5300, 5.6], [6300, 5.95], [12_000, 7]],
  tuan: [[60, 0.8], [300, 1.5], [620, 2.25], [1200, 3.3], [2000, 4.4], [2700, 5.2], [3600, 6.1], [4450, 6.85], [5300, 7.4], [6300, 7.9], [12_000, 9.5]],
  "thuong-nhat": [[18, 55.6], [150, 56.9], [500, 58.7], [900, 60.1], [1400, 61.4], [2200, 62.8]],
  "truoi-river": [[4, 0.6], [40, 1.4], [120, 2.2], [260, 3.1], [420, 3.7], [700, 4.4]],
  "o-lau": [[40, 0.5], [200, 1.15], [450, 1.9], [800, 2.6], [1400, 3.3]],
} as const satisfies Record<string, Rating>;
export type RatedGauge = keyof typeof RATINGS;

export const rated = (gauge: RatedGauge, flow: number): number => table(RATINGS[gauge], flow);

/** A reach of river: the wave arrives after `lag` and is flattened by a linear store of `slowness`, both s. */
export interface Reach {
  lag: number;
  slowness: number;
}

/** Travel from dam or gauge to the next one below. Distances over 2–3 m/s, rounded; slowness fitted. */
export const REACHES = {
  "ta-trach → tuan": { lag: 3600, slowness: 1500 },
  "binh-dien → tuan": { lag: 4500, slowness: 1500 },
  "tuan → nham-bieu": { lag: 1500, slowness: 900 },
  "nham-bieu → kim-long": { lag: 1200, slowness: 6600 },
  "huong-dien → phu-oc": { lag: 3600, slowness: 15_000 },
} as const satisfies Record<string, Reach>;

/** Routes a flow through a reach. @returns a step of `dt` seconds; water is neither made nor lost */
export function routing(reach: Reach, before: number, dt: number): (flow: number) => number {
  const queue: number[] = Array.from({ length: Math.round(reach.lag / dt) }, () => before);
  let held = before * reach.slowness;
  return (flow) => {
    queue.push(flow);
    const arrived = queue.shift() ?? flow;
    const out = held / reach.slowness;
    held += (arrived - out) * dt;
    return out;
  };
}

/**
 * Places below Kim Long follow it, later and lower: `drop` is how much lower the water stands there when Kim Long is at 4.6 m.
 * Invented, between Dã Viên's published 0.23 m (28-10-2025, 11:00: 4.60 and 4.37 m, vietnam.vn) and the lagoon.
 */
export const BELOW_KIM_LONG = {
  "an-cuu": { late: 2100, drop: 0.5 },
  "bao-vinh": { late: 3600, drop: 1.15 },
  sinh: { late: 5400, drop: 2 },
} as const satisfies Record<string, { late: number; drop: number }>;

/** Level of a place below, from Kim Long's earlier one, m. Where the river stands low the sea holds it up. */
export function levelBelow(kimLong: number, drop: number, sea: number): number {
  const fall = (drop * Math.max(0, kimLong - 0.3)) / 4.3;
  return Math.max(kimLong - fall, sea + 0.02);
}
