import type { River } from "#contract/city";
import type { Series } from "../simulations/flood/series.ts";
import { metres } from "../way/plane.ts";
import { alongOf, AT_RIVER, nearestPoint } from "./levels.ts";
import { seriesAt, seriesOfReading, type Reading } from "./readings.ts";
import type { Run } from "./rivers.ts";

/** How fast a flood wave runs down a river, m/s: between the 2 and 3 the city's travel times stand on. */
const WAVE = 2.5;
/** A dam farther from every river of the pack feeds another water, m; and its way to the river is so much longer than the straight line. */
const [TRIBUTARY, WINDING] = [16_000, 1.3];

/** Which river a dam feeds, and how long its water takes to a place along it. @returns undefined: none of these */
export function fedBy(rivers: readonly River[], { at }: Pick<Reading, "at">): { river: River; metres: number; along: number } | undefined {
  let best: { river: River; metres: number; along: number } | undefined;
  for (const river of rivers) {
    const near = nearestPoint(river.axis, at);
    const inner = near.index > 0 && near.index < river.axis.length - 1;
    // Beyond an end of the axis nothing flows into it, but from the dam it begins at.
    if (near.metres > (inner ? TRIBUTARY : AT_RIVER) || near.metres >= (best?.metres ?? Infinity)) continue;
    best = { river, metres: near.metres, along: alongOf(river.axis)[near.index]! };
  }
  return best;
}

/** What the dams above a run let go, as it arrives there: m³/s over s from the start. @returns undefined: nothing is known */
export function arriving(run: Run, rivers: readonly River[], { outflows, recorded, times }: { outflows: readonly Reading[]; recorded: boolean; times: readonly number[] }): Series | undefined {
  const parts = outflows.flatMap((reading) => {
    const fed = fedBy(rivers, reading);
    const series = seriesOfReading(reading, recorded);
    if (fed === undefined || series === undefined || fed.river.name !== run.river || fed.along > run.before) return [];
    return [{ series, late: (fed.metres * WINDING + run.before - fed.along) / WAVE }];
  });
  return parts.length === 0 ? undefined : times.map((t) => [t, parts.reduce((sum, { series, late }) => sum + Math.max(0, seriesAt(series, t - late)), 0)]);
}

/** Seconds a change takes from where a run begins to where it ends. */
export const passing = ({ length }: Pick<Run, "length">): number => length / WAVE;

/** Discharge of a wide channel at uniform flow (Manning): Q = W D^(5/3) sqrt(S) / n. */
const RIVER_ROUGHNESS = 0.03;
/** Where the sea holds a river up its surface is nearly level: taken as at least so steep. */
const FLATTEST = 2e-5;
const slopeOf = (fall: number, length: number): number => Math.max(FLATTEST, fall / Math.max(1, length));
/** @returns depth at which a channel carries a discharge, m, 1 to 12 */
export function channelDepth(discharge: number, { width, fall, length }: { width: number; fall: number; length: number }): number {
  return Math.max(1, Math.min(12, ((discharge * RIVER_ROUGHNESS) / (width * Math.sqrt(slopeOf(fall, length)))) ** 0.6));
}
/** @returns m³/s */
export function channelDischarge(depth: number, { width, fall, length }: { width: number; fall: number; length: number }): number {
  return (width * Math.max(0, depth) ** (5 / 3) * Math.sqrt(slopeOf(fall, length))) / RIVER_ROUGHNESS;
}
export { RIVER_ROUGHNESS };

/** Whether a place lies so near to another, m. */
export const isNear = (a: readonly [number, number], b: readonly [number, number], reach: number): boolean => metres(a, b) <= reach;
