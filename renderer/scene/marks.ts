import type { Alarm, Priority } from "#contract/alarm";
import type { Instant } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import { isUnacknowledged, urgencyOf } from "../live/alarm-order.ts";

/** One station as the map shows it. */
export interface Mark {
  id: string;
  name: string;
  /** WGS 84, degrees. */
  lon: number;
  lat: number;
  /** One or two letters for the kind of station. */
  code: string;
  /** The most urgent annunciated alarm's priority; absent: none. */
  alarm?: Priority;
  /** That alarm owes an acknowledgement. */
  owed: boolean;
  /** That alarm's condition holds no longer; nothing at this station is happening. */
  over: boolean;
  /** None of its datastreams has a value that is not stale. */
  silent: boolean;
}

/** Vietnamese abbreviations of the kinds of station of the built-in packs; others show the first letters of their word. */
const CODES: Readonly<Record<string, string>> = {
  "river-gauge": "MN", "rain-gauge": "M", "street-gauge": "NĐ", "traffic-counter": "XE", reservoir: "HỒ", pump: "BM", "air-station": "KK",
  "wind-station": "G", "slope-sensor": "SL", "tide-gauge": "TR", "water-quality": "CL", feeder: "Đ", camera: "CM",
};

/** What moves is drawn by the live layers alone: it says nothing of where the stations are. */
const MOVING = "vehicle";

export function codeOf(kind: string): string {
  return CODES[kind] ?? kind.slice(0, 2).toUpperCase();
}

/** Stations of which at least one datastream is fresh. @param at phenomenonTime of a series' newest value, 0: none */
export function freshThings(datastreams: Iterable<Datastream>, at: (series: number) => Instant, now: Instant): Set<string> {
  const fresh = new Set<string>();
  for (const { thingId, series, staleAfter } of datastreams) {
    const t = at(series);
    if (t > 0 && now - t <= staleAfter * 1000) fresh.add(thingId);
  }
  return fresh;
}

export function marksOf(things: Iterable<Thing>, worst: ReadonlyMap<string, Alarm>, fresh: ReadonlySet<string>, name: (thing: Thing) => string): Mark[] {
  const marks: Mark[] = [];
  for (const thing of things) {
    const alarm = worst.get(thing.id);
    if (thing.kind === MOVING && alarm === undefined) continue;
    marks.push({
      id: thing.id, name: name(thing), lon: thing.position[0], lat: thing.position[1], code: codeOf(thing.kind),
      ...(alarm === undefined ? undefined : { alarm: alarm.priority }),
      owed: alarm !== undefined && isUnacknowledged(alarm.state),
      over: alarm !== undefined && !alarm.inAlarm,
      silent: !fresh.has(thing.id),
    });
  }
  return marks;
}

/** What is drawn later, on top: 0 without an alarm, then what is over, then what happens; by priority, then owed before acknowledged. */
export function rankOf(mark: Mark): number {
  return mark.alarm === undefined ? 0 : (mark.over ? 0 : 100) + 10 * (5 - urgencyOf(mark.alarm)) + (mark.owed ? 1 : 0);
}
