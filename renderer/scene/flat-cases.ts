import { languageNow } from "../design/i18n.ts";
import type { MapCase } from "../live/cases-on-map.ts";
import { lieBeside } from "./live/data/case-spots.ts";
import { wordsOfCase } from "./live/incident-words.ts";
import { CASE_SIGN, caseLook } from "./live/sprites/case-sign.ts";
import type { Palette } from "./palette.ts";

interface Options {
  cases: readonly MapCase[];
  palette: Palette;
  scale: number;
  /** As web maps count it. */
  zoom: number;
  project: (lon: number, lat: number) => readonly [x: number, y: number];
  areaName: (id: string) => string;
  make: (name: string, attributes: Readonly<Record<string, string | number>>, parent: Element) => SVGElement;
  onCase: ((id: string) => void) | undefined;
}

/** Open cases on the map without WebGL: the same cards beside their places, told and opened alike. */
export function drawCases(svg: Element, { cases, palette, scale, zoom, project, areaName, make, onCase }: Options): void {
  const { width, height } = CASE_SIGN;
  for (const { of, lon, lat, dx, dy } of lieBeside(cases, { zoom, scale })) {
    const [x, y] = project(lon, lat);
    const look = caseLook(of);
    const isFilled = look.startsWith("emergency");
    const group = make("g", { transform: `translate(${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}) scale(${scale})`, "data-case": of.id, "data-look": look }, svg);
    make("title", {}, group).textContent = wordsOfCase(of, areaName(of.areaId ?? ""), languageNow()).join("\n");
    make("rect", { x: -width / 2, y: -height / 2, width, height, fill: isFilled ? palette.ink : palette.panel, stroke: palette.ink, "stroke-width": 1.6, ...(of.drill ? { "stroke-dasharray": "3 2" } : undefined) }, group);
    make("text", { y: 3.7, fill: isFilled ? palette.onMark : palette.ink, "font-size": 10.5, "font-weight": 700, "text-anchor": "middle" }, group).textContent = `${of.drill ? "DT" : "VV"}${of.late ? "!" : ""}`;
    if (onCase === undefined) continue;
    group.setAttribute("cursor", "pointer");
    group.addEventListener("click", () => onCase(of.id));
  }
}
