import type { CityManifest } from "#contract/city";
import type { DataDrivenPropertyValueSpecification, LayerSpecification, PropertyValueSpecification, SourceSpecification } from "maplibre-gl";
import type { Palette } from "../palette.ts";
import { cityUrl } from "./city-file.ts";
import { layerOfKind, layersOfKind } from "./city-pack.ts";
import { tilesOf } from "./tiles.ts";

/** Source of the pack's vector tiles. */
export const CITY = "city";
/** What lies under the water surface, and what stands on it: the surface goes between. */
export interface CityStyle {
  sources: Record<string, SourceSpecification>;
  under: LayerSpecification[];
  over: LayerSpecification[];
}

type Width = PropertyValueSpecification<number>;
type Colour = DataDrivenPropertyValueSpecification<string>;

/** The pack's map in the room's colours: greys, and blue for water only. @param cheap without the shaded hills: a machine that draws in software pays half its frame for them */
export function cityStyle(city: CityManifest, palette: Palette, scale: number, cheap: boolean): CityStyle {
  const base = layerOfKind(city, "base");
  const shade = cheap ? undefined : layerOfKind(city, "hillshade");
  const terrain = layerOfKind(city, "terrain");
  const bounds: [number, number, number, number] = [...city.bounds];
  const extras = layersOfKind(city, "geojson");
  return {
    sources: {
      ...(base === undefined ? undefined : { [CITY]: { type: "vector", tiles: [tilesOf(base.file, "empty")], minzoom: base.minZoom, maxzoom: base.maxZoom, bounds } }),
      ...(shade === undefined ? undefined : { shade: { type: "raster", tiles: [tilesOf(shade.file, "clear")], tileSize: 256, minzoom: shade.minZoom, maxzoom: shade.maxZoom, bounds } }),
      ...(terrain === undefined ? undefined : { terrain: { type: "raster-dem", encoding: "terrarium", tiles: [tilesOf(terrain.file, "none")], tileSize: 256, minzoom: terrain.minZoom, maxzoom: terrain.maxZoom, bounds } }),
      ...Object.fromEntries(extras.map(({ id, file }): [string, SourceSpecification] => [`own-${id}`, { type: "geojson", data: cityUrl(file) }])),
    },
    under: [
      ...(base === undefined ? [] : land(palette)),
      ...(shade === undefined ? [] : [{ id: "shade", type: "raster", source: "shade", paint: { "raster-fade-duration": 0, "raster-opacity": 0.9 } } satisfies LayerSpecification]),
    ],
    over: [...(base === undefined ? [] : [...water(palette, scale), ...roads(palette, scale), ...wards(palette, scale)]), ...extras.flatMap(({ id }) => own(id, palette, scale)), ...(base === undefined ? [] : [buildings(palette)])],
  };
}

function land(palette: Palette): LayerSpecification[] {
  const colour: Colour = ["match", ["get", "kind"], ["wood", "grass"], palette.wood, "sand", palette.sand, "heritage", palette.old, ["industry", "military"], palette.built, palette.ground];
  return [{ id: "land", type: "fill", source: CITY, "source-layer": "land", paint: { "fill-color": colour, "fill-antialias": false } }];
}

function water(palette: Palette, scale: number): LayerSpecification[] {
  return [
    { id: "water", type: "fill", source: CITY, "source-layer": "water", paint: { "fill-color": ["match", ["get", "kind"], "sea", palette.sea, palette.river] } },
    { id: "waterway", type: "line", source: CITY, "source-layer": "waterway", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": palette.river, "line-width": wide(scale, [9, 0.8], [12, 1.6], [14, 3], [17, 12]) } },
  ];
}

/** Width by zoom, px at scale 1. */
function wide(scale: number, ...stops: readonly [zoom: number, px: number][]): Width {
  return ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flatMap(([zoom, px]) => [zoom, px * scale])];
}

interface Road {
  id: string;
  kinds: readonly string[];
  colour: keyof Pick<Palette, "street" | "road" | "mainRoad" | "ward">;
  from: number;
  width: readonly [zoom: number, px: number][];
}

