import type { MapCase } from "../../../live/cases-on-map.ts";
import type { Palette } from "../../palette.ts";
import type { Drawing } from "./sheet.ts";
import { write } from "./signs.ts";

/** px of the sign at scale 1, without its pointer. */
export const CASE_SIGN = { width: 24, height: 18 } as const;

/** What a case's sign tells: emergency filled, routine an outline, a drill dashed with other letters; `-late`: a limit ran out. */
export const CASE_LOOKS = ["emergency", "routine", "drill", "emergency-late", "routine-late", "drill-late"] as const;
export type CaseLook = (typeof CASE_LOOKS)[number];

export function caseLook({ drill, urgency, late }: Pick<MapCase, "drill" | "urgency" | "late">): CaseLook {
  const kind = drill ? "drill" : urgency;
  return late ? `${kind}-late` : kind;
}

/** A small card whose corner points down to the right, at the place it stands for. In the ink of texts: colour is the alarms'. */
export function caseSign(palette: Palette, scale: number): Drawing {
  const [w, h] = [CASE_SIGN.width, CASE_SIGN.height];
  return {
    width: (w + 18) * scale, height: (h + 18) * scale, variants: CASE_LOOKS.length,
    draw(pen, variant) {
      const look = CASE_LOOKS[variant]!;
      const isDrill = look.startsWith("drill");
      const isFilled = look.startsWith("emergency");
      const path = new Path2D(`M${-w / 2} ${-h / 2}H${w / 2}V${h / 2 - 4}L${w / 2 + 5} ${h / 2 + 6}L${w / 2 - 8} ${h / 2}H${-w / 2}Z`);
      pen.scale(scale, scale);
      pen.lineJoin = "round";
      pen.strokeStyle = palette.onMark;
      pen.lineWidth = 4;
      pen.stroke(path);
      pen.fillStyle = isFilled ? palette.ink : palette.panel;
      pen.fill(path);
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 1.6;
      if (isDrill) pen.setLineDash([3, 2]);
      pen.stroke(path);
      pen.setLineDash([]);
      write(pen, isDrill ? "DT" : "VV", { size: 10.5, colour: isFilled ? palette.onMark : palette.ink, weight: 700 });
      if (!look.endsWith("late")) return;
      pen.fillStyle = palette.ground;
      pen.beginPath();
      pen.arc(-w / 2, -h / 2, 6.5, 0, 2 * Math.PI);
      pen.fill();
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 1.4;
      pen.stroke();
      write(pen, "!", { size: 10, colour: palette.ink, x: -w / 2, y: -h / 2, weight: 700 });
    },
  };
}
