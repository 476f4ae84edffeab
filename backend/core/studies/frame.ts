import type { Bounds } from "#contract/city";
import type { StudyGrid } from "#contract/study-result";
import type { Frame } from "../simulations/define.ts";
import { scaleAt } from "../way/plane.ts";
import type { Point } from "./city.ts";

/** Heights are those of the pack: above the national datum. */
export const DATUM = "Hòn Dấu";
/** Rows and columns are of equal degrees; cells are square in metres at the area's middle, good to 0.1 % over a city. */
export const PROJECTION = "EPSG:4326";

/** The grid of a study: whole cells from the area's south-west corner, at least as much as was asked for. */
export function gridOf([west, south, east, north]: Bounds, cell: number): StudyGrid {
  const [perLon, perLat] = scaleAt((south + north) / 2);
  const nx = Math.max(1, Math.ceil(((east - west) * perLon) / cell - 1e-6));
  const ny = Math.max(1, Math.ceil(((north - south) * perLat) / cell - 1e-6));
  return { bounds: [west, south, west + (nx * cell) / perLon, south + (ny * cell) / perLat], nx, ny, cell };
}

export const frameOf = ({ nx, ny, cell }: StudyGrid): Frame => ({ nx, ny, dx: cell, projection: PROJECTION, datum: DATUM });

/** Degrees to m east and north of the south-west corner. */
export function toMetres({ bounds: [west, south, east, north], nx, ny, cell }: StudyGrid): (at: Point) => [x: number, y: number] {
  const [perLon, perLat] = [(nx * cell) / (east - west), (ny * cell) / (north - south)];
  return ([lon, lat]) => [(lon - west) * perLon, (lat - south) * perLat];
}

/** The middle of a cell, in degrees. @param k row-major from the south-west */
export function middleOf({ bounds: [west, south, east, north], nx, ny }: StudyGrid, k: number): Point {
  return [west + (((k % nx) + 0.5) / nx) * (east - west), south + ((Math.floor(k / nx) + 0.5) / ny) * (north - south)];
}

/** @returns row-major index of the cell under a point; undefined: outside */
export function cellUnder({ bounds: [west, south, east, north], nx, ny }: StudyGrid, [lon, lat]: Point): number | undefined {
  const column = Math.floor(((lon - west) / (east - west)) * nx);
  const row = Math.floor(((lat - south) / (north - south)) * ny);
  return column < 0 || row < 0 || column >= nx || row >= ny ? undefined : row * nx + column;
}

/** Cells under a line, in its order; none twice in a row, none outside. */
export function cellsAlong(grid: StudyGrid, line: readonly Point[]): number[] {
  const metres = toMetres(grid);
  const cells: number[] = [];
  for (let k = 0; k + 1 < line.length; k++) {
    const [a, b] = [line[k]!, line[k + 1]!];
    const [[x1, y1], [x2, y2]] = [metres(a), metres(b)];
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (grid.cell / 2)));
    for (let s = 0; s <= steps; s++) {
      const cell = cellUnder(grid, [a[0] + ((b[0] - a[0]) * s) / steps, a[1] + ((b[1] - a[1]) * s) / steps]);
      if (cell !== undefined && cell !== cells.at(-1)) cells.push(cell);
    }
  }
  return cells;
}
