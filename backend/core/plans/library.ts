import type { Study, StudyDraft } from "#contract/study";
import { startValue, type Reading, type Readings } from "../studies/readings.ts";
import { quickDraft } from "./plans.ts";

/** A design situation: what drives the water, held for the whole run. */
export interface Situation {
  /** mm/h, everywhere. */
  rain: number;
  /** What the dams let go into the rivers of the area, m³/s. */
  release: number;
  /** Level where the rivers leave, m above the national datum: tide, lagoon. */
  tide: number;
}
export const DIMENSIONS = ["rain", "release", "tide"] as const;

/**
 * The grid of the night library, on the built-in city's pack: no rain, heavy (30 mm/h) and extreme (80 mm/h) rain; dams at rest, at
 * work and spilling; low and high water in the lagoon. Assumptions of this program, not a design standard.
 */
export const GRID: Readonly<Record<(typeof DIMENSIONS)[number], readonly number[]>> = { rain: [0, 30, 80], release: [300, 1500, 4000], tide: [0.2, 1] };
/** All of them, in an order of their own: their place is their name. */
export const SITUATIONS: readonly Situation[] = GRID.rain.flatMap((rain) => GRID.release.flatMap((release) => GRID.tide.map((tide) => ({ rain, release, tide }))));

/** m of a river's level at the start above the tide, for each m³/s: what the flood day of the built-in city shows at Kim Long, roughly. */
const RISE = 1 / 2000;

/** The study's plans in a situation, in so many cells as are computed soon; the first option does nothing. */
export function situationDraft(study: Study, { rain, release, tide }: Situation): StudyDraft {
  return {
    ...quickDraft(study), start: { from: "design", level: Math.round((tide + release * RISE) * 100) / 100, inflow: release },
    forcing: { rain: { by: "series", series: [[0, rain]] }, inflow: { by: "held" }, outlet: { by: "series", series: [[0, tide]] } },
  };
}

/** What of a situation is measured; what is not, is not known. */
export function situationNow({ rain, outflows, tides }: Pick<Readings, "rain" | "outflows" | "tides">): Partial<Situation> {
  const used = (readings: readonly Reading[]): number[] => readings.flatMap((reading) => ((start) => (start?.used === true ? [start.value] : []))(startValue(reading)));
  const [rains, releases, levels] = [used(rain), used(outflows), used(tides)];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { ...(rains.length > 0 && { rain: mean(rains) }), ...(releases.length > 0 && { release: releases.reduce((sum, value) => sum + value, 0) }), ...(levels.length > 0 && { tide: mean(levels) }) };
}

/**
 * How far a situation is from what is measured: the root mean square, over rain, release and tide, of the difference in mean steps of
 * the grid. 0 the same, 1 one step off in each; what is not measured counts as one step.
 */
export function distanceOf(situation: Situation, now: Partial<Situation>): number {
  const squares = DIMENSIONS.map((dimension) => {
    const [values, value] = [GRID[dimension], now[dimension]];
    const step = (values.at(-1)! - values[0]!) / (values.length - 1);
    return value === undefined ? 1 : ((situation[dimension] - value) / step) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** Situations with their distance, the nearest first. */
export function nearest(now: Partial<Situation>): { index: number; distance: number }[] {
  return SITUATIONS.map((situation, index) => ({ index, distance: distanceOf(situation, now) })).sort((a, b) => a.distance - b.distance || a.index - b.index);
}

/** Hours of the night, each "HH:MM" in the room's time zone; over midnight where the end lies before the beginning. */
export interface Hours {
  from: string;
  to: string;
}
/** Asia/Ho_Chi_Minh: UTC+7 all the year. */
const ZONE = 7 * 60;
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** @param wall ms UTC @returns is it within the hours; never, where they begin and end at one time */
export function isWithin({ from, to }: Hours, wall: number): boolean {
  const minute = (Math.floor(wall / 60_000) + ZONE) % 1440;
  const [a, b] = [minutesOf(from), minutesOf(to)];
  return a <= b ? minute >= a && minute < b : minute >= a || minute < b;
}
