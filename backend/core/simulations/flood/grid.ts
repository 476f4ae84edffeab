/** Gravity, m/s². */
export const GRAVITY = 9.81;
/** Crest of a face that lets nothing through, m above the local datum. Finite, so that f32 arithmetic with it stays a number. */
export const WALL = 1e9;

/**
 * Square cells with a ring of dry ghost cells around them, so that no kernel asks where the edge is. Row 0 is the southern row,
 * column 0 the western. Every array of cells or faces has `width × height` entries; the cell of column i, row j is at
 * `(j + 1) × width + i + 1`. A face has the index of the cell east (x) or north (y) of it.
 */
export interface Grid {
  nx: number;
  ny: number;
  /** Side of a cell, m. */
  dx: number;
  /** nx and two ghost columns, rounded up to four so that rows of f32 are whole vectors. */
  width: number;
  height: number;
  size: number;
}

export function gridOf(nx: number, ny: number, dx: number): Grid {
  const width = Math.ceil((nx + 2) / 4) * 4;
  const height = ny + 2;
  return { nx, ny, dx, width, height, size: width * height };
}

/** @returns index of a cell in the padded arrays; column and row count from 0 */
export function cellAt({ width }: Grid, column: number, row: number): number {
  return (row + 1) * width + column + 1;
}

/** @returns the cell that holds a place, m east and north of the grid's south-west corner; undefined outside it */
export function cellOf(grid: Grid, [x, y]: readonly [number, number]): number | undefined {
  const [column, row] = [Math.floor(x / grid.dx), Math.floor(y / grid.dx)];
  return column < 0 || row < 0 || column >= grid.nx || row >= grid.ny ? undefined : cellAt(grid, column, row);
}

/** Calls back for every cell: its padded index and its place in an unpadded raster (row-major from the south-west). */
export function eachCell(grid: Grid, visit: (cell: number, raster: number) => void): void {
  for (let j = 0, raster = 0; j < grid.ny; j++) for (let i = 0, cell = cellAt(grid, 0, j); i < grid.nx; i++) visit(cell++, raster++);
}

/** @returns an unpadded copy, row-major from the south-west, nx × ny */
export function unpadded(grid: Grid, values: Float64Array | Float32Array): Float32Array {
  const raster = new Float32Array(grid.nx * grid.ny);
  eachCell(grid, (cell, at) => { raster[at] = values[cell]!; });
  return raster;
}
