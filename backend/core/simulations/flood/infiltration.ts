import { openSum } from "./ledger.ts";
import { MM_H } from "./rain.ts";
import type { Part, Water } from "./water.ts";

/** How fast water soaks away. Rates in mm/h as soil tables give them, suction in m. */
export type Infiltration =
  | { by: "constant"; rate: number }
  /** f = fc + (f0 - fc) e^(-k t), t the seconds a cell has been wet; k 1/h. */
  | { by: "horton"; first: number; last: number; decay: number }
  /** Green and Ampt 1911: f = Ks (1 + psi dTheta / F). */
  | { by: "green-ampt"; conductivity: number; suction: number; deficit: number };

/**
 * Depth soaked in while ponded for `dt`: the F1 that solves F1 - F - S ln((F1 + S) / (F + S)) = Ks dt, S = psi dTheta, by Newton.
 *
 * @param before soaked in so far, m @param conductivity m/s @param head psi dTheta, m @returns m in this time
 */
export function greenAmptDepth(before: number, { conductivity, head, dt }: { conductivity: number; head: number; dt: number }): number {
  const target = conductivity * dt;
  // Starts from above the root, where the function is convex: Newton comes down to it without overshooting.
  let more = target + Math.sqrt(2 * head * target) + 1e-12;
  for (let k = 0; k < 60; k++) {
    const f = more - head * Math.log1p(more / (before + head)) - target;
    const slope = 1 - head / (before + more + head);
    const next = more - f / Math.max(slope, 1e-15);
    if (Math.abs(next - more) <= 1e-14 + 1e-13 * more) return Math.max(next, 0);
    more = next > 0 ? next : more / 2;
  }
  return more;
}

/** @param land cells that soak @param every seconds between two applications, as for rain */
export function infiltrationPart(water: Water, soil: Infiltration, { land, every }: { land: Int32Array; every: number }): Part {
  /** Depth soaked in, m (Green-Ampt), or seconds wet (Horton). */
  const memory = new Float64Array(land.length);
  let pending = 0;
  const soak = (): void => {
    const dt = pending;
    pending = 0;
    if (dt <= 0) return;
    const sum = openSum();
    for (let i = 0; i < land.length; i++) {
      const cell = land[i]!;
      const available = water.depth(cell);
      if (available <= 0) continue;
      const taken = water.take(cell, Math.min(potential(i, dt), available) * water.area, undefined);
      if (soil.by === "green-ampt") memory[i]! += taken / water.area;
      else if (soil.by === "horton") memory[i]! += dt;
      sum.add(-taken);
    }
    water.ledger.book("infiltration", sum.value());
  };
  const potential = (i: number, dt: number): number => {
    switch (soil.by) {
      case "constant": return soil.rate * MM_H * dt;
      case "horton": {
        const k = soil.decay / 3600;
        const [from, to] = [Math.exp(-k * memory[i]!), Math.exp(-k * (memory[i]! + dt))];
        return soil.last * MM_H * dt + (soil.first - soil.last) * MM_H * (k > 0 ? (from - to) / k : dt);
      }
      case "green-ampt": return greenAmptDepth(memory[i]!, { conductivity: soil.conductivity * MM_H, head: soil.suction * soil.deficit, dt });
    }
  };
  return {
    act(_t, dt) {
      pending += dt;
      if (pending >= every) soak();
    },
    flush: soak,
  };
}
