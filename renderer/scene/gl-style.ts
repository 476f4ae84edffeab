import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { BaseMap } from "./base-map.ts";
import { cityNames, mapPx } from "./city/city-names.ts";
import { cityStyle } from "./city/city-style.ts";
import { MAP_FONT } from "./city/map-font.ts";
import type { DrawingOptions } from "./drawing.ts";
import { RADIUS, type Label } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { LINE_HEIGHT } from "./text-size.ts";

const FONT = [MAP_FONT];
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Layers that own GL layers go below: water on the ground, models among the houses, live layers under the names of alarms. */
export const ANCHORS = { water: "anchor-water", models: "anchor-models", live: "anchor-live" } as const;
/** What marks stations and alarms until live layers do. */
export const MARKS = ["stations", "codes", "alarms"] as const;

/**
 * The city's tiles, or its older map; stations; alarms on top of all. No `glyphs`: labels are drawn by the map's own typeface, so
 * nothing is fetched. Where names of alarms stand is worked out by `layout.ts`: the library would let the map's edge cut them.
 */
export function glStyle({ city, base, palette, scale, wall, profile }: Pick<DrawingOptions, "city" | "base" | "palette" | "scale" | "wall" | "profile">): StyleSpecification {
  const tiles = city === undefined ? undefined : cityStyle(city, palette, scale, profile === "cheap");
  const anchor = (id: string): LayerSpecification => ({ id, type: "background", layout: { visibility: "none" } });
  const sources: StyleSpecification["sources"] = {
    ...(tiles?.sources ?? { base: { type: "geojson", data: base ?? NOTHING } }),
    stations: { type: "geojson", data: NOTHING },
    alarms: { type: "geojson", data: NOTHING },
    chosen: { type: "geojson", data: NOTHING },
    labels: { type: "geojson", data: NOTHING },
  };
  const layers: LayerSpecification[] = [
    { id: "ground", type: "background", paint: { "background-color": palette.ground } },
    ...(tiles?.under ?? []),
    anchor(ANCHORS.water),
    ...(tiles?.over ?? baseLayers(palette, scale)),
    anchor(ANCHORS.models),
    ...(tiles === undefined || base !== undefined ? [] : cityNames(palette, scale, wall)),
    ...markLayers(palette, scale),
  ];
  return {
    version: 8,
    sources,
    sky: { "sky-color": palette.ground, "horizon-color": palette.sea, "fog-color": palette.ground, "sky-horizon-blend": 0.6, "horizon-fog-blend": 0.6 },
    light: { anchor: "map", position: [1.3, 320, 40], intensity: 0.35 },
    // A pack may lack a part, and the library breaks every frame over a layer whose source is not there.
    layers: layers.filter((layer) => !("source" in layer) || typeof layer.source !== "string" || layer.source in sources),
  };
}

function baseLayers(palette: Palette, scale: number): LayerSpecification[] {
  return [
    { id: "sea", type: "fill", source: "base", filter: ["==", ["get", "layer"], "sea"], paint: { "fill-color": palette.sea } },
    { id: "lagoon", type: "fill", source: "base", filter: ["==", ["get", "layer"], "lagoon"], paint: { "fill-color": palette.river } },
    { id: "ward", type: "line", source: "base", filter: ["==", ["get", "layer"], "ward"], paint: { "line-color": palette.ward, "line-width": 1 * scale } },
    { id: "citadel", type: "line", source: "base", filter: ["==", ["get", "layer"], "citadel"], paint: { "line-color": palette.citadel, "line-width": 2 * scale } },
    { id: "road", type: "line", source: "base", filter: ["==", ["get", "layer"], "road"], paint: { "line-color": palette.road, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 1.5 * scale, 14, 6 * scale] } },
    { id: "river", type: "line", source: "base", filter: ["==", ["get", "layer"], "river"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": palette.river, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 3 * scale, 14, 22 * scale] } },
  ];
}

function markLayers(palette: Palette, scale: number): LayerSpecification[] {
  return [
    { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 21 * scale, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": palette.ink, "circle-stroke-width": 2.5 * scale } },
    {
      id: "stations", type: "circle", source: "stations",
      paint: {
        "circle-radius": ["case", ["get", "crowded"], RADIUS.crowded * scale, RADIUS.full * scale],
        "circle-color": ["case", ["get", "silent"], "rgba(0,0,0,0)", palette.panel],
        "circle-stroke-color": palette.normal,
        "circle-stroke-width": ["case", ["get", "silent"], 1 * scale, 1.6 * scale],
        "circle-stroke-opacity": ["case", ["get", "silent"], 0.6, 1],
      },
    },
    {
      id: "codes", type: "symbol", source: "stations", filter: ["!", ["get", "crowded"]],
      layout: { "text-field": ["get", "code"], "text-font": FONT, "text-size": mapPx(9.5 * scale), "text-overlap": "always" },
      paint: { "text-color": palette.label, "text-opacity": ["case", ["get", "silent"], 0.6, 1] },
    },
    names("base-names", "base", palette.label, 0.85, palette),
    // What stands here keeps its room: the names of the city below give way.
    { id: "alarms", type: "symbol", source: "alarms", layout: { "icon-image": ["get", "icon"], "icon-overlap": "always", "symbol-sort-key": ["get", "order"] } },
    { id: ANCHORS.live, type: "background", layout: { visibility: "none" } },
    names("alarm-names", "alarm", palette.ink, 1, palette),
  ];
}

/** Names stand where the layout put their middles; their lines are parted already. */
function names(id: string, kind: Label["kind"], colour: string, opacity: number, palette: Palette): LayerSpecification {
  return {
    id, type: "symbol", source: "labels", filter: ["==", ["get", "kind"], kind],
    layout: { "text-field": ["get", "text"], "text-font": FONT, "text-size": ["get", "size"], "text-line-height": LINE_HEIGHT, "text-max-width": 100, "text-overlap": "always" },
    paint: { "text-color": colour, "text-opacity": opacity, "text-halo-color": palette.ground, "text-halo-width": 1.6 },
  };
}

/** Whether the style draws a GeoJSON map whose names the layout has to place. */
export function namesOfBase({ city, base }: Pick<DrawingOptions, "city" | "base">): BaseMap | undefined {
  return city === undefined ? base : undefined;
}
