import { cellAt, type Grid } from "./grid.ts";
import { criticalDepth, type Part, type Water } from "./water.ts";

export type Side = "west" | "east" | "south" | "north";

/** A face of the grid's edge: the cell behind it and the face opposite, through which that cell meets the rest. */
export interface EdgeFace {
  cell: number;
  face: number;
  inner: number;
  axis: "x" | "y";
  /** +1 where inflow is positive (west, south). */
  inward: 1 | -1;
}

/** @param from and `to` along the side, m from its western or southern end: faces whose middle lies between */
export function edgeFaces(grid: Grid, side: Side, [from, to]: readonly [number, number]): EdgeFace[] {
  const { nx, ny, dx, width } = grid;
  const along = side === "west" || side === "east" ? ny : nx;
  const faces: EdgeFace[] = [];
  for (let k = 0; k < along; k++) {
    const middle = (k + 0.5) * dx;
    if (middle < from || middle > to) continue;
    switch (side) {
      case "west": { const cell = cellAt(grid, 0, k); faces.push({ cell, face: cell, inner: cell + 1, axis: "x", inward: 1 }); break; }
      case "east": { const cell = cellAt(grid, nx - 1, k); faces.push({ cell, face: cell + 1, inner: cell, axis: "x", inward: -1 }); break; }
      case "south": { const cell = cellAt(grid, k, 0); faces.push({ cell, face: cell, inner: cell + width, axis: "y", inward: 1 }); break; }
      case "north": { const cell = cellAt(grid, k, ny - 1); faces.push({ cell, face: cell + width, inner: cell, axis: "y", inward: -1 }); break; }
    }
  }
  return faces;
}

/** A hydrograph over faces of the edge: q = Q / (faces dx). @param discharge m³/s at a time, negative out */
export function inflowPart(water: Water, faces: readonly EdgeFace[], discharge: (t: number) => number): Part {
  const { dx } = water.bed.grid;
  const perFace = (t: number): number => discharge(t) / (faces.length * dx);
  let volume = 0;
  return {
    cells: faces.map(({ cell }) => cell),
    depth: (t) => criticalDepth(perFace(t)),
    act(t, dt) {
      const q = perFace(t + dt / 2);
      volume = q * dx * dt;
      for (const { face, axis, inward } of faces) water.kernel.lend(face, axis, inward * q);
    },
    // Beside the step's own fluxes, not before them: else the cell would meet its neighbour with a step's inflow too much.
    after() {
      for (const { cell } of faces)
        if (volume >= 0) water.give(cell, volume, "inflow");
        else water.take(cell, -volume, "inflow");
    },
  };
}

/** A level that the outside holds (river stage, tide): the cells stand at it, and flow goes on through the edge as it is inside. @param level m above the local datum */
export function stagePart(water: Water, faces: readonly EdgeFace[], level: (t: number, index: number) => number): Part {
  const depthAt = (t: number, i: number): number => Math.max(0, level(t, i) - water.bed.z[faces[i]!.cell]!);
  const set = (t: number): void => {
    for (const [i, { cell }] of faces.entries()) {
      const more = (depthAt(t, i) - water.depth(cell)) * water.area;
      if (more >= 0) water.give(cell, more, "stage");
      else water.take(cell, -more, "stage");
    }
  };
  return {
    cells: faces.map(({ cell }) => cell),
    depth: (t) => faces.reduce((deepest, _face, i) => Math.max(deepest, depthAt(t, i)), 0),
    act(t) {
      set(t);
      // Left at 0 with theta below 1 it would brake what comes in (research 1.1).
      for (const { face, inner, axis } of faces) water.kernel.lend(face, axis, water.kernel.flux(inner, axis));
    },
    after: set,
  };
}

/** Water leaves over the edge as in uniform flow: q = h^(5/3) sqrt(S) / n, never more than the cell holds. @param slope of the ground beyond, m/m */
export function freePart(water: Water, faces: readonly EdgeFace[], slope: number): Part {
  const { dx } = water.bed.grid;
  const volumes = new Float64Array(faces.length);
  return {
    cells: faces.map(({ cell }) => cell),
    act(_t, dt) {
      for (const [i, { cell, face, axis, inward }] of faces.entries()) {
        const h = water.depth(cell);
        const q = Math.min((h * Math.cbrt(h * h) * Math.sqrt(slope)) / water.bed.n[cell]!, (h * dx) / dt);
        volumes[i] = q * dx * dt;
        water.kernel.lend(face, axis, -inward * q);
      }
    },
    after() {
      for (const [i, { cell }] of faces.entries()) water.take(cell, volumes[i]!, "outflow");
    },
  };
}

/** Water let in at cells inside: a reservoir's release, a surcharging manhole, a burst main. @param discharge m³/s, shared evenly */
export function releasePart(water: Water, cells: readonly number[], discharge: (t: number) => number): Part {
  return {
    cells,
    depth: (t) => criticalDepth(discharge(t) / (cells.length * water.bed.grid.dx)),
    act(t, dt) {
      const volume = (discharge(t + dt / 2) * dt) / cells.length;
      for (const cell of cells)
        if (volume >= 0) water.give(cell, volume, "inflow");
        else water.take(cell, -volume, "inflow");
    },
  };
}
