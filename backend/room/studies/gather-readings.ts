import type { Instant } from "#contract/ids";
import { QUALITIES } from "#contract/observation";
import type { StudyStartFrom } from "#contract/study";
import { LOOK_BACK, seriesFor, type Readings } from "../../core/studies/readings.ts";
import type { RoomState } from "../../core/state.ts";
import type { Gathered, TelemetryStore } from "../../ports.ts";

/** Series asked for: a city has some hundreds of gauges; the others are left out. */
const MOST_SERIES = 600;
/** Samples of one series: one in three minutes before the start, and thinner over days. */
const MOST_SAMPLES = 240;
/** Questions to the telemetry store at one time. */
const AT_ONCE = 8;
const GOOD = QUALITIES.indexOf("good");

/**
 * Everything the room measured about a start: hours before it, and of a past one what came afterwards.
 *
 * @param now wall clock: what is called now, and where the record ends
 */
export async function gatherReadings({ start, duration }: { start: StudyStartFrom; duration: number }, { state, telemetry, now }: { state: Pick<RoomState, "things" | "datastreams">; telemetry: Pick<TelemetryStore, "history">; now: Instant }): Promise<Gathered> {
  const readings = { levels: [], tides: [], rain: [], outflows: [], devices: [] } satisfies Readings as { [R in keyof Readings]: Readings[R][number][] };
  if (start.from === "design") return { readings };
  const at = start.from === "now" ? now : start.at;
  const until = start.from === "now" ? now : Math.min(now, at + duration * 1000);
  const wanted = seriesFor(state).slice(0, MOST_SERIES);
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    await Promise.all(wanted.slice(i, i + AT_ONCE).map(async ({ role, datastream, factor, reading }) => {
      const { t, v, q } = await telemetry.history(datastream.series, at - LOOK_BACK * 1000, until, MOST_SAMPLES);
      readings[role].push({ ...reading, samples: t.map((instant, k) => ({ t: (instant - at) / 1000, v: v[k]! * factor, good: q[k] === GOOD })) });
    }));
  }
  // In an order of their own, whatever answered first: the same readings are the same run.
  for (const all of Object.values(readings)) all.sort((a, b) => (a.thingId < b.thingId ? -1 : a.thingId > b.thingId ? 1 : 0));
  return { at, readings };
}
