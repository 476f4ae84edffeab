import { colourOf, type SimulatedColours, type Told } from "./ramp.ts";

/** Values of cells; rows from the south, columns from the west. */
export interface SimulatedGrid {
  nx: number;
  ny: number;
  values: Float32Array;
}

/** The words every simulated picture carries, in both languages the same: they are a sign, as DIỄN TẬP is. */
export const SIGN = "MÔ PHỎNG";
/** Least px of the longer side of a picture: cells stay sharp, and the sign is to be read. */
const SIDE = 1200;
/** px from one sign to the next. */
const STEP = { x: 300, y: 150 };

/** RGBA of a grid, row 0 in the north. @returns nx × ny × 4 */
export function pixelsOf({ nx, ny, values }: SimulatedGrid, told: Told, colours: SimulatedColours): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(nx * ny * 4);
  for (let row = 0; row < ny; row++) {
    for (let column = 0; column < nx; column++) {
      const colour = colourOf(told, values[(ny - 1 - row) * nx + column] ?? Number.NaN, colours);
      if (colour !== undefined) pixels.set(colour, (row * nx + column) * 4);
    }
  }
  return pixels;
}

/** How much deeper (above 0) the first is; NaN where neither knows. Grids of one study have one size. */
export function differenceOf(a: SimulatedGrid, b: SimulatedGrid): SimulatedGrid {
  return { nx: a.nx, ny: a.ny, values: a.values.map((value, i) => value - (b.values[i] ?? Number.NaN)) };
}

/** Value of the cell at a share of the way from the west and from the north; undefined: outside, or none. */
export function valueAt({ nx, ny, values }: SimulatedGrid, fromWest: number, fromNorth: number): number | undefined {
  const column = Math.floor(fromWest * nx), row = Math.floor(fromNorth * ny);
  if (column < 0 || row < 0 || column >= nx || row >= ny) return undefined;
  const value = values[(ny - 1 - row) * nx + column];
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** Draws the grid into the canvas, each simulated pixel under the sign: whatever part of it is seen, it says what it is. */
export function drawSimulated(canvas: HTMLCanvasElement, grid: SimulatedGrid, told: Told, colours: SimulatedColours): void {
  const { nx, ny } = grid;
  const times = Math.max(1, Math.round(SIDE / Math.max(nx, ny)));
  const [width, height] = [nx * times, ny * times];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const drawn = canvas.getContext("2d");
  if (drawn === null) return;
  const small = new OffscreenCanvas(nx, ny);
  const one = small.getContext("2d");
  if (one === null) return;
  one.putImageData(new ImageData(pixelsOf(grid, told, colours), nx, ny), 0, 0);
  drawn.globalCompositeOperation = "copy";
  drawn.imageSmoothingEnabled = false;
  drawn.drawImage(small, 0, 0, width, height);
  // Only upon what is simulated: the city around it is real.
  drawn.globalCompositeOperation = "source-atop";
  drawn.fillStyle = colours.sign;
  drawn.font = '600 26px "Be Vietnam Pro", "Noto Sans", sans-serif';
  drawn.globalAlpha = 0.55;
  for (let y = 0, row = 0; y < height + STEP.y; y += STEP.y, row++) {
    for (let x = (row % 2) * -STEP.x / 2; x < width; x += STEP.x) {
      drawn.setTransform(1, -0.3, 0.3, 1, x, y);
      drawn.fillText(SIGN, 0, 0);
    }
  }
  drawn.setTransform(1, 0, 0, 1, 0, 0);
  drawn.globalAlpha = 1;
  drawn.globalCompositeOperation = "source-over";
}
