import type { Map as GlMap } from "maplibre-gl";
import { PRIORITIES, type Priority } from "#contract/alarm";
import { PRIORITY_SHAPE } from "../design/priority.tsx";
import type { Palette } from "./palette.ts";

/** One that happens is filled, and wears a ring while it owes an acknowledgement; one that is over is an outline. */
export const ICON_LOOKS = ["owed", "acknowledged", "over"] as const;
export type IconLook = (typeof ICON_LOOKS)[number];

export function lookOf({ owed, over }: { owed: boolean; over: boolean }): IconLook {
  return over ? "over" : owed ? "owed" : "acknowledged";
}

/** Name of an alarm's icon. */
export function iconName(priority: Priority, alarm: { owed: boolean; over: boolean }): string {
  return `${priority}-${lookOf(alarm)}`;
}

/** Draws the priority shapes once and hands them to the map. @param size px of the shape on screen */
export function addIcons(map: GlMap, palette: Palette, size: number): void {
  const ratio = 2;
  for (const priority of PRIORITIES) {
    for (const look of ICON_LOOKS) {
      const image = draw(priority, look, palette, size * ratio);
      if (image !== undefined) map.addImage(`${priority}-${look}`, image, { pixelRatio: ratio });
    }
  }
}

function draw(priority: Priority, look: IconLook, palette: Palette, size: number): ImageData | undefined {
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
  if (look === "owed") {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 11;
    pen.stroke(shape);
  }
  pen.strokeStyle = palette.onMark;
  pen.lineWidth = 6;
  pen.stroke(shape);
  pen.fillStyle = look === "over" ? palette.ground : palette.priority[priority];
  pen.fill(shape);
  if (look === "over") {
    pen.strokeStyle = palette.priority[priority];
    pen.lineWidth = 1.5;
    pen.stroke(shape);
  }
  pen.fillStyle = look === "over" ? palette.priority[priority] : palette.onMark;
  pen.font = "600 12.5px 'Be Vietnam Pro', sans-serif";
  pen.textAlign = "center";
  pen.fillText(letter, 12, textY);
  return pen.getImageData(0, 0, edge, edge);
}
