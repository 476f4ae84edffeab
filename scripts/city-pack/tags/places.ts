import type { TILE_LAYERS } from "#contract/city";
import type { Tags } from "../osm/entities.ts";
import { nameOf } from "./name.ts";
import { waterOf } from "./water.ts";
import { WARD_NAME } from "./wards.ts";

export type PlaceKind = (typeof TILE_LAYERS.place)[number];

/** Key, values → kind and rank (1 always shown … 9). First match counts. */
const TABLE: readonly (readonly [key: string, values: string, kind: PlaceKind, rank: number])[] = [
  ["place", "city", "city", 1], ["place", "town", "city", 3],
  ["place", "suburb quarter", "quarter", 5], ["place", "village neighbourhood", "quarter", 6], ["place", "hamlet isolated_dwelling locality", "quarter", 8],
  ["place", "sea ocean", "sea", 2], ["natural", "bay strait", "sea", 4], ["natural", "peak hill volcano", "hill", 5],
  ["amenity", "hospital", "hospital", 5], ["amenity", "clinic", "hospital", 8],
  ["amenity", "university college", "school", 6], ["amenity", "school kindergarten", "school", 8],
  ["amenity", "marketplace", "market", 6],
  ["railway", "station halt", "station", 5], ["amenity", "bus_station", "station", 6], ["aeroway", "aerodrome", "station", 4],
  ["man_made", "bridge", "bridge", 6],
  ["historic", "castle palace fort citadel monument tomb city_gate archaeological_site", "heritage", 6], ["historic", "*", "heritage", 8],
  ["heritage", "*", "heritage", 6], ["tourism", "museum attraction", "heritage", 7], ["amenity", "place_of_worship monastery", "heritage", 8],
];
const WATER = { sea: ["sea", 2], lagoon: ["lagoon", 3], river: ["river", 5], lake: ["lagoon", 8], moat: undefined } as const;

/** What a named thing is called up as in the search and on the map; undefined: nothing to look for. */
export function placeOf(tags: Tags): { kind: PlaceKind; rank: number } | undefined {
  if (tags["disused"] === "yes" || tags["abandoned"] === "yes") return undefined;
  // Since the reform of 2025 mappers tag the seats of wards as towns and cities: the name says what they are.
  if (tags["place"] !== undefined && WARD_NAME.test(nameOf(tags))) return { kind: "ward", rank: 3 };
  const row = TABLE.find(([key, values]) => {
    const value = tags[key];
    return value !== undefined && value !== "no" && (values === "*" || values.split(" ").includes(value));
  });
  const known = tags["wikidata"] !== undefined || tags["wikipedia"] !== undefined;
  if (row !== undefined) return { kind: row[2], rank: Math.max(1, row[3] - (known && row[2] === "heritage" ? 2 : 0)) };
  const water = waterOf(tags);
  const as = water === undefined ? undefined : WATER[water];
  return as === undefined ? undefined : { kind: as[0], rank: as[1] };
}

/** A place's name as people say it: OpenStreetMap calls Huế's railway station "Huế". */
export function placeName(tags: Tags): string {
  const name = nameOf(tags);
  return name !== "" && (tags["railway"] === "station" || tags["railway"] === "halt") && !/^(ga|nhà ga)\s|station/iu.test(name) ? `Ga ${name}` : name;
}

/** First zoom of a rank, 1…9. */
export const PLACE_FROM = [7, 7, 7, 9, 10, 12, 13, 13, 14, 14] as const;
