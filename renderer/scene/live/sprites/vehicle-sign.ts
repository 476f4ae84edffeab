import type { Palette } from "../../palette.ts";
import type { Drawing } from "./sheet.ts";

/** A kite that points where it drives: filled, or hollow and dashed when nothing was heard of it. */
export function vehicleSign(palette: Palette, scale: number): Drawing {
  return {
    width: 18 * scale, height: 20 * scale, variants: 2,
    draw(pen, variant) {
      pen.scale(scale, scale);
      const path = new Path2D("M0 -7.5 5 6 0 3.2 -5 6Z");
      pen.lineJoin = "round";
      pen.strokeStyle = palette.ground;
      pen.lineWidth = 3.5;
      pen.stroke(path);
      if (variant === 0) {
        pen.fillStyle = palette.label;
        pen.fill(path);
        return;
      }
      pen.setLineDash([2, 1.5]);
      pen.strokeStyle = palette.normal;
      pen.lineWidth = 1.2;
      pen.stroke(path);
    },
  };
}
