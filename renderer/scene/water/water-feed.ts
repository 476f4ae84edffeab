import type { Datastream, Thing } from "#contract/things";
import { QUALITIES } from "#contract/observation";
import type { Seen } from "../../live/seen.ts";
import type { GaugeLevel } from "./river-levels.ts";

/** Kinds of station that measure a water's level, and what the level is called. */
const GAUGES = new Set(["river-gauge", "tide-gauge"]);
const LEVELS = new Set(["water-level", "tide-level"]);
const GOOD = QUALITIES.indexOf("good");
/** Gauges report every few seconds at best: a river needs no more. */
const SOON_MS = 1000;
/** Silence makes no event: it is looked for. */
const LOOK_MS = 10_000;

/** Each gauge with its newest value, if that is fresh and good. */
export function gaugeLevels(things: ReadonlyMap<string, Thing>, datastreams: Iterable<Datastream>, value: (series: number) => { v: number; t: number; q: number } | undefined, now: number): GaugeLevel[] {
  const gauges: GaugeLevel[] = [];
  for (const { thingId, observedPropertyId, series, staleAfter } of datastreams) {
    const thing = things.get(thingId);
    if (thing === undefined || !GAUGES.has(thing.kind) || !LEVELS.has(observedPropertyId)) continue;
    const found = value(series);
    const level = found !== undefined && found.t > 0 && now - found.t <= staleAfter * 1000 && found.q === GOOD ? found.v : undefined;
    gauges.push({ lon: thing.position[0], lat: thing.position[1], level });
  }
  return gauges;
}

/** Calls with all gauges now, and again when one of them changed or fell silent; nothing while the window is hidden. @returns the way to stop */
export function watchGauges(seen: Seen, show: (gauges: readonly GaugeLevel[]) => void): () => void {
  let shown = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer = undefined;
    if (document.hidden) return;
    const { things, datastreams } = seen.records();
    const gauges = gaugeLevels(things, datastreams.values(), seen.value, seen.at());
    const print = gauges.map(({ lon, lat, level }) => `${lon},${lat},${level ?? ""}`).join("|");
    if (print === shown) return;
    shown = print;
    show(gauges);
  };
  const soon = (): void => {
    timer ??= setTimeout(look, SOON_MS);
  };
  look();
  const stops = [seen.subscribe("records", soon), seen.subscribe("time", look), seen.subscribeValues(soon)];
  const clock = setInterval(soon, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    for (const stop of stops) stop();
    clearInterval(clock);
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
