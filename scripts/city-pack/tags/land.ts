import type { TILE_LAYERS } from "#contract/city";
import type { Tags } from "../osm/entities.ts";

export type LandKind = (typeof TILE_LAYERS.land)[number];

/** Key, value → kind; first match counts. "*": any value but no. */
const TABLE: readonly (readonly [key: string, values: string, kind: LandKind])[] = [
  ["landuse", "military", "military"], ["military", "*", "military"],
  ["historic", "*", "heritage"], ["heritage", "*", "heritage"],
  ["landuse", "industrial port depot quarry", "industry"], ["aeroway", "aerodrome apron", "industry"],
  ["natural", "sand beach dune shoal", "sand"],
  ["natural", "wood", "wood"], ["landuse", "forest", "wood"],
  ["landuse", "farmland orchard plant_nursery vineyard greenhouse_horticulture allotments", "field"],
  ["landuse", "grass meadow cemetery recreation_ground village_green flowerbed", "grass"], ["amenity", "grave_yard", "grass"],
  ["leisure", "park garden pitch golf_course stadium sports_centre nature_reserve", "grass"], ["natural", "grassland scrub heath wetland", "grass"],
];

/** The kind of an area of land; undefined: nothing the map tells apart. */
export function landOf(tags: Tags): LandKind | undefined {
  return TABLE.find(([key, values]) => {
    const value = tags[key];
    return value !== undefined && value !== "no" && (values === "*" || values.split(" ").includes(value));
  })?.[2];
}

/** First zoom by the size of its box, degrees. */
export const landFrom = (degrees: number): number => (degrees > 0.05 ? 8 : degrees > 0.01 ? 11 : 13);
