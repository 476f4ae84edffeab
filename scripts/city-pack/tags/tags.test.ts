import { describe, expect, test } from "vitest";
import type { Tags } from "../osm/entities.ts";
import { buildingOf, metres } from "./buildings.ts";
import { landOf } from "./land.ts";
import { cleanName, nameOf } from "./name.ts";
import { placeName, placeOf } from "./places.ts";
import { roadOf } from "./roads.ts";
import { waterOf, waterwayOf } from "./water.ts";
import { isWard } from "./wards.ts";

describe("names", () => {
  test.each<[Tags, string]>([
    [{ name: "Perfume River", "name:vi": "Sông Hương" }, "Sông Hương"],
    [{ name: "Huế".normalize("NFD") }, "Huế"],
    [{ name: "  a\n b\u202e c " }, "a b c"],
    [{}, ""],
  ])("%o", (tags, name) => expect(nameOf(tags)).toBe(name));
  test("as long as a room shows", () => expect(cleanName("x".repeat(500))).toHaveLength(120));
  test("a station is called a station", () => expect([placeName({ railway: "station", name: "Huế" }), placeName({ railway: "station", name: "Ga Huế" })]).toEqual(["Ga Huế", "Ga Huế"]));
});

test.each<[Tags, object | undefined]>([
  [{ highway: "motorway" }, { kind: "motorway", oneWay: 1, kmh: 90, minZoom: 7 }],
  [{ highway: "trunk_link", maxspeed: "40" }, { kind: "trunk", kmh: 40 }],
  [{ highway: "tertiary" }, { kind: "secondary" }],
  [{ highway: "residential", oneway: "-1" }, { kind: "street", oneWay: -1 }],
  [{ highway: "primary", bridge: "viaduct", junction: "roundabout" }, { kind: "primary", bridge: true, oneWay: 1, minZoom: 11 }],
  [{ highway: "primary", bridge: "no" }, { bridge: false }],
  [{ highway: "service" }, { kind: "street", kmh: 0 }],
  [{ highway: "steps" }, { kind: "path", kmh: 0 }],
  [{ railway: "rail", maxspeed: "fast" }, { kind: "rail", kmh: 0 }],
  [{ highway: "construction" }, undefined],
  [{ railway: "proposed" }, undefined],
  [{ highway: "pedestrian", area: "yes" }, undefined],
])("road %o", (tags, road) => expect(roadOf(tags)).toEqual(road === undefined ? undefined : expect.objectContaining(road)));

test.each<[Tags, string | undefined]>([
  [{ natural: "water", water: "lagoon" }, "lagoon"], [{ natural: "water", name: "Phá Tam Giang" }, "lagoon"], [{ natural: "water", name: "Sông Bồ" }, "river"], [{ natural: "water", water: "moat" }, "moat"],
  [{ waterway: "riverbank" }, "river"], [{ landuse: "basin" }, "lake"], [{ natural: "water" }, "lake"], [{ natural: "water", intermittent: "yes" }, undefined], [{ natural: "wood" }, undefined],
])("water %o", (tags, kind) => expect(waterOf(tags)).toBe(kind));

test.each<[Tags, string | undefined]>([[{ waterway: "river" }, "river"], [{ waterway: "stream" }, "canal"], [{ waterway: "canal", tunnel: "culvert" }, undefined], [{ waterway: "dam" }, undefined]])("waterway %o", (tags, kind) => expect(waterwayOf(tags)?.kind).toBe(kind));

test.each<[Tags, string | undefined]>([
  [{ landuse: "forest" }, "wood"], [{ landuse: "farmland" }, "field"], [{ natural: "beach" }, "sand"], [{ landuse: "military" }, "military"], [{ landuse: "industrial" }, "industry"], [{ historic: "castle", leisure: "park" }, "heritage"], [{ leisure: "park" }, "grass"], [{ historic: "no" }, undefined], [{ landuse: "residential" }, undefined],
])("land %o", (tags, kind) => expect(landOf(tags)).toBe(kind));

test.each<[Tags, object | undefined]>([
  [{ building: "yes", height: "12,5 m" }, { kind: "house", height: 12.5, base: 0, guessed: false }],
  [{ building: "apartments", "building:levels": "10" }, { kind: "house", height: 33, base: 0, guessed: false }],
  [{ building: "yes", height: "20", min_height: "5" }, { kind: "house", height: 20, base: 5, guessed: false }],
  [{ building: "hospital" }, { kind: "public", height: 9.9, base: 0, guessed: true }],
  [{ building: "yes", tourism: "hotel", height: "tall" }, { kind: "hotel", height: 16.5, base: 0, guessed: true }],
  [{ building: "yes", historic: "monument", height: "-3" }, { kind: "heritage", height: 7, base: 0, guessed: true }],
  [{ building: "yes", height: "9999" }, { kind: "house", height: 1000, base: 0, guessed: false }],
  [{ barrier: "city_wall", height: "6" }, { kind: "wall", height: 6, base: 0, guessed: false }],
  [{ building: "no" }, undefined], [{ building: "roof" }, undefined],
])("building %o", (tags, building) => expect(buildingOf(tags)).toEqual(building));
test.each<[string | undefined, number | undefined]>([["40 ft", 12.192], ["7", 7], ["7 tầng", undefined], ["", undefined], [undefined, undefined]])("height %s", (text, height) => expect(metres(text)).toEqual(height));

test.each<[Tags, object | undefined]>([
  [{ place: "city", name: "Huế" }, { kind: "city", rank: 1 }], [{ place: "city", name: "Phường Phú Xuân" }, { kind: "ward", rank: 3 }], [{ amenity: "hospital" }, { kind: "hospital", rank: 5 }], [{ amenity: "school" }, { kind: "school", rank: 8 }], [{ amenity: "marketplace" }, { kind: "market", rank: 6 }],
  [{ historic: "tomb", wikidata: "Q1" }, { kind: "heritage", rank: 4 }], [{ man_made: "bridge" }, { kind: "bridge", rank: 6 }], [{ natural: "peak" }, { kind: "hill", rank: 5 }], [{ natural: "water", water: "river" }, { kind: "river", rank: 5 }], [{ amenity: "cafe" }, undefined], [{ amenity: "school", abandoned: "yes" }, undefined],
])("place %o", (tags, place) => expect(placeOf(tags)).toEqual(place));

test.each<[Tags, boolean]>([
  [{ boundary: "administrative", admin_level: "6", name: "Phường Kim Long" }, true], [{ boundary: "administrative", admin_level: "4", name: "Thành phố Huế" }, false], [{ boundary: "historic", name: "Phường Cũ", admin_level: "8" }, false], [{ boundary: "administrative", admin_level: "6", name: "Huyện Phú Lộc" }, false],
])("ward %o", (tags, ward) => expect(isWard(tags)).toBe(ward));
