import type { AlertArea } from "#contract/alert";
import { escaped, html, type Html } from "./html.ts";

/** Width of the whole map in its own units. */
const WIDTH = 1000;
/** The smallest piece of the city the page opens with, in degrees. */
const LEAST = 0.16;
/** Points nearer to the line between their neighbours than so many units are left out. */
const TOLERANCE = 0.25;
/** m in a degree of latitude. */
const DEGREE = 111_320;

type Bounds = readonly [west: number, south: number, east: number, north: number];
type Point = readonly [lon: number, lat: number];

/** Degrees → units of the map, equal lengths along both at its middle. */
export interface Plane {
  width: number;
  height: number;
  /** Units in a metre. */
  metre: number;
  x(lon: number): number;
  y(lat: number): number;
}

export function planeOf([west, south, east, north]: Bounds): Plane {
  const squeeze = Math.cos(((south + north) / 2 / 180) * Math.PI);
  const scale = WIDTH / ((east - west) * squeeze);
  return { width: WIDTH, height: Math.round((north - south) * scale), metre: scale / DEGREE, x: (lon) => (lon - west) * squeeze * scale, y: (lat) => (north - lat) * scale };
}

/** A feature of the map without WebGL. */
export interface FlatFeature {
  properties: { layer?: unknown; name?: unknown };
  geometry: { type: string; coordinates: unknown };
}

/** What is drawn, lowest first. Nothing of it tells more than a street map: stations and houses are not among them. */
const LAYERS = ["sea", "lagoon", "ward", "river", "road", "citadel", "label"] as const;
const STYLE = ".sea,.lagoon{fill:#bcd7e8}.ward{fill:#eef0e9;stroke:#c3c8bb;stroke-width:.6}.river{fill:none;stroke:#9cc4dc;stroke-width:2.2;stroke-linejoin:round}.road{fill:none;stroke:#d9cdb4;stroke-width:1.1}.citadel{fill:none;stroke:#a3927a;stroke-width:.8}text{font:600 3.4px sans-serif;fill:#4d5249;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:.8}";

/** The base map as an SVG document of its own, made once. */
export function baseSvg(features: readonly FlatFeature[], plane: Plane): string {
  const groups = LAYERS.map((layer) => features.filter(({ properties }) => properties.layer === layer).map((feature) => drawn(feature, layer, plane)).join(""));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plane.width} ${plane.height}"><style>${STYLE}</style><rect width="${plane.width}" height="${plane.height}" fill="#f7f6f1"/>${groups.join("")}</svg>`;
}

function drawn({ properties, geometry }: FlatFeature, layer: string, plane: Plane): string {
  if (geometry.type === "Point") {
    const at = pointOf(geometry.coordinates);
    return at === undefined || typeof properties.name !== "string" ? "" : `<text x="${short(plane.x(at[0]))}" y="${short(plane.y(at[1]))}">${escaped(properties.name)}</text>`;
  }
  const path = linesIn(geometry.coordinates).map((line) => pathOf(line, plane, layer !== "river" && layer !== "road")).join("");
  return path === "" ? "" : `<path class="${layer}" d="${path}"/>`;
}

function pointOf(value: unknown): Point | undefined {
  return Array.isArray(value) && typeof value[0] === "number" && typeof value[1] === "number" ? [value[0], value[1]] : undefined;
}
/** Lines and rings at whatever depth the geometry keeps them. */
function linesIn(value: unknown): Point[][] {
  if (!Array.isArray(value)) return [];
  const points = value.map(pointOf);
  return points.every((point) => point !== undefined) ? [points] : value.flatMap(linesIn);
}

function pathOf(line: readonly Point[], plane: Plane, closed: boolean): string {
  const flat = simpler(line.map(([lon, lat]): Point => [plane.x(lon), plane.y(lat)]));
  if (flat.length < 2) return "";
  return `M${flat.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}${closed ? "Z" : ""}`;
}

/** Leaves out what nobody sees (Reumann and Witkam's strip, on the neighbours alone). */
function simpler(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const last = kept.at(-1);
    const next = points[i + 1];
    if (last === undefined || next === undefined) return void kept.push(point);
    const length = Math.hypot(next[0] - last[0], next[1] - last[1]);
    const off = length === 0 ? Math.hypot(point[0] - last[0], point[1] - last[1]) : Math.abs((next[0] - last[0]) * (last[1] - point[1]) - (last[0] - point[0]) * (next[1] - last[1])) / length;
    if (off > TOLERANCE || Math.hypot(point[0] - last[0], point[1] - last[1]) > 30) kept.push(point);
  });
  return kept;
}
const short = (value: number): string => String(Math.round(value * 10) / 10);

/** What is warned of, over the base map; each area leads to its warning on the page. */
export interface Warned {
  id: string;
  severity: string;
  title: string;
  areas: readonly AlertArea[];
}

/** @param centre where the page looks when nothing is warned of */
export function warnedSvg(warned: readonly Warned[], plane: Plane, { centre, label, base }: { centre: Point; label: string; base: boolean }): Html {
  const shapes = warned.flatMap(({ id, severity, title, areas }) => areas.map(({ shape }) => {
    const drawing = shape.is === "circle"
      ? html`<circle cx="${short(plane.x(shape.centre[0]))}" cy="${short(plane.y(shape.centre[1]))}" r="${short(Math.max(shape.radius * plane.metre, 2))}"/>`
      : html`<path d="${`M${shape.points.map(([lon, lat]) => `${short(plane.x(lon))} ${short(plane.y(lat))}`).join("L")}Z`}"/>`;
    return html`<a href="#${id}" data-severity="${severity}" aria-label="${title}"><title>${title}</title>${drawing}</a>`;
  }));
  const view = viewOf(warned.flatMap(({ areas }) => areas), plane, centre);
  return html`<svg class="map" data-whole="0 0 ${plane.width} ${plane.height}" viewBox="${view}" role="group" aria-label="${label}">${base && html`<image href="/public/map.svg" width="${plane.width}" height="${plane.height}"/>`}${shapes}</svg>`;
}

/** The part of the map the page opens with: what is warned of with room around it, else the city's middle. */
function viewOf(areas: readonly AlertArea[], plane: Plane, centre: Point): string {
  const least = LEAST * DEGREE * plane.metre;
  const box = areas.map(({ shape }) => shape).reduce<[number, number, number, number]>((all, shape) => {
    const points = shape.is === "circle" ? [shape.centre] : shape.points;
    const reach = shape.is === "circle" ? shape.radius * plane.metre : 0;
    for (const [lon, lat] of points) {
      all = [Math.min(all[0], plane.x(lon) - reach), Math.min(all[1], plane.y(lat) - reach), Math.max(all[2], plane.x(lon) + reach), Math.max(all[3], plane.y(lat) + reach)];
    }
    return all;
  }, [Infinity, Infinity, -Infinity, -Infinity]);
  const [x, y] = areas.length === 0 ? [plane.x(centre[0]), plane.y(centre[1])] : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const width = areas.length === 0 ? least : Math.max(least, (box[2] - box[0]) * 1.6, (box[3] - box[1]) * 1.6);
  const height = width * 0.75;
  return `${short(x - width / 2)} ${short(y - height / 2)} ${short(width)} ${short(height)}`;
}
