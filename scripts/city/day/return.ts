import { STREETS } from "../streets.ts";
import type { StationSpec } from "../stations.ts";
import { simulateDay } from "./measure.ts";
import { DAY, ramp } from "./shape.ts";
import type { DayKind } from "./weather.ts";

/** Length of a recording, s: a flood needs a second day to go back to how its first one began. Times `backend/play-feed.ts` plays a round in. */
export const LENGTH = { flood: 2 * DAY, calm: DAY, fire: DAY } as const satisfies Record<DayKind, number>;

/** What a station reads from the first midnight on, so that the recording ends as it begins. */
export interface Recorded {
  length: number;
  read(station: StationSpec, property: string, t: number): number;
}

/** Weather leaves within hours after the flood day, and comes in the last hours before the next; hours of the second day. */
const LEAVES = [0, 3] as const;
const COMES = [21.5, 24] as const;
const WEATHER = new Set(["rain-rate", "wind-speed", "wind-gust", "wind-direction"]);
const BY_STREET = new Map(STREETS.map((street) => [street.id, street]));
/** Highest readings of what cannot stand above them; nothing goes below zero but levels of the sea and what leans. */
const MOST: Readonly<Record<string, number>> = { "gate-opening": 100, "soil-moisture": 100, "wind-direction": 359 };
const SIGNED = new Set(["tide-level", "water-level", "tilt", "air-temperature"]);

/**
 * A day as it is recorded. After the flood day's midnight every reading goes the calm day's course, with what is left of the
 * flood taken off it bit by bit, and what the flood day begins with put on: over the whole second day, 0.3 m an hour at most on
 * the rivers of the plain. Streets fall with the river beside them. Rain since midnight begins anew at midnight, as gauges do.
 */
export function recordedDay(kind: DayKind): Recorded {
  const day = simulateDay(kind);
  if (LENGTH[kind] === DAY) return { length: DAY, read: closed(day.read) };
  const calm = simulateDay("calm");
  /** @param of reads the flood day (true) or the calm one at a second of the day */
  const back = (of: (flood: boolean, t: number) => number, t: number, gone: number, come: number): number => of(false, t) + (1 - gone) * (of(true, DAY) - of(false, 0)) + come * (of(true, 0) - of(false, DAY));
  const read: Recorded["read"] = (station, property, t) => {
    if (t <= DAY && !(t === DAY && property === "rain-day")) return day.read(station, property, t);
    const since = t - DAY;
    const hour = since / 3600;
    const whole = ramp(hour, 0, 24);
    const of = (what: string) => (flood: boolean, at: number): number => (flood ? day : calm).read(station, what, at);
    if (property === "rain-day") {
      const [last, next] = [day.read(station, "rain-rate", DAY), day.read(station, "rain-rate", 0)];
      return last * (hour - fallen(hour, ...LEAVES)) + next * fallen(hour, ...COMES);
    }
    const street = property === "street-depth" ? BY_STREET.get(station.id) : undefined;
    if (street !== undefined) {
      const beside = (flood: boolean, at: number): number => (flood ? day : calm).water.get(`beside.${street.id}`)?.[Math.round(at / 60)] ?? 0;
      const over = of(property)(true, DAY) / 100 - (beside(true, DAY) - street.ground);
      // What stands there above its river, by rain or by a late ebb, runs off; no more than that is kept.
      const depth = back(beside, since, whole, whole) - street.ground + Math.min(over, 0.2) * (1 - whole);
      return Math.max(0, depth * 100, of(property)(true, 0) * whole);
    }
    const value = WEATHER.has(property) ? back(of(property), since, ramp(hour, ...LEAVES), ramp(hour, ...COMES)) : back(of(property), since, whole, whole);
    return Math.min(MOST[property] ?? Infinity, SIGNED.has(property) ? value : Math.max(0, value));
  };
  return { length: LENGTH[kind], read };
}

/** What drifts over an ordinary day and would not come back by itself by the next midnight. */
const SLOW = new Set(["reservoir-level", "inflow", "outflow", "soil-moisture", "wind-direction"]);
/** Readings at each end that tell the drift from the noise, one a minute. */
const ENDS = 12;

/** A day whose slow series go back to how they began, in its last six hours. */
function closed(read: Recorded["read"]): Recorded["read"] {
  const drifts = new Map<string, number>();
  return (station, property, t) => {
    const value = read(station, property, t);
    if (!SLOW.has(property)) return value;
    const name = `${station.id}.${property}`;
    let drift = drifts.get(name);
    if (drift === undefined) {
      drift = 0;
      for (let n = 0; n < ENDS; n++) drift += (read(station, property, DAY - n * 60) - read(station, property, n * 60)) / ENDS;
      drifts.set(name, drift);
    }
    return value - drift * ramp(t / 3600, 18, 24);
  };
}

/** Hours' worth of a ramp up to an hour: its integral. */
function fallen(hour: number, from: number, to: number): number {
  const x = Math.min(1, Math.max(0, (hour - from) / (to - from)));
  return (to - from) * (x ** 3 - x ** 4 / 2) + Math.max(0, hour - to);
}
