import { at, type Series } from "./series.ts";
import type { Part, Water } from "./water.ts";

/** A pump: from a cell to another, or out at a level. Levels above the local datum, m. */
export interface Pump {
  from: number;
  to: { cell: number } | { level: (t: number) => number };
  /** [head m, discharge m³/s], ascending heads; beyond the last point it gives what that says. */
  curve: Series;
  /** Starts at or above, stops at or below: between the two it goes on as it is. */
  start: number;
  stop: number;
  /** Seconds from standing to full. */
  ramp: number;
  /** Share of its discharge over time; undefined: all of it. */
  share?: Series;
}

/** @returns the part; `running` says whether it turns, from 0 to 1 of its full speed */
export function pumpPart(water: Water, { from, to, curve, start, stop, ramp, share: asked }: Pump): Part & { running(): number } {
  let [on, share] = [false, 0];
  return {
    cells: "cell" in to ? [from, to.cell] : [from],
    running: () => share,
    act(t, dt) {
      const level = water.level(from);
      const part = asked === undefined ? 1 : at(asked, t);
      if (level >= start) on = true;
      else if (level <= stop) on = false;
      share = ramp <= 0 ? Number(on) : Math.max(0, Math.min(1, share + (on ? dt : -dt) / ramp));
      if (share === 0 || part <= 0) return;
      const head = ("cell" in to ? water.level(to.cell) : to.level(t)) - level;
      const volume = Math.max(0, at(curve, head)) * share * part * dt;
      const taken = water.take(from, volume, "cell" in to ? undefined : "pumped");
      if ("cell" in to) water.give(to.cell, taken, undefined);
    },
  };
}
