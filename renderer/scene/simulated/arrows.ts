/** Where simulated water goes: m/s to the east and to the north of squares of `of` cells a side, of a grid of nx × ny cells; rows from the south. NaN: too little water. */
export interface SimulatedFlow {
  nx: number;
  ny: number;
  of: number;
  east: Float32Array;
  north: Float32Array;
}

/** m/s from which an arrow is drawn, and grows; slower water stands. */
export const SPEEDS = [0.05, 0.2, 0.5, 1] as const;
/** Length of an arrow of each class, as a share of its square's side. */
const LENGTHS = [0.4, 0.55, 0.75, 0.95] as const;

/** An arrow on a picture: shares of its width and height (from the north-west) of its tail and its head. */
export interface Arrow {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
}

/** One arrow for each square whose water moves; it lies about the square's middle. Pure. */
export function arrowsOf({ nx, ny, of, east, north }: SimulatedFlow): Arrow[] {
  const columns = Math.ceil(nx / of);
  const arrows: Arrow[] = [];
  for (const [i, x] of east.entries()) {
    const y = north[i] ?? Number.NaN;
    const speed = Math.hypot(x, y);
    const length = LENGTHS[SPEEDS.findLastIndex((least) => speed >= least)];
    if (length === undefined || !Number.isFinite(speed)) continue;
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const middle = [(column * of + Math.min(nx, (column + 1) * of)) / 2, (row * of + Math.min(ny, (row + 1) * of)) / 2] as const;
    const half = [((x / speed) * length * of) / 2, ((y / speed) * length * of) / 2] as const;
    // North is up on a picture.
    const at = (sign: 1 | -1): readonly [number, number] => [(middle[0] + sign * half[0]) / nx, 1 - (middle[1] + sign * half[1]) / ny];
    arrows.push({ from: at(-1), to: at(1) });
  }
  return arrows;
}

/** Draws them upon a picture of the same grid; light with a dark edge, to be seen on every colour of water. */
export function drawArrows(canvas: HTMLCanvasElement, flow: SimulatedFlow, ink: string): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const side = (canvas.width / flow.nx) * flow.of;
  const path = new Path2D();
  for (const { from, to } of arrowsOf(flow)) {
    const [x0, y0, x1, y1] = [from[0] * canvas.width, from[1] * canvas.height, to[0] * canvas.width, to[1] * canvas.height];
    const [dx, dy] = [x1 - x0, y1 - y0];
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
    path.moveTo(x1 - 0.35 * dx - 0.22 * dy, y1 - 0.35 * dy + 0.22 * dx);
    path.lineTo(x1, y1);
    path.lineTo(x1 - 0.35 * dx + 0.22 * dy, y1 - 0.35 * dy - 0.22 * dx);
  }
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = ink;
  pen.lineWidth = Math.max(2, side * 0.16);
  pen.stroke(path);
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = Math.max(1, side * 0.08);
  pen.stroke(path);
}
