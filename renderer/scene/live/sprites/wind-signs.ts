import type { Palette } from "../../palette.ts";
import type { Drawing } from "./sheet.ts";

/** Calm, then arrows to the north with 1 to 4 barbs; they begin outside their station's sign. */
export function windSigns(palette: Palette, scale: number): Drawing[] {
  return [0, 1, 2, 3, 4].map((barbs) => ({
    width: 100 * scale, height: 100 * scale,
    draw(pen) {
      pen.scale(scale, scale);
      const path = new Path2D();
      if (barbs === 0) path.arc(0, 0, 15, 0, 2 * Math.PI);
      else {
        path.moveTo(0, -14);
        path.lineTo(0, -46);
        path.moveTo(-6, -39);
        path.lineTo(0, -47);
        path.lineTo(6, -39);
        for (let i = 0; i < barbs; i++) {
          path.moveTo(0, -15 - 5 * i);
          path.lineTo(9, -11 - 5 * i);
        }
      }
      pen.lineCap = "round";
      pen.lineJoin = "round";
      for (const [colour, width] of [[palette.ground, 5.5], [palette.ink, 2.2]] as const) {
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.stroke(path);
      }
    },
  }));
}
