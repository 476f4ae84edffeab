/** A measured value at a place, in cells of the grid from its upper left. */
export interface FieldPoint {
  x: number;
  y: number;
  v: number;
}

/** Values over an area as a grid, row 0 in the north; NaN where no station is near enough to tell. */
export interface Field {
  width: number;
  height: number;
  /** [west, south, east, north] degrees. */
  bounds: [number, number, number, number];
  values: Float32Array;
  /** 1 beside a station, 0 where the field ends. */
  trust: Float32Array;
  low: number;
  high: number;
}

/** Above so many points, those of one coarse cell count as one. */
const MANY = 400;
/** Side of a coarse cell, in cells. */
const COARSE = 3;
/** A place further from every station than this part of the grid's diagonal has no value. */
const REACH = 0.22;

/**
 * Inverse distance weighting, power 2, row by row: yields after every row, so that whoever runs it can let the page breathe.
 * Smooth and honest about its points; no physics: a hill between two rain gauges is not seen.
 */
export function* fieldValues(points: readonly FieldPoint[], width: number, height: number): Generator<undefined, Pick<Field, "values" | "trust">> {
  const few = points.length > MANY ? merged(points) : points;
  const xs = Float64Array.from(few, ({ x }) => x);
  const ys = Float64Array.from(few, ({ y }) => y);
  const vs = Float64Array.from(few, ({ v }) => v);
  const reach = (REACH * Math.hypot(width, height)) ** 2;
  const values = new Float32Array(width * height);
  const trust = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let weights = 0;
      let nearest = Infinity;
      for (let i = 0; i < xs.length; i++) {
        const d = (xs[i]! - column - 0.5) ** 2 + (ys[i]! - row - 0.5) ** 2 + 0.05;
        if (d < nearest) nearest = d;
        sum += vs[i]! / d;
        weights += 1 / d;
      }
      values[row * width + column] = nearest <= reach ? sum / weights : Number.NaN;
      trust[row * width + column] = Math.max(0, 1 - Math.sqrt(nearest / reach));
    }
    yield undefined;
  }
  return { values, trust };
}

function merged(points: readonly FieldPoint[]): FieldPoint[] {
  const cells = new Map<number, FieldPoint & { n: number }>();
  for (const { x, y, v } of points) {
    const key = Math.floor(y / COARSE) * 65_536 + Math.floor(x / COARSE);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { x, y, v, n: 1 });
    else {
      cell.x += x;
      cell.y += y;
      cell.v += v;
      cell.n += 1;
    }
  }
  return [...cells.values()].map(({ x, y, v, n }) => ({ x: x / n, y: y / n, v: v / n }));
}

/** Lowest and highest of the values; undefined when there are none. */
export function rangeOf(values: Float32Array): [low: number, high: number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? undefined : [low, high];
}

/** Round values between low and high, about so many: steps of 1, 2 or 5 times a power of ten. */
export function roundSteps(low: number, high: number, about: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [];
  const raw = span / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? 10 * power;
  const steps: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high && steps.length <= 4 * about; i++) steps.push(Number((i * step).toPrecision(12)));
  return steps;
}
