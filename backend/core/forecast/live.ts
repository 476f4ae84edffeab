import type { ForecastManner, ForecastPassing, ForecastPast, GaugeForecast } from "#contract/forecast";
import type { Instant } from "#contract/ids";
import type { Level } from "#contract/things";
import type { z } from "zod";
import type { LeadModel } from "./gauge.ts";
import { chanceOf, passingOf, type BandedPoint } from "./passing.ts";

/** A forecast that is in force, with all that a rule or a window may ask of it. */
export interface LiveForecast {
  /** phenomenonTime of the newest reading it rests on, and that reading. */
  madeAt: Instant;
  from: number;
  by: ForecastManner;
  past: ForecastPast;
  trainedAt: Instant;
  /** `t`: s of the river's own time. */
  points: readonly BandedPoint[];
  /** As many, in the same order: how good each lead was on events it never saw. */
  leads: readonly Pick<LeadModel, "scores">[];
  /** Seconds of the river that pass in one of the room's. */
  pace: number;
  /** Local time less UTC, ms. */
  offset: number;
}

/** Below this chance a passing is not spoken of. */
const SLIGHT = 0.05;

/** The room's instant so many seconds of the river after the forecast was made. */
export const instantOf = ({ madeAt, pace }: Pick<LiveForecast, "madeAt" | "pace">, seconds: number): Instant => Math.round(madeAt + (seconds * 1000) / pace);

/**
 * When a level will be passed, and how likely. @param within s of the river's own time looked ahead
 * @returns undefined: it is passed already, or will hardly be
 */
export function passingWithin(live: LiveForecast, { level, value, within = Infinity }: { level: string; value: number; within?: number }): ForecastPassing | undefined {
  const points = live.points.filter(({ t }) => t <= within);
  if (!(live.from < value)) return undefined;
  const chance = chanceOf(points, value);
  const passing = passingOf(live.from, points, value);
  if (chance < SLIGHT || passing === undefined) return undefined;
  const at = (seconds: number | undefined): Instant | undefined => (seconds === undefined ? undefined : instantOf(live, seconds));
  const [earliest, likely, latest] = [at(passing.earliest), at(passing.likely), at(passing.latest)];
  return { level, value, chance, ...(earliest !== undefined && { earliest }), ...(likely !== undefined && { likely }), ...(latest !== undefined && { latest }) };
}

/** What windows get of it. */
export function shownForecast(live: LiveForecast, levels: readonly Pick<z.infer<typeof Level>, "name" | "value">[]): GaugeForecast {
  return {
    forecast: true, madeAt: live.madeAt, from: live.from, by: live.by,
    points: live.points.map(({ t, low, mid, high }) => ({ lead: t, at: instantOf(live, t), low, mid, high })),
    passings: levels.flatMap(({ name, value }) => passingWithin(live, { level: name, value }) ?? []),
  };
}
