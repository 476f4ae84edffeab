import type { DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Palette } from "../palette.ts";
import { CITY } from "./city-style.ts";
import { MAP_FONT, MAP_FONT_SHARE } from "./map-font.ts";

/** px of letters in the map's font, which is drawn a little smaller than the page's. */
export function mapPx(px: number): number {
  return px / MAP_FONT_SHARE;
}

const FONT = [MAP_FONT];
const WATER = ["river", "lagoon", "sea"];

/** A name is shown from the zoom its rank allows: 1 always, 9 when one stands before the door. */
const SEEN: ExpressionSpecification = ["<=", ["coalesce", ["to-number", ["get", "rank"], 5], 5], ["step", ["zoom"], 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15, 8, 16, 9]];

/**
 * Names of places, streets and water, drawn by the map's own typeface: nothing is fetched. They avoid one another and whatever
 * stands above them in the style.
 *
 * @param wall fewer and larger: read from 4 m
 */
export function cityNames(palette: Palette, scale: number, wall: boolean): LayerSpecification[] {
  const size = (px: number): DataDrivenPropertyValueSpecification<number> => {
    const by = (factor: number): ExpressionSpecification => ["match", ["get", "kind"], "city", mapPx(px * 1.5 * factor * scale), ["ward", "sea", "lagoon", "river"], mapPx(px * 1.08 * factor * scale), mapPx(px * factor * scale)];
    return ["interpolate", ["linear"], ["zoom"], 9, by(0.92), 13, by(1), 16, by(1.15)];
  };
  const halo = { "text-halo-color": palette.ground, "text-halo-width": 1.4 * Math.min(scale, 1.6), "text-halo-blur": 0.4 };
  const place = (id: string, filter: ExpressionSpecification, colour: string, more: Partial<Extract<LayerSpecification, { type: "symbol" }>["layout"]> = {}): LayerSpecification => ({
    id, type: "symbol", source: CITY, "source-layer": "place", filter: ["all", SEEN, filter],
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": size(wall ? 13 : 12.5), "text-max-width": 9, "text-line-height": 1.2, "text-padding": wall ? 10 : 4, "symbol-sort-key": ["coalesce", ["to-number", ["get", "rank"], 5], 5], ...more },
    paint: { "text-color": colour, ...halo },
  });
  const street: LayerSpecification = {
    id: "name-street", type: "symbol", source: CITY, "source-layer": "road", minzoom: 13, filter: ["!=", ["coalesce", ["get", "name"], ""], ""],
    layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": mapPx(10.5 * scale), "symbol-spacing": 380 * scale, "text-padding": 6, "text-max-angle": 30 },
    paint: { "text-color": palette.normal, ...halo },
  };
  return [
    ...(wall ? [] : [street]),
    place("name-place", ["!", ["in", ["get", "kind"], ["literal", [...WATER, "ward", "city", "heritage", "bridge"]]]], palette.label),
    place("name-mark", ["in", ["get", "kind"], ["literal", ["heritage", "bridge"]]], palette.label),
    place("name-water", ["in", ["get", "kind"], ["literal", WATER]], palette.water, { "text-letter-spacing": 0.06 }),
    place("name-ward", ["in", ["get", "kind"], ["literal", ["ward", "city"]]], palette.ink),
  ];
}
