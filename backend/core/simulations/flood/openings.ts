import { GRAVITY } from "./grid.ts";
import type { Part, Water } from "./water.ts";

/** Broad-crested weir, free: Q = Cw b h^1.5 with Cw = (2/3)^1.5 sqrt(g) = 1.705 m^0.5/s. */
export const WEIR = (2 / 3) ** 1.5 * Math.sqrt(GRAVITY);

/** Weir with Villemonte's factor for a drowned one: (1 - (h2 / h1)^1.5)^0.385 (1947). Heads above the crest, m. @returns m³/s */
export function weirFlow({ width, coefficient = WEIR }: { width: number; coefficient?: number }, h1: number, h2: number): number {
  if (h1 <= 0) return 0;
  const drowned = h2 <= 0 ? 1 : h2 >= h1 ? 0 : (1 - (h2 / h1) ** 1.5) ** 0.385;
  return coefficient * width * h1 ** 1.5 * drowned;
}

/**
 * Sluice gate or culvert: as a weir while the water passes under it freely, else as an orifice, Q = Cd b a sqrt(2 g h1), drowned
 * sqrt(2 g (h1 - h2)); the smaller of the two. Heads above the sill, m. @returns m³/s
 */
export function gateFlow({ width, opening, coefficient }: { width: number; opening: number; coefficient: number }, h1: number, h2: number): number {
  if (h1 <= 0 || opening <= 0) return 0;
  const head = h2 > opening ? Math.max(0, h1 - h2) : h1;
  return Math.min(coefficient * width * opening * Math.sqrt(2 * GRAVITY * head), weirFlow({ width }, h1, h2));
}

/** What joins two cells, or a cell and the outside, where the ground between them lets nothing through. Levels above the local datum, m. */
export interface Opening {
  from: number;
  /** A cell, or the level of the water outside. */
  to: { cell: number } | { level: (t: number) => number };
  sill: number;
  /** m³/s from heads above the sill, h1 at least h2. */
  flow: (t: number, h1: number, h2: number) => number;
  /** Only from `from` to `to` (flap gate). */
  oneWay: boolean;
}

/** Moves water through an opening, by both levels; at equal levels nothing, and never past equal levels in one step. */
export function openingPart(water: Water, { from, to, sill, flow, oneWay }: Opening): Part {
  return {
    cells: "cell" in to ? [from, to.cell] : [from],
    act(t, dt) {
      const here = water.level(from);
      const there = "cell" in to ? water.level(to.cell) : to.level(t);
      if (here === there || (oneWay && there > here)) return;
      const wanted = flow(t, Math.max(here, there) - sill, Math.max(0, Math.min(here, there) - sill)) * dt;
      // Two cells meet halfway; the outside keeps its level.
      const most = (Math.abs(here - there) * water.area) / ("cell" in to ? 2 : 1);
      const volume = Math.min(wanted, most);
      if (volume <= 0) return;
      if ("cell" in to) {
        const [source, sink] = here > there ? [from, to.cell] : [to.cell, from];
        water.give(sink, water.take(source, volume, undefined), undefined);
      } else if (here > there) water.take(from, volume, "outflow");
      else water.give(from, volume, "outflow");
    },
  };
}
