import type { Bounds } from "#contract/city";

/** A grid in equal steps of degrees; rows from the south. */
export interface Grid {
  nx: number;
  ny: number;
  bounds: Bounds;
}
/** Degrees; the first ring is the outer one, counter-clockwise, the others are holes (RFC 7946). */
export type Polygon = [number, number][][];

/** Corners of one polygon ring in cells. */
type Ring = [column: number, row: number][];

/**
 * What lies at or above `least`, along the edges of its cells: cells that share an edge are one polygon, those that touch at a
 * corner are two.
 *
 * @param most polygons; the smallest are left out beyond it. @returns largest first
 */
export function outlineOf(values: Float32Array, { nx, ny, bounds }: Grid, { least, most }: { least: number; most: number }): { polygons: Polygon[]; left: number } {
  const inside = (column: number, row: number): boolean => column >= 0 && row >= 0 && column < nx && row < ny && values[row * nx + column]! >= least;
  const label = new Int32Array(nx * ny).fill(-1);
  const cells: number[] = [];
  const stack: number[] = [];
  for (let start = 0; start < values.length; start++) {
    if (label[start] !== -1 || !(values[start]! >= least)) continue;
    const name = cells.length;
    let count = 0;
    stack.push(start);
    label[start] = name;
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      count++;
      const column = cell % nx;
      const row = (cell - column) / nx;
      for (const [x, y] of [[column + 1, row], [column - 1, row], [column, row + 1], [column, row - 1]] as const) {
        if (!inside(x, y) || label[y * nx + x] !== -1) continue;
        label[y * nx + x] = name;
        stack.push(y * nx + x);
      }
    }
    cells.push(count);
  }
  const rings: Ring[][] = cells.map(() => []);
  const walked = new Uint8Array(nx * ny);
  for (let cell = 0; cell < values.length; cell++) {
    const column = cell % nx;
    const row = (cell - column) / nx;
    for (let side = 0; side < 4; side++) {
      if ((walked[cell]! & (1 << side)) !== 0 || !inside(column, row) || inside(column + OUT[side]![0], row + OUT[side]![1])) continue;
      rings[label[cell]!]!.push(walk({ column, row, side }, { nx, inside, walked }));
    }
  }
  const kept = cells.map((count, name) => ({ count, name })).toSorted((a, b) => b.count - a.count || a.name - b.name).slice(0, most);
  const [west, south, east, north] = bounds;
  const place = ([column, row]: [number, number]): [number, number] => [round(west + ((east - west) * column) / nx), round(south + ((north - south) * row) / ny)];
  const polygons = kept.map(({ name }) => rings[name]!.toSorted((a, b) => Math.abs(area(b)) - Math.abs(area(a))).map((ring) => [...ring, ring[0]!].map(place)));
  return { polygons, left: cells.length - kept.length };
}

/** Sides of a cell, south, east, north, west: what lies beyond each, and the corner it begins at with the cell to the left. */
const OUT = [[0, -1], [1, 0], [0, 1], [-1, 0]] as const;
const CORNER = [[0, 0], [1, 0], [1, 1], [0, 1]] as const;

/** Once round, counter-clockwise round the cells; around a hole that is clockwise. Corners alone. */
function walk(start: { column: number; row: number; side: number }, grid: { nx: number; inside: (column: number, row: number) => boolean; walked: Uint8Array }): Ring {
  const ring: Ring = [];
  let { column, row, side } = start;
  let turned = true;
  do {
    if (turned) ring.push([column + CORNER[side]![0], row + CORNER[side]![1]]);
    grid.walked[row * grid.nx + column]! |= 1 << side;
    const along = OUT[(side + 1) % 4]!;
    const ahead = { column: column + along[0], row: row + along[1] };
    const beyond = { column: ahead.column + OUT[side]![0], row: ahead.row + OUT[side]![1] };
    if (!grid.inside(ahead.column, ahead.row)) {
      side = (side + 1) % 4;
      turned = true;
    } else if (grid.inside(beyond.column, beyond.row)) {
      ({ column, row } = beyond);
      side = (side + 3) % 4;
      turned = true;
    } else {
      ({ column, row } = ahead);
      turned = false;
    }
  } while (column !== start.column || row !== start.row || side !== start.side);
  // It may have begun in the middle of a side.
  return turned ? ring : ring.slice(1);
}

function area(ring: Ring): number {
  return ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y, 0) / 2;
}

/** A hundredth of a millimetre would be noise: 1e-7 degrees is a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
