import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { BaseMap } from "./base-map.ts";
import type { Palette } from "./palette.ts";

const FONT = ["Be Vietnam Pro"];
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/**
 * Base map, stations, alarms on top of all. No `glyphs`: labels are drawn by the page's own font, so nothing is fetched.
 * @param scale 1 at a console, larger on a wall
 * @param wall names of alarms only: at letters of 19 mm there is room for no others
 */
export function glStyle(base: BaseMap | undefined, palette: Palette, scale: number, wall: boolean): StyleSpecification {
  return {
    version: 8,
    sources: {
      base: { type: "geojson", data: base ?? NOTHING },
      stations: { type: "geojson", data: NOTHING },
      alarms: { type: "geojson", data: NOTHING },
      chosen: { type: "geojson", data: NOTHING },
    },
    layers: [{ id: "ground", type: "background", paint: { "background-color": palette.ground } }, ...baseLayers(palette, scale), ...(wall ? [] : baseNames(palette, scale)), ...markLayers(palette, scale, wall)],
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

function baseNames(palette: Palette, scale: number): LayerSpecification[] {
  return [
    {
      id: "river-name", type: "symbol", source: "base", filter: ["in", ["get", "layer"], ["literal", ["river", "road"]]],
      layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 12 * scale, "symbol-spacing": 400 },
      paint: { "text-color": palette.label, "text-opacity": 0.75, "text-halo-color": palette.ground, "text-halo-width": 1.4 },
    },
    {
      id: "name", type: "symbol", source: "base", filter: ["in", ["get", "layer"], ["literal", ["label", "citadel", "lagoon", "sea"]]],
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12.5 * scale, "text-max-width": 7 },
      paint: { "text-color": palette.label, "text-opacity": 0.85, "text-halo-color": palette.ground, "text-halo-width": 1.4 },
    },
  ];
}

function markLayers(palette: Palette, scale: number, wall: boolean): LayerSpecification[] {
  return [
    { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 21 * scale, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": palette.ink, "circle-stroke-width": 2.5 * scale } },
    {
      id: "stations", type: "circle", source: "stations",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 5 * scale, 12, 10 * scale],
        "circle-color": ["case", ["get", "silent"], "rgba(0,0,0,0)", palette.panel],
        "circle-stroke-color": palette.normal,
        "circle-stroke-width": ["case", ["get", "silent"], 1 * scale, 1.6 * scale],
        "circle-stroke-opacity": ["case", ["get", "silent"], 0.6, 1],
      },
    },
    {
      id: "codes", type: "symbol", source: "stations", minzoom: 10.5,
      layout: { "text-field": ["get", "code"], "text-font": FONT, "text-size": 10.5 * scale, "text-overlap": "always", "text-ignore-placement": true },
      paint: { "text-color": palette.label, "text-opacity": ["case", ["get", "silent"], 0.6, 1] },
    },
    {
      id: "alarms", type: "symbol", source: "alarms",
      layout: {
        "icon-image": ["get", "icon"], "icon-overlap": "always", "symbol-sort-key": ["get", "order"],
        "text-field": ["get", "name"], "text-font": FONT, "text-size": wall ? 15 * scale : 12.5 * scale, "text-variable-anchor": wall ? ["left", "top", "bottom"] : ["left", "right", "top", "bottom"], "text-radial-offset": 1.5, "text-justify": "auto", "text-max-width": 11, "text-optional": true,
      },
      paint: { "text-color": palette.ink, "text-halo-color": palette.ground, "text-halo-width": 1.6 },
    },
  ];
}
