import { STREETS } from "../streets.ts";
import { openRivers, STEP } from "./run-rivers.ts";
import { streetDepth } from "./streets.ts";
import { rain, type DayKind } from "./weather.ts";

/** Hours run before the day begins, so that nothing starts from rest. */
const BEFORE = 8;

/** A day's water, one number each `STEP` from midnight on, by name: `lake.<id>.level|inflow|outflow|volume`, `level.<gauge>`, `flow.<gauge>`, `street.<id>` (m). */
export type WaterDay = ReadonlyMap<string, Float64Array>;

export interface Pumping {
  /** m of depth an hour that pumps take from a street, given its depth, m. */
  (street: string, depth: number, hour: number): number;
}

/** Rain → catchments → lakes → rivers → streets, from before midnight to the next. */
export function waterDay(day: DayKind, pumping: Pumping): WaterDay {
  const steps = 86_400 / STEP + 1;
  const kept = new Map<string, Float64Array>();
  const keep = (name: string, n: number, value: number) => {
    if (n < 0) return;
    let series = kept.get(name);
    if (series === undefined) kept.set(name, (series = new Float64Array(steps)));
    series[n] = value;
  };
  const rivers = openRivers(day, keep);
  const depths = new Map(STREETS.map((street) => [street.id, 0]));

  for (let n = -BEFORE * (3600 / STEP); n < steps; n++) {
    const hour = (n * STEP) / 3600;
    const beside = rivers(n);
    const falls = rain(day, "rain-hue", hour);
    for (const street of STREETS) {
      const before = depths.get(street.id) ?? 0;
      const [upper, lower, share] = street.beside;
      const river = beside[upper] + (beside[lower] - beside[upper]) * share;
      const depth = streetDepth(street, before, { rain: n < 0 ? 0 : falls, river, pumped: pumping(street.id, before, hour), dt: STEP });
      depths.set(street.id, depth);
      keep(`street.${street.id}`, n, depth);
      keep(`beside.${street.id}`, n, river);
    }
  }
  return kept;
}
