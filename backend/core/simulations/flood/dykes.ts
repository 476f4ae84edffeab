import { cellAt, type Grid } from "./grid.ts";
import type { Bed } from "./kernel.ts";
import { at, type Series } from "./series.ts";
import type { Part, Water } from "./water.ts";

type Point = readonly [x: number, y: number];
export interface Face {
  face: number;
  axis: "x" | "y";
}

/**
 * Faces a line crosses: those whose two cells' middles lie on either side of it. Whoever goes from cell to cell across the line goes
 * through one of them, so a closed line lets nothing out. A middle on the line counts as beyond it (half-open), so none is missed.
 *
 * @param line m east and north of the grid's south-west corner
 */
export function facesAlong(grid: Grid, line: readonly Point[]): Face[] {
  const { nx, ny, dx } = grid;
  const found = new Map<string, Face>();
  const add = (column: number, row: number, axis: "x" | "y"): void => {
    const face = cellAt(grid, column, row);
    found.set(`${axis}${face}`, { face, axis });
  };
  for (let k = 0; k + 1 < line.length; k++) {
    const [[x1, y1], [x2, y2]] = [line[k]!, line[k + 1]!];
    for (let j = Math.max(0, Math.floor(Math.min(y1, y2) / dx) - 1); j <= Math.min(ny - 1, Math.ceil(Math.max(y1, y2) / dx)); j++) {
      const y = (j + 0.5) * dx;
      if (y1 <= y === y2 <= y) continue;
      const i = Math.ceil((x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) / dx - 0.5);
      if (i >= 1 && i <= nx - 1) add(i, j, "x");
    }
    for (let i = Math.max(0, Math.floor(Math.min(x1, x2) / dx) - 1); i <= Math.min(nx - 1, Math.ceil(Math.max(x1, x2) / dx)); i++) {
      const x = (i + 0.5) * dx;
      if (x1 <= x === x2 <= x) continue;
      const j = Math.ceil((y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)) / dx - 0.5);
      if (j >= 1 && j <= ny - 1) add(i, j, "y");
    }
  }
  return [...found.values()];
}

/** The ground's own crest of a face: the higher of its two cells. */
export function groundCrest({ grid, z }: Pick<Bed, "grid" | "z">, { face, axis }: Face): number {
  return Math.max(z[face]!, z[axis === "x" ? face - 1 : face - grid.width]!);
}

/** Raises faces to a crest: a dyke, a wall, a row of sandbags. @param crest m above the local datum */
export function raise(bed: Bed, faces: readonly Face[], crest: number): void {
  for (const { face, axis } of faces) {
    const crests = axis === "x" ? bed.crestX : bed.crestY;
    crests[face] = Math.max(crests[face]!, crest);
  }
}

/** A breach: the crest of faces goes down (or a sandbag wall up) over time, never below the ground. @param crest m above the local datum */
export function breachPart(water: Water, faces: readonly Face[], crest: Series): Part {
  const ground = faces.map((face) => groundCrest(water.bed, face));
  let before = Number.NaN;
  return {
    cells: faces.flatMap(({ face, axis }) => [face, axis === "x" ? face - 1 : face - water.bed.grid.width]),
    act(t) {
      const now = at(crest, t);
      if (now === before) return;
      before = now;
      for (const [i, { face, axis }] of faces.entries()) {
        (axis === "x" ? water.bed.crestX : water.bed.crestY)[face] = Math.max(ground[i]!, now);
        water.kernel.recrest(face, axis);
      }
    },
  };
}
