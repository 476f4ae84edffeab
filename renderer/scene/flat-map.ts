import type { Position } from "geojson";
import { PRIORITY_SHAPE } from "../design/priority.tsx";
import { layerOf, type BaseLayer } from "./base-map.ts";
import { isInside } from "./base-names.ts";
import { boundsOf, mercator, unmercator } from "./bounds.ts";
import { coveredBy } from "./covered.ts";
import type { Drawing, DrawingOptions, SimulatedPicture, View } from "./drawing.ts";
import { drawCases } from "./flat-cases.ts";
import { drawSvg } from "./flat-picture.ts";
import { lookOf } from "./icons.ts";
import { coveredOf, iconSize, layOut, RADIUS, type Layout } from "./layout.ts";
import { thingOf } from "./gl-hit.ts";
import type { Keep } from "./live/live-host.ts";
import { rankOf, type Mark } from "./marks.ts";
import { createMeasure, LINE_HEIGHT } from "./text-size.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Width of the drawing where the panel's is not known yet, px. */
const WIDTH = 1000;
/** px around the pointer in which a station counts as hit. */
const REACH = 16;
/** The whole world at zoom 0, px. */
const TILE = 512;

function make(name: string, attributes: Readonly<Record<string, string | number>>, parent: Element): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** The same map as SVG, for machines without WebGL: one fixed view of the whole city, same signs, same selection. */
export function createFlatMap({ container, room, centre, wall, base, palette, scale, onSelect, onCase, onPainted }: DrawingOptions): Drawing {
  const svg = make("svg", { width: "100%", height: "100%", preserveAspectRatio: "xMidYMid meet" }, container);
  let all: readonly Mark[] = [];
  /** Those that the filter lets through. */
  let marks: readonly Mark[] = [];
  let chosen: string | undefined;
  let looked: View | undefined;
  let origin: [number, number] = [0, 0];
  let factor = 1;
  let width = WIDTH;
  let height = WIDTH;
  let keep: Keep | undefined;
  let simulated: { picture: SimulatedPicture; url: string } | undefined;
  const measure = createMeasure();

  const away = (mark: Mark, x: number, y: number): [number, number] => {
    const [px, py] = place(mark.lon, mark.lat);
    return [px - x, py - y];
  };
  const place = (lon: number, lat: number): [number, number] => {
    const [x, y] = mercator(lon, lat);
    return [(x - origin[0]) * factor, (y - origin[1]) * factor];
  };
  const line = (ring: readonly Position[]): string => ring.map(([lon = 0, lat = 0], i) => `${i === 0 ? "M" : "L"}${place(lon, lat).map((n) => n.toFixed(1)).join(" ")}`).join("");

  function frame(): void {
    if (looked !== undefined) return near(looked);
    const [west, south, east, north] = boundsOf(marks, centre);
    const [left, top] = mercator(west, north);
    const [right, bottom] = mercator(east, south);
    // Drawn in the panel's own pixels, so that signs and letters have their true size.
    width = container.clientWidth || WIDTH;
    height = container.clientHeight || width;
    const margin = 30 * scale;
    const covered = coveredOf(wall, scale);
    const above = margin + covered.top / 2;
    factor = Math.min((width - 2 * margin) / (right - left), (height - above - margin) / (bottom - top));
    origin = [(left + right) / 2 - width / 2 / factor, (top + bottom) / 2 - (above + (height - above - margin) / 2) / factor];
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  function near(view: View): void {
    const [x, y] = mercator(...view.centre);
    width = container.clientWidth || WIDTH;
    height = container.clientHeight || width;
    factor = TILE * 2 ** view.zoom;
    origin = [x - width / 2 / factor, y - height / 2 / factor];
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

  /** Three corners say how the picture lies: pixels to the right go to the second, downwards to the fourth. */
  function lay(): void {
    if (simulated === undefined) return;
    const { canvas: { width: across, height: down }, corners: [nw, ne, , sw] } = simulated.picture;
    const [[x, y], [ex, ey], [sx, sy]] = [place(...nw), place(...ne), place(...sw)];
    make("image", { href: simulated.url, width: across, height: down, opacity: 0.85, preserveAspectRatio: "none", transform: `matrix(${(ex - x) / across} ${(ey - y) / across} ${(sx - x) / down} ${(sy - y) / down} ${x} ${y})`, "data-simulated": "" }, svg);
  }

  function names({ labels }: Layout): void {
    for (const { lines, x, y, size, kind } of labels) {
      const look = kind === "alarm" ? { fill: palette.ink, opacity: 1 } : { fill: palette.label, opacity: 0.8 };
      const text = make("text", { "font-size": size, "text-anchor": "middle", stroke: palette.ground, "stroke-width": 3, "paint-order": "stroke", ...look }, svg);
      // Baselines: letters hang 0.35 em below the middle of their line.
      lines.forEach((line, i) => (make("tspan", { x, y: y + size * (0.35 + (i - (lines.length - 1) / 2) * LINE_HEIGHT) }, text).textContent = line));
    }
  }

  function station(mark: Mark, crowded: boolean): void {
    const [x, y] = place(mark.lon, mark.lat);
    const group = make("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})`, "data-thing": mark.id }, svg);
    if (mark.id === chosen) make("circle", { r: 20, fill: "none", stroke: palette.ink, "stroke-width": 2.5 }, group);
    make("title", {}, group).textContent = mark.name;
    if (mark.alarm === undefined) {
      make("circle", { r: crowded ? RADIUS.crowded : RADIUS.full, fill: mark.silent ? "transparent" : palette.panel, stroke: palette.normal, "stroke-width": 1.5, ...(mark.silent ? { "stroke-dasharray": "3 2" } : undefined) }, group);
      if (!crowded) make("text", { y: 3.5, fill: palette.label, "font-size": 9, "text-anchor": "middle" }, group).textContent = mark.code;
    } else {
      const { path, letter, textY } = PRIORITY_SHAPE[mark.alarm];
      const size = iconSize(wall) / 24;
      const look = lookOf(mark);
      const colour = palette.priority[mark.alarm];
      const line = look === "owed" ? { stroke: palette.ink, "stroke-width": 5 } : look === "over" ? { stroke: colour, "stroke-width": 3 } : { stroke: palette.onMark, "stroke-width": 3 };
      const shape = make("g", { transform: `scale(${size}) translate(-12 -12)` }, group);
      make("path", { d: path, fill: look === "over" ? palette.ground : colour, "paint-order": "stroke", ...line }, shape);
      make("text", { x: 12, y: textY, fill: look === "over" ? colour : palette.onMark, "font-size": 12.5, "font-weight": 600, "text-anchor": "middle" }, shape).textContent = letter;
    }
    if (wall) return;
    group.setAttribute("cursor", "pointer");
    group.addEventListener("click", () => onSelect(mark.id));
  }

  function draw(): void {
    frame();
    svg.replaceChildren();
    ground();
    lay();
    const layout = layOut({ width, height, marks, base, wall, scale, project: place, measure, over: coveredBy(container) });
    const order = (mark: Mark): number => rankOf(mark) - (layout.crowded.has(mark.id) ? 1 : 0);
    // Alarms last, the most urgent on top of all: nothing may lie on them.
    for (const mark of marks.filter(({ id }) => !layout.hidden.has(id)).sort((a, b) => order(a) - order(b))) station(mark, layout.crowded.has(mark.id));
    names(layout);
    const open = keep === undefined ? room.cases() : room.cases().filter(keep.incident);
    drawCases(svg, { cases: open, palette, scale, zoom: zoomNow(), project: place, areaName: (id) => room.records().areas.get(id)?.name ?? "", make, onCase: wall ? undefined : onCase });
  }
  const zoomNow = (): number => Math.log2(factor / TILE);

  function sift(): void {
    const things = room.records().things;
    marks = all.filter(({ id }) => {
      const thing = things.get(id);
      return keep === undefined || (thing !== undefined && keep.thing(thing));
    });
    draw();
  }

  const resized = new ResizeObserver(draw);
  resized.observe(container);
  const stopCases = room.subscribe("cases", draw);
  return {
    marks(next, at) {
      all = next;
      sift();
      onPainted?.(at);
    },
    select(id) {
      chosen = id;
      draw();
    },
    look(view) {
      looked = view;
      draw();
    },
    name(text) {
      svg.setAttribute("role", wall ? "img" : "group");
      svg.setAttribute("aria-label", text);
    },
    tilt: () => undefined,
    layers: () => undefined,
    filter(next) {
      keep = next;
      sift();
    },
    field: () => undefined,
    simulated(picture) {
      simulated = picture === undefined ? undefined : { picture, url: picture.canvas.toDataURL() };
      draw();
    },
    buildings: () => [],
    within: (polygon) => marks.filter(({ lon, lat }) => isInside([polygon], [lon, lat])).flatMap(({ id }) => thingOf(room, id) ?? []),
    pick(x, y) {
      const near = marks.map((mark) => ({ mark, far: Math.hypot(...away(mark, x, y)) })).sort((a, b) => a.far - b.far)[0];
      const thingId = near === undefined || near.far > REACH * scale ? undefined : thingOf(room, near.mark.id);
      return near === undefined || thingId === undefined ? undefined : { is: "thing", thingId, at: [near.mark.lon, near.mark.lat] };
    },
    stopFlight: () => undefined,
    hold: () => undefined,
    canvas: () => drawSvg(svg, width, height, palette.ground),
    pointAt: (x, y) => unmercator(origin[0] + x / factor, origin[1] + y / factor),
    project: place,
    view: () => ({ centre: unmercator(origin[0] + width / 2 / factor, origin[1] + height / 2 / factor), zoom: zoomNow() }),
    depth: () => undefined,
    remove() {
      resized.disconnect();
      stopCases();
      svg.remove();
    },
  };
}