/** Small ones below, trunk roads on top. */
const ROADS: readonly Road[] = [
  { id: "path", kinds: ["path"], colour: "street", from: 14, width: [[14, 0.6], [17, 2]] },
  { id: "street", kinds: ["street"], colour: "street", from: 12, width: [[12, 0.5], [14, 1.4], [17, 9]] },
  { id: "secondary", kinds: ["secondary"], colour: "road", from: 10, width: [[10, 0.6], [14, 2.6], [17, 14]] },
  { id: "primary", kinds: ["primary"], colour: "road", from: 8, width: [[8, 0.6], [11, 1.3], [14, 4], [17, 18]] },
  { id: "trunk", kinds: ["trunk", "motorway"], colour: "mainRoad", from: 6, width: [[6, 0.8], [11, 1.6], [14, 4.5], [17, 22]] },
];

function roads(palette: Palette, scale: number): LayerSpecification[] {
  const line = ({ id, kinds, colour, from, width }: Road): LayerSpecification => ({
    id: `road-${id}`, type: "line", source: CITY, "source-layer": "road", minzoom: from, filter: ["all", ["in", ["get", "kind"], ["literal", [...kinds]]], ["!=", ["get", "bridge"], true]],
    layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": palette[colour], "line-width": wide(scale, ...width) },
  });
  const rail: LayerSpecification = { id: "rail", type: "line", source: CITY, "source-layer": "road", minzoom: 9, filter: ["==", ["get", "kind"], "rail"], paint: { "line-color": palette.ward, "line-width": wide(scale, [9, 0.8], [14, 1.6], [17, 4]), "line-dasharray": [4, 3] } };
  // A bridge is seen against the water it crosses: lighter than its road, with an edge.
  const bridge = (id: string, colour: string, width: readonly [number, number][]): LayerSpecification => ({
    id, type: "line", source: CITY, "source-layer": "road", minzoom: 10, filter: ["all", ["==", ["get", "bridge"], true], ["!=", ["get", "kind"], "rail"]],
    layout: { "line-cap": "butt", "line-join": "round" }, paint: { "line-color": colour, "line-width": wide(scale, ...width) },
  });
  return [...ROADS.map(line), rail, bridge("bridge-edge", palette.ground, [[10, 2.2], [14, 5.4], [17, 22]]), bridge("bridge", palette.normal, [[10, 0.9], [14, 2.8], [17, 16]])];
}

function wards(palette: Palette, scale: number): LayerSpecification[] {
  return [{ id: "ward", type: "line", source: CITY, "source-layer": "ward", paint: { "line-color": palette.ward, "line-width": wide(scale, [8, 0.6], [12, 1.1], [15, 1.6]), "line-dasharray": [6, 2, 1.5, 2], "line-opacity": 0.85 } }];
}

/** Boxes by height; what is old has the colour of its bricks, so that citadel and tombs are found at once. */
function buildings(palette: Palette): LayerSpecification {
  const height: DataDrivenPropertyValueSpecification<number> = ["coalesce", ["to-number", ["get", "height"], 4], 4];
  return {
    id: "building", type: "fill-extrusion", source: CITY, "source-layer": "building", minzoom: 12,
    paint: {
      "fill-extrusion-color": ["match", ["get", "kind"], ["heritage", "wall"], palette.heritage, ["interpolate", ["linear"], height, 3, palette.building, 40, palette.tall]],
      "fill-extrusion-height": height, "fill-extrusion-base": ["coalesce", ["to-number", ["get", "base"], 0], 0], "fill-extrusion-opacity": 1, "fill-extrusion-vertical-gradient": true,
    },
  };
}

/** A layer somebody dropped into the pack, each geometry in the plainest way. */
function own(id: string, palette: Palette, scale: number): LayerSpecification[] {
  const source = `own-${id}`;
  const only = (...kinds: string[]): ["in", ["geometry-type"], ["literal", string[]]] => ["in", ["geometry-type"], ["literal", kinds]];
  return [
    { id: `${source}-area`, type: "fill", source, filter: only("Polygon", "MultiPolygon"), paint: { "fill-color": palette.normal, "fill-opacity": 0.12, "fill-outline-color": palette.normal } },
    { id: `${source}-line`, type: "line", source, filter: only("LineString", "MultiLineString"), paint: { "line-color": palette.normal, "line-width": 1.5 * scale } },
    { id: `${source}-point`, type: "circle", source, filter: only("Point", "MultiPoint"), paint: { "circle-radius": 3.5 * scale, "circle-color": palette.panel, "circle-stroke-color": palette.label, "circle-stroke-width": 1.2 * scale } },
  ];
}
