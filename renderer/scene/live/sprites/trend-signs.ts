import type { Palette } from "../../palette.ts";
import type { Drawing } from "./sheet.ts";
import { WATER } from "./staff-sheet.ts";

/** Falling, steady, rising: pictures 0, 1 and 2. */
export function trendSigns(palette: Palette, scale: number): Drawing[] {
  return [1, 0, -1].map((down) => ({
    width: 14 * scale, height: 16 * scale,
    draw(pen) {
      pen.scale(scale, scale);
      arrow(pen, down, palette.ink, palette.ground);
    },
  }));
}

/** The same over a wave: the tide. */
export function tideSigns(palette: Palette, scale: number): Drawing[] {
  return [1, 0, -1].map((down) => ({
    width: 26 * scale, height: 40 * scale,
    draw(pen) {
      pen.scale(scale, scale);
      pen.beginPath();
      pen.moveTo(-9, 13);
      pen.bezierCurveTo(-5, 8, -3, 8, 0, 13);
      pen.bezierCurveTo(3, 18, 5, 18, 9, 13);
      pen.lineCap = "round";
      for (const [colour, width] of [[palette.ground, 6], [WATER, 3]] as const) {
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.stroke();
      }
      pen.translate(0, -5);
      pen.scale(1.5, 1.5);
      arrow(pen, down, WATER, palette.ground);
    },
  }));
}

function arrow(pen: CanvasRenderingContext2D, down: number, colour: string, ground: string): void {
  const path = new Path2D(down === 0 ? "M-5 -2H5V2H-5Z" : "M0 -6 5 1H2V6H-2V1H-5Z");
  if (down > 0) pen.scale(1, -1);
  pen.lineJoin = "round";
  pen.strokeStyle = ground;
  pen.lineWidth = 2.5;
  pen.stroke(path);
  pen.fillStyle = colour;
  pen.fill(path);
}
