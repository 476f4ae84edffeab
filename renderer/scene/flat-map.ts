import type { Position } from "geojson";
import { PRIORITY_SHAPE } from "../design/priority.tsx";
import { layerOf, nameOf, type BaseLayer } from "./base-map.ts";
import { urgencyOf } from "../live/alarm-order.ts";
import { boundsOf, mercator } from "./bounds.ts";
import { createLabelRoom, widthOf, type LabelRoom } from "./label-room.ts";
import type { Mark } from "./marks.ts";
import type { Drawing, DrawingOptions } from "./scene.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Width of the drawing where the panel's is not known yet, px. */
const WIDTH = 1000;

function make(name: string, attributes: Readonly<Record<string, string | number>>, parent: Element): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** Drawn in ascending order. */
function rank(mark: Mark): number {
  return mark.alarm === undefined ? 0 : (mark.owed ? 20 : 10) - urgencyOf(mark.alarm);
}

/** The same map as SVG, for machines without WebGL: one fixed view of the whole city, same signs, same selection. */
export function createFlatMap({ container, centre, wall, base, palette, scale, onSelect }: DrawingOptions): Drawing {
  const svg = make("svg", { width: "100%", height: "100%", preserveAspectRatio: "xMidYMid meet" }, container);
  let marks: readonly Mark[] = [];
  let chosen: string | undefined;
  let origin: [number, number] = [0, 0];
  let factor = 1;

  const place = (lon: number, lat: number): [number, number] => {
    const [x, y] = mercator(lon, lat);
    return [(x - origin[0]) * factor, (y - origin[1]) * factor];
  };
  const line = (ring: readonly Position[]): string => ring.map(([lon = 0, lat = 0], i) => `${i === 0 ? "M" : "L"}${place(lon, lat).map((n) => n.toFixed(1)).join(" ")}`).join("");

  function frame(): void {
    const [west, south, east, north] = boundsOf(marks, centre);
    const [left, top] = mercator(west, north);
    const [right, bottom] = mercator(east, south);
    // Drawn in the panel's own pixels, so that signs and letters have their true size.
    const width = container.clientWidth || WIDTH;
    const height = container.clientHeight || width;
    const margin = 40 * scale;
    factor = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top));
    origin = [(left + right) / 2 - width / 2 / factor, (top + bottom) / 2 - height / 2 / factor];
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  function ground(): void {
    const look: Record<Exclude<BaseLayer, "label">, Record<string, string | number>> = {
      sea: { fill: palette.sea }, lagoon: { fill: palette.river }, ward: { fill: "none", stroke: palette.ward, "stroke-width": 1 },
      citadel: { fill: "none", stroke: palette.citadel, "stroke-width": 2 }, road: { fill: "none", stroke: palette.road, "stroke-width": 2 }, river: { fill: "none", stroke: palette.river, "stroke-width": 5 },
    };
    for (const { geometry, properties } of base?.features ?? []) {
      const layer = layerOf(properties);
      if (layer === undefined) continue;
      if (layer !== "label") {
        const d = geometry.type === "LineString" ? line(geometry.coordinates)
          : geometry.type === "Polygon" || geometry.type === "MultiLineString" ? geometry.coordinates.map(line).join("")
          : geometry.type === "MultiPolygon" ? geometry.coordinates.flat().map(line).join("") : "";
        if (d !== "") make("path", { d, ...look[layer] }, svg);
      }
    }
  }

  /** Names of wards where no alarm's name stands. */
  function names(room: LabelRoom): void {
    if (wall) return;
    const size = 11 * scale;
    for (const { geometry, properties } of base?.features ?? []) {
      if (geometry.type !== "Point" || layerOf(properties) !== "label") continue;
      const [x, y] = place(geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0);
      const name = nameOf(properties);
      if (room.claim(name, x - widthOf(name, size) / 2, y, size)) make("text", { x, y, fill: palette.label, "font-size": size, "text-anchor": "middle", opacity: 0.75 }, svg).textContent = name;
    }
  }

  /** Names of alarms, the most urgent first. */
  function alarmNames(room: LabelRoom): void {
    const size = 11.5 * scale;
    for (const mark of [...marks].sort((a, b) => rank(b) - rank(a))) {
      if (mark.alarm === undefined || (wall && mark.alarm !== "emergency")) continue;
      const [x, y] = place(mark.lon, mark.lat);
      const left = x + 17 * scale;
      if (room.claim(mark.name, left, y + 4 * scale, size)) make("text", { x: left, y: y + 4 * scale, fill: palette.ink, stroke: palette.ground, "stroke-width": 3, "paint-order": "stroke", "font-size": size }, svg).textContent = mark.name;
    }
  }

  function station(mark: Mark): void {
    const [x, y] = place(mark.lon, mark.lat);
    const group = make("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})`, "data-thing": mark.id }, svg);
    if (mark.id === chosen) make("circle", { r: 20, fill: "none", stroke: palette.ink, "stroke-width": 2.5 }, group);
    make("title", {}, group).textContent = mark.name;
    if (mark.alarm === undefined) {
      make("circle", { r: 9, fill: mark.silent ? "transparent" : palette.panel, stroke: palette.normal, "stroke-width": 1.5, ...(mark.silent ? { "stroke-dasharray": "3 2" } : undefined) }, group);
      make("text", { y: 3.5, fill: palette.label, "font-size": 9, "text-anchor": "middle" }, group).textContent = mark.code;
    } else {
      const { path, letter, textY } = PRIORITY_SHAPE[mark.alarm];
      const shape = make("g", { transform: "translate(-12 -12)" }, group);
      make("path", { d: path, fill: palette.priority[mark.alarm], stroke: mark.owed ? palette.ink : palette.onMark, "stroke-width": mark.owed ? 3 : 2, "paint-order": "stroke" }, shape);
      make("text", { x: 12, y: textY, fill: palette.onMark, "font-size": 12.5, "font-weight": 600, "text-anchor": "middle" }, shape).textContent = letter;
    }
    if (wall) return;
    group.setAttribute("cursor", "pointer");
    group.addEventListener("click", () => onSelect(mark.id));
  }

  function draw(): void {
    frame();
    svg.replaceChildren();
    ground();
    const room = createLabelRoom();
    // Alarms last, the most urgent on top of all: nothing may lie on them.
    for (const mark of [...marks].sort((a, b) => rank(a) - rank(b))) station(mark);
    alarmNames(room);
    names(room);
  }

  const resized = new ResizeObserver(draw);
  resized.observe(container);
  return {
    marks(next) {
      marks = next;
      draw();
    },
    select(id) {
      chosen = id;
      draw();
    },
    remove() {
      resized.disconnect();
      svg.remove();
    },
  };
}
