import type { Grid } from "./grid.ts";
import type { Tiles } from "./tiles.ts";

/** What every kernel moves water over. Arrays as `Grid` says; levels above the local datum. */
export interface Bed {
  grid: Grid;
  /** Ground, m. */
  z: Float64Array;
  /** Manning's n, s/m^(1/3). */
  n: Float64Array;
  /** Crest of the western and southern face of each cell, m: the higher of the two grounds, a dyke's crest, or `WALL`. */
  crestX: Float64Array;
  crestY: Float64Array;
}

/** Numbers of the scheme. Research: local inertial is stable in two dimensions up to alpha = sqrt(theta / 2), 0.671 at 0.9. */
export interface Scheme {
  /** Weight of a face's own flux against its neighbours' (de Almeida et al. 2012). */
  theta: number;
  /** Share of the gravity wave's travel over a cell that a step may take. */
  alpha: number;
  /** Depth below which nothing flows, m. */
  hMin: number;
  /** Longest step, s. */
  dtMax: number;
  /** How many paces tiles may have (`openFast`), 1 to 4; absent: one. */
  paces?: number;
}
export const SCHEME: Scheme = { theta: 0.9, alpha: 0.6, hMin: 1e-3, dtMax: 10 };

/** One numerical scheme over one bed, with its state. */
export interface Kernel {
  /** Depth, m, padded. Sources change it between steps through `Water`. */
  h: Float64Array | Float32Array;
  /** In f32: what does not fit into a depth's last digit, m. It is water too. */
  carry?: Float32Array;
  /** Where tiles have paces: what a cell has given since its own last step, m². It is spoken for. */
  spent?: Float32Array;
  tiles: Tiles;
  /** Steps until all paces meet again: so long the step stays as it is. Asked after `limit`; absent: 1. */
  held?(): number;
  /** Tiles of these cells take the shortest step: what a source does in each step there would else pile up until their own. */
  hasten?(cells: readonly number[]): void;
  /** Cells moved in the last step; absent: all that are awake. */
  worked?(): number;
  /** @param deepest a depth that sources may bring before the next step, m @returns the longest stable step, s */
  limit(deepest: number): number;
  step(dt: number): void;
  /** Unit discharge through a face of the edge during the next step, m²/s, positive to the east or north: its neighbours feel it. */
  lend(face: number, axis: "x" | "y", q: number): void;
  /** Unit discharge of a face in the last step, m²/s. */
  flux(face: number, axis: "x" | "y"): number;
  /** A crest changed (breach): the kernel takes it over from the bed. */
  recrest(face: number, axis: "x" | "y"): void;
  /** Cells of which a face stands at the Froude cap now: there the depth is too large on steep ground (research 1.3). */
  capped?(): Uint8Array;
}
