import { recordedDay } from "./day/return.ts";
import type { DayKind } from "./day/weather.ts";
import { KINDS, PROPERTIES } from "./properties.ts";
import { STATIONS } from "./stations.ts";

/** One line of a recording: seconds from its start, datastream, result, and the UCUM unit where it differs from the datastream's. */
export interface FeedLine {
  t: number;
  ds: string;
  v: number;
  u?: string;
}

const STEP = 300;

/** Simulated days and the files that hold them; each begins and ends at a midnight, and ends as it begins: it is played round after round. */
export const DAYS = { flood: "flood-day.ndjson.gz", calm: "calm-day.ndjson.gz", fire: "fire-day.ndjson.gz" } as const satisfies Record<DayKind, string>;

/** A whole recording in order of time: each datastream every 5 minutes, spread over the step so that no second is crowded. */
export function recordDay(kind: DayKind): FeedLine[] {
  const day = recordedDay(kind);
  const decimals = new Map(PROPERTIES.map(({ id, decimals }) => [id, decimals]));
  const lines: FeedLine[] = [];
  let n = 0;
  for (const station of STATIONS) {
    if (station.kind === "test-gauge" || station.kind === "vehicle") continue;
    for (const property of KINDS[station.kind] ?? []) {
      const offset = (n++ * 37) % STEP;
      for (let step = 0; step < day.length / STEP; step++) {
        const t = step * STEP + offset;
        const result = day.read(station, property, t);
        // One logger reports centimetres, another a unit that cannot be right: what real gateways do.
        const inCentimetres = station.id === "bao-vinh";
        const wrongUnit = station.id === "slope-a-luoi" && property === "tilt" && step % 12 === 1;
        const v = Number((inCentimetres ? result * 100 : result).toFixed(inCentimetres ? 0 : decimals.get(property)));
        lines.push({ t, ds: `${station.id}.${property}`, v: v === 0 ? 0 : v, ...(inCentimetres ? { u: "cm" } : wrongUnit ? { u: "Cel" } : {}) });
      }
    }
  }
  return lines.sort((a, b) => a.t - b.t || (a.ds < b.ds ? -1 : 1));
}
