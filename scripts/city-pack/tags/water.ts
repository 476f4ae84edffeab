import type { TILE_LAYERS } from "#contract/city";
import type { Tags } from "../osm/entities.ts";
import { nameOf } from "./name.ts";

export type WaterKind = (typeof TILE_LAYERS.water)[number];

const KIND: Readonly<Record<string, WaterKind>> = { lagoon: "lagoon", bay: "lagoon", cove: "lagoon", river: "river", canal: "river", stream: "river", rapids: "river", oxbow: "lake", moat: "moat", ditch: "moat", lock: "river", harbour: "river" };
/** What people call water whose tag says no more than that it is water. */
const CALLED: readonly (readonly [RegExp, WaterKind])[] = [[/^(phá|đầm|vụng|vịnh)\s/iu, "lagoon"], [/^(sông|kênh|rạch|lạch|hói|khe|suối)\s/iu, "river"], [/^hào\s/iu, "moat"]];
/** First zoom of each kind; small lakes and moats come later. */
export const WATER_FROM: Readonly<Record<WaterKind, number>> = { sea: 0, lagoon: 0, river: 7, lake: 10, moat: 12 };

/** The kind of an area of water; undefined: it is none. */
export function waterOf(tags: Tags): WaterKind | undefined {
  const is = tags["natural"] === "water" || tags["waterway"] === "riverbank" || tags["waterway"] === "dock" || tags["landuse"] === "reservoir" || tags["landuse"] === "basin" || tags["landuse"] === "aquaculture" || (tags["water"] !== undefined && tags["natural"] === undefined);
  if (!is || tags["intermittent"] === "yes" || tags["covered"] === "yes" || tags["tunnel"] === "yes") return undefined;
  if (tags["waterway"] === "riverbank" || tags["waterway"] === "dock") return "river";
  const name = nameOf(tags);
  return KIND[tags["water"] ?? ""] ?? CALLED.find(([called]) => tags["water"] === undefined && called.test(name))?.[1] ?? "lake";
}

export interface Waterway {
  kind: (typeof TILE_LAYERS.waterway)[number];
  minZoom: number;
}

/** A line of water; `river` also gives the axis that a rising river is reckoned along. */
export function waterwayOf(tags: Tags): Waterway | undefined {
  if (tags["tunnel"] === "yes" || tags["tunnel"] === "culvert") return undefined;
  switch (tags["waterway"]) {
    case "river": return { kind: "river", minZoom: nameOf(tags) === "" ? 10 : 8 };
    case "canal": return { kind: "canal", minZoom: 11 };
    case "stream": return { kind: "canal", minZoom: 12 };
    case "drain":
    case "ditch": return { kind: "canal", minZoom: 13 };
    default: return undefined;
  }
}
