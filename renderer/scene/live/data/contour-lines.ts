import { contours } from "d3-contour";
import { roundSteps, type Field } from "./field.ts";

/** One line of equal value, degrees, and the value. */
export interface ContourLine {
  value: number;
  path: [lon: number, lat: number][];
}

/** Lines of a field, about this many values. */
const ABOUT = 6;
/** Shorter lines are specks, in points. */
const LEAST = 6;

/** Lines of equal value at round steps. Along the rim of the field there is none: it is where the stations end, not where a value is reached. */
export function contourLines({ width, height, bounds: [west, south, east, north], values, low, high }: Field): ContourLine[] {
  const lines: ContourLine[] = [];
  const at = (x: number, y: number): boolean => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    for (const [c, r] of [[column, row], [column - 1, row], [column, row - 1], [column - 1, row - 1]] as const) {
      if (c < 0 || r < 0 || c >= width || r >= height || Number.isNaN(values[r * width + c]!)) return false;
    }
    return x > 0.5 && y > 0.5 && x < width - 0.5 && y < height - 0.5;
  };
  for (const { value, coordinates } of contours().size([width, height]).thresholds(roundSteps(low, high, ABOUT))(Array.from(values, (each) => (Number.isNaN(each) ? low - 1 : each)))) {
    for (const ring of coordinates.flat()) {
      let path: [number, number][] = [];
      const end = (): void => {
        if (path.length >= LEAST) lines.push({ value, path });
        path = [];
      };
      for (const [x = 0, y = 0] of ring) {
        if (at(x, y)) path.push([west + (x / width) * (east - west), north - (y / height) * (north - south)]);
        else end();
      }
      end();
    }
  }
  return lines;
}
