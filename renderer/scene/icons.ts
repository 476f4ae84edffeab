import type { Map as GlMap } from "maplibre-gl";
import { PRIORITIES, type Priority } from "#contract/alarm";
import { PRIORITY_SHAPE } from "../design/priority.tsx";
import type { Palette } from "./palette.ts";

/** Name of an alarm's icon; one that owes an acknowledgement wears a ring. */
export function iconName(priority: Priority, owed: boolean): string {
  return `${priority}${owed ? "-owed" : ""}`;
}

/** Draws the priority shapes once and hands them to the map. @param size px of the shape on screen */
export function addIcons(map: GlMap, palette: Palette, size: number): void {
  const ratio = 2;
  for (const priority of PRIORITIES) {
    for (const owed of [true, false]) {
      const image = draw(priority, owed, palette, size * ratio);
      if (image !== undefined) map.addImage(iconName(priority, owed), image, { pixelRatio: ratio });
    }
  }
}

function draw(priority: Priority, owed: boolean, palette: Palette, size: number): ImageData | undefined {
  const edge = Math.round(size * 1.7);
  const canvas = document.createElement("canvas");
  canvas.width = edge;
  canvas.height = edge;
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  const { path, letter, textY } = PRIORITY_SHAPE[priority];
  pen.translate((edge - size) / 2, (edge - size) / 2);
  pen.scale(size / 24, size / 24);
  const shape = new Path2D(path);
  // Halo: dark against light ground, and a bright ring for what owes an acknowledgement.
  pen.lineJoin = "round";
  if (owed) {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 11;
    pen.stroke(shape);
  }
  pen.strokeStyle = palette.onMark;
  pen.lineWidth = 6;
  pen.stroke(shape);
  pen.fillStyle = palette.priority[priority];
  pen.fill(shape);
  pen.fillStyle = palette.onMark;
  pen.font = "600 12.5px 'Be Vietnam Pro', sans-serif";
  pen.textAlign = "center";
  pen.fillText(letter, 12, textY);
  return pen.getImageData(0, 0, edge, edge);
}
