import type { Places } from "#contract/city";
import type { Point } from "../../../geo/measure.ts";
import { matcher, searchable, withoutMarks, type Searchable } from "../../../design/text-search.ts";
import type { Language } from "../../../design/i18n.ts";
import { placeKind, stationKind } from "../kind-texts.ts";

/** Something that can be flown to. */
export interface Target {
  name: string;
  /** What it is, in words. */
  kind: string;
  at: Point;
  /** Zoom it is seen well at. */
  zoom: number;
  /** Set: a station, which is then chosen. */
  thingId?: string;
  ward?: string;
}

/** A target ready to be searched. */
export interface Entry {
  target: Target;
  text: Searchable;
  /** Its name without marks. */
  plain: string;
  /** What somebody more likely means comes first: 0 the city, 9 a station. */
  weight: number;
}

interface Station {
  id: string;
  name: string;
  nameEn?: string | undefined;
  kind: string;
  position: readonly [number, number, ...number[]];
}

/** So many are offered. */
export const OFFERED = 12;

const WEIGHT: Readonly<Record<string, number>> = { city: 0, quarter: 1, ward: 2, river: 3, bridge: 3, lagoon: 3, sea: 3, heritage: 4, hill: 5, market: 5, hospital: 5, station: 6, school: 6, street: 7 };
const ZOOM: Readonly<Record<string, number>> = { city: 12, ward: 13, quarter: 14.5, river: 12.5, lagoon: 11.5, sea: 10, hill: 14, street: 15.5 };
const NEAR = 16;

/** Everything with a name: the pack's places, the wards it lacks, the stations. Built once for each set of them. */
export function entriesOf(places: Places, areas: Iterable<{ name: string; position: readonly [number, number, ...number[]] }>, stations: Iterable<Station>, language: Language): Entry[] {
  const entries: Entry[] = places.flatMap(({ name, also = [], kind, at, ward }) => {
    const target: Target = { name, kind: placeKind(kind, language), at, zoom: ZOOM[kind] ?? NEAR, ...(ward === undefined ? {} : { ward }) };
    // Found by another name, it is offered by both: who asked sees that it is meant.
    return [name, ...also].map((one) => ({ target: one === name ? target : { ...target, name: `${name} (${one})` }, text: searchable(one), plain: withoutMarks(one), weight: WEIGHT[kind] ?? 6 }));
  });
  const known = new Set(places.filter(({ kind }) => kind === "ward").map(({ name }) => withoutMarks(name)));
  for (const { name, position: [lon, lat] } of areas) {
    if (known.has(withoutMarks(name))) continue;
    entries.push({ target: { name, kind: placeKind("ward", language), at: [lon, lat], zoom: 13 }, text: searchable(name), plain: withoutMarks(name), weight: 2 });
  }
  for (const { id, name, nameEn, kind, position: [lon, lat] } of stations) {
    const shown = language === "en" && nameEn !== undefined && nameEn !== "" ? nameEn : name;
    entries.push({ target: { name: shown, kind: stationKind(kind, language), at: [lon, lat], zoom: NEAR, thingId: id }, text: searchable(name, nameEn), plain: withoutMarks(shown), weight: kind === "vehicle" ? 9 : 8 });
  }
  return entries;
}

/**
 * What fits a query, best first: the very name, then names that begin with it, then words that do, then the rest; among equals
 * what is more often meant, then the shorter name. A word with marks is compared with marks.
 */
export function find(entries: readonly Entry[], query: string): Target[] {
  const fits = matcher(query);
  if (fits === undefined) return [];
  const sought = withoutMarks(query.trim().replace(/\s+/g, " "));
  const found = entries.filter(({ text }) => fits(text)).map((entry) => ({ entry, rank: rankOf(entry.plain, sought) }));
  found.sort((a, b) => a.rank - b.rank || a.entry.weight - b.entry.weight || a.entry.plain.length - b.entry.plain.length || (a.entry.plain < b.entry.plain ? -1 : 1));
  return found.slice(0, OFFERED).map(({ entry }) => entry.target);
}

function rankOf(plain: string, sought: string): number {
  if (plain === sought) return 0;
  if (plain.startsWith(`${sought} `)) return 1;
  if (plain.startsWith(sought)) return 2;
  return ` ${plain}`.includes(` ${sought}`) ? 3 : 4;
}
