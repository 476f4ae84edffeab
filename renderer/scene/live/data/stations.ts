import type { ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import type { LiveProblem } from "../live-host.ts";
import { createProblemBook, placeOf, type Box } from "./place.ts";

/** Levels that a datastream's value is held against. */
export const LEVELS = 3;

/** Things as columns, one index a station; made anew only when records change. */
export interface Stations {
  n: number;
  things: readonly Thing[];
  /** Degrees; NaN where the thing has no place on earth. What moves is moved here too. */
  lon: Float64Array;
  lat: Float64Array;
  /** By thing id. */
  index: ReadonlyMap<string, number>;
  /** Datastreams of station i: rows first[i] to first[i + 1] of the columns below. */
  first: Uint32Array;
  datastreams: readonly Datastream[];
  series: Uint32Array;
  /** ms without a value until stale. */
  staleMs: Float64Array;
  /** Row · LEVELS: from where on level I, II, III is reached; Infinity: never. As narrow as values are: 0.9 told is 0.9 reached. */
  levels: Float32Array;
  /** By series: its station, -1: none. */
  stationOf: Int32Array;
  problems: readonly LiveProblem[];
}

/** @param city the pack's bounds; undefined: nothing is outside. A series of a thing that is not there is left out. */
export function stationsOf(things: Iterable<Thing>, datastreams: Iterable<Datastream>, city: Box | undefined): Stations {
  const list = [...things];
  const n = list.length;
  const index = new Map<string, number>();
  const lon = new Float64Array(n).fill(Number.NaN);
  const lat = new Float64Array(n).fill(Number.NaN);
  const problems = createProblemBook();
  for (const [i, thing] of list.entries()) {
    index.set(thing.id, i);
    const place = placeOf(thing.position[0], thing.position[1], city);
    if (place.problem !== undefined) problems.add(place.problem, thing.id);
    if (!("lon" in place)) continue;
    lon[i] = place.lon;
    lat[i] = place.lat;
  }
  return { n, things: list, lon, lat, index, ...streamsOf(datastreams, index, n), problems: problems.list() };
}

function streamsOf(datastreams: Iterable<Datastream>, index: ReadonlyMap<string, number>, n: number): Pick<Stations, "first" | "datastreams" | "series" | "staleMs" | "levels" | "stationOf"> {
  const known = [...datastreams].filter(({ thingId }) => index.has(thingId));
  const first = new Uint32Array(n + 1);
  let top = 0;
  for (const { thingId, series } of known) {
    first[index.get(thingId)! + 1]! += 1;
    top = Math.max(top, series);
  }
  for (let i = 0; i < n; i++) first[i + 1]! += first[i]!;
  const next = first.slice(0, n);
  const rows = [...known];
  const series = new Uint32Array(known.length);
  const staleMs = new Float64Array(known.length);
  const levels = new Float32Array(LEVELS * known.length).fill(Infinity);
  const stationOf = new Int32Array(top + 1).fill(-1);
  for (const datastream of known) {
    const station = index.get(datastream.thingId)!;
    const row = next[station]!++;
    rows[row] = datastream;
    series[row] = datastream.series;
    staleMs[row] = datastream.staleAfter * 1000;
    stationOf[datastream.series] = station;
    levels.set(reachedAt(levelSlots(datastream)), row * LEVELS);
  }
  return { first, datastreams: rows, series, staleMs, levels, stationOf };
}

/** The first datastream of a station that observes one of these properties. @returns its row, -1: none */
export function rowOfProperty({ first, datastreams }: Stations, station: number, properties: readonly string[]): number {
  for (let row = first[station]!; row < first[station + 1]!; row++) if (properties.includes(datastreams[row]!.observedPropertyId)) return row;
  return -1;
}

/** The thing's id. */
export function idOf({ things }: Stations, station: number): ThingId {
  return things[station]!.id;
}

const NUMERALS: Readonly<Record<string, number>> = { I: 0, II: 1, III: 2 };

/**
 * A datastream's levels in their places. Báo động I, II and III have theirs, also where one of them is not set; other levels
 * take them from below. More than three: the lowest.
 */
export function levelSlots({ levels }: Datastream): (number | undefined)[] {
  const slots: (number | undefined)[] = [undefined, undefined, undefined];
  const places = levels.map(({ name }) => NUMERALS[/(?:^|\s)(I{1,3})$/.exec(name)?.[1] ?? ""]);
  const isNamed = places.every((place) => place !== undefined);
  const sorted = isNamed ? levels : levels.toSorted((a, b) => a.value - b.value);
  for (const [i, { value }] of sorted.entries()) {
    const place = isNamed ? places[i]! : i;
    if (place < LEVELS) slots[place] = value;
  }
  return slots;
}

/** A level that is not set is reached with the next one above it. */
function reachedAt(slots: readonly (number | undefined)[]): number[] {
  const reached: number[] = [];
  let above = Infinity;
  for (let i = LEVELS - 1; i >= 0; i--) reached[i] = above = Math.min(above, slots[i] ?? above);
  return reached;
}
