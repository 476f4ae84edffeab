import type { StudyGrid } from "#contract/study-result";
import type { BaseMap } from "../../../scene/base-map.ts";
import { mercator } from "../../../scene/bounds.ts";
import { plainMap, type PlainMap } from "../../../scene/plain-map.ts";
import { SIGN } from "../../../scene/simulated/paint.ts";
import { DEPTHS, simulatedColours } from "../../../scene/simulated/ramp.ts";
import { formatNumber } from "../../../design/format.ts";
import type { Language } from "../../../design/i18n.ts";
import { paperTexts } from "./texts.ts";

const TILE = 512;
/** Of a map on white, whatever the room's shift. */
const INK = { ground: "#f4f4f0", sea: "#cfe0ea", lagoon: "#cfe0ea", river: "#a9c8da", road: "#b9b4a8", ward: "#d3d0c8", citadel: "#8f8a7e", name: "#3c4247" } as const;
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part of the city that a study covers, whole, in a box of that size. */
export function mapOf(base: BaseMap | undefined, { bounds: [west, south, east, north] }: Pick<StudyGrid, "bounds">, { width, height }: Pick<Box, "width" | "height">): PlainMap {
  const [left, top] = mercator(west, north);
  const [right, bottom] = mercator(east, south);
  const zoom = Math.log2(Math.min(width / Math.max(1e-9, right - left), height / Math.max(1e-9, bottom - top)) / TILE);
  return plainMap(base, { centre: [(west + east) / 2, (south + north) / 2], zoom, width, height });
}

/** A study's water over the plain city. @param water painted by `drawSimulated`, under its sign; undefined: there is none */
export function drawMap(pen: CanvasRenderingContext2D, { map, grid: { bounds }, water, at }: { map: PlainMap; grid: Pick<StudyGrid, "bounds">; water: CanvasImageSource | undefined; at: Box }): void {
  pen.save();
  pen.beginPath();
  pen.rect(at.x, at.y, at.width, at.height);
  pen.clip();
  pen.fillStyle = INK.ground;
  pen.fillRect(at.x, at.y, at.width, at.height);
  pen.translate(at.x, at.y);
  pen.scale(at.width / map.width, at.height / map.height);
  for (const { layer, d } of map.shapes) {
    const shape = new Path2D(d);
    if (layer === "sea" || layer === "lagoon") {
      pen.fillStyle = INK[layer];
      pen.fill(shape);
      continue;
    }
    pen.strokeStyle = layer === "river" ? INK.river : layer === "road" ? INK.road : layer === "citadel" ? INK.citadel : INK.ward;
    pen.lineWidth = layer === "river" ? 5 : layer === "road" || layer === "citadel" ? 2 : 1;
    pen.stroke(shape);
  }
  const [left, top] = map.place(bounds[0], bounds[3]);
  const [right, bottom] = map.place(bounds[2], bounds[1]);
  if (water !== undefined) pen.drawImage(water, left, top, right - left, bottom - top);
  pen.strokeStyle = INK.citadel;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, right - left, bottom - top);
  pen.fillStyle = INK.name;
  pen.font = "600 12px 'Be Vietnam Pro', sans-serif";
  pen.textAlign = "center";
  for (const { text, x, y } of map.names) pen.fillText(text, x, y);
  pen.restore();
}

/** MÔ PHỎNG on a plate of its own: the signs upon the water are small on paper. @param size px of a letter */
export function drawSign(pen: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  pen.font = `600 ${size}px 'Be Vietnam Pro', 'Noto Sans', sans-serif`;
  pen.textAlign = "left";
  pen.fillStyle = "#111417";
  pen.fillRect(x, y, pen.measureText(SIGN).width + size, size * 1.6);
  pen.fillStyle = "#ffffff";
  pen.fillText(SIGN, x + size / 2, y + size * 1.15);
}

/** What the colours of depth mean, in one line. @param size px of a letter @returns px it takes across */
export function drawLegend(pen: CanvasRenderingContext2D, { x, y, size, ink }: { x: number; y: number; size: number; ink: string }, language: Language): number {
  const { depth } = simulatedColours(document.documentElement);
  const number = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 1, language);
  pen.font = `400 ${size}px 'Be Vietnam Pro', 'Noto Sans', sans-serif`;
  pen.textAlign = "left";
  let at = x;
  const write = (text: string): void => {
    pen.fillStyle = ink;
    pen.fillText(text, at, y + size * 0.85);
    at += pen.measureText(text).width + size * 0.8;
  };
  write(`${paperTexts[language].legend}, m:`);
  for (const [i, from] of DEPTHS.entries()) {
    const to = DEPTHS[i + 1];
    pen.fillStyle = `rgb(${(depth[i] ?? [128, 128, 128]).join(" ")})`;
    pen.fillRect(at, y, size * 1.4, size);
    pen.strokeStyle = ink;
    pen.lineWidth = size / 20;
    pen.strokeRect(at, y, size * 1.4, size);
    at += size * 1.7;
    write(to === undefined ? `> ${number(from)}` : `${number(from)}–${number(to)}`);
  }
  return at - x;
}
