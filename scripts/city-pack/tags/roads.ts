import type { TILE_LAYERS } from "#contract/city";
import type { Tags } from "../osm/entities.ts";

export type RoadKind = (typeof TILE_LAYERS.road)[number];

/** `highway` → kind; a link is of its road's kind. What is not here (construction, proposed, platform …) is no road. */
const KIND: Readonly<Record<string, RoadKind>> = {
  motorway: "motorway", trunk: "trunk", primary: "primary", secondary: "secondary", tertiary: "secondary",
  unclassified: "street", residential: "street", living_street: "street", pedestrian: "street", service: "street", road: "street", busway: "street",
  track: "path", path: "path", footway: "path", cycleway: "path", steps: "path", bridleway: "path",
};
const RAIL = new Set(["rail", "narrow_gauge", "light_rail", "subway", "tram", "monorail"]);

export interface Road {
  kind: RoadKind;
  bridge: boolean;
  /** 1: only along the way, -1: only against it, 0: both. */
  oneWay: -1 | 0 | 1;
  /** What vehicles of the demonstration drive; 0: none do. */
  kmh: number;
  minZoom: number;
}

const FROM: Readonly<Record<RoadKind, number>> = { motorway: 7, trunk: 7, rail: 9, primary: 9, secondary: 11, street: 13, path: 14 };
const KMH: Readonly<Record<RoadKind, number>> = { motorway: 90, trunk: 60, primary: 45, secondary: 40, street: 30, path: 0, rail: 0 };

const set = (value: string | undefined): boolean => value !== undefined && value !== "no";

/** A way that people or trains move along; undefined: none, or an area to walk about on. */
export function roadOf(tags: Tags): Road | undefined {
  const highway = tags["highway"]?.replace(/_link$/, "");
  const kind = highway === undefined ? (RAIL.has(tags["railway"] ?? "") ? "rail" : undefined) : KIND[highway];
  if (kind === undefined || tags["area"] === "yes") return undefined;
  const service = highway === "service" || highway === "track";
  const bridge = set(tags["bridge"]);
  return {
    kind,
    bridge,
    oneWay: tags["oneway"] === "-1" || tags["oneway"] === "reverse" ? -1 : ["yes", "true", "1"].includes(tags["oneway"] ?? "") || tags["junction"] === "roundabout" || (highway === "motorway" && tags["oneway"] === undefined) ? 1 : 0,
    kmh: highway === "service" || highway === "pedestrian" || tags["access"] === "no" || tags["access"] === "private" ? 0 : kmhOf(tags["maxspeed"]) ?? KMH[kind],
    minZoom: bridge && FROM[kind] < 11 && kind !== "rail" ? Math.min(11, FROM[kind] + 4) : service ? 14 : FROM[kind],
  };
}

function kmhOf(text: string | undefined): number | undefined {
  const [, digits, mph] = /^(\d{1,3})\s*(mph)?$/.exec(text ?? "") ?? [];
  if (digits === undefined) return undefined;
  const kmh = Number(digits) * (mph === undefined ? 1 : 1.609);
  return kmh >= 5 && kmh <= 130 ? Math.round(kmh) : undefined;
}
