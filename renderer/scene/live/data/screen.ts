import { mercator } from "../../bounds.ts";

/** Where points of the ground are on screen: exact for a flat map however it is turned and tilted. */
export interface Screen {
  /** px from the map's left and top; NaN where the point lies behind the eye. */
  x(lon: number, lat: number): number;
  y(lon: number, lat: number): number;
}

/** Side of the square that is sampled, as a part of the world at the present zoom: about the view's. */
const REACH_PX = 200;
const TILE = 512;

/**
 * The ground is a plane and so is the screen: four points tell how each maps onto the other (a homography). A hundred
 * thousand points are then placed in a millisecond or two, where the map's own way makes an object for each.
 *
 * @param project one point by the map itself, px. @param centre degrees
 */
export function screenOf(project: (lon: number, lat: number) => readonly [number, number], centre: readonly [number, number], zoom: number): Screen {
  const [cx, cy] = mercator(...centre);
  const reach = REACH_PX / (TILE * 2 ** zoom);
  const square: readonly [number, number][] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  const seen = square.map(([u, v]) => project(...unmercator(cx + u * reach, cy + v * reach)));
  const h = homography(square, seen);
  const at = (lon: number, lat: number, axis: 0 | 1): number => {
    const [mx, my] = mercator(lon, lat);
    const u = (mx - cx) / reach;
    const v = (my - cy) / reach;
    const w = h[6]! * u + h[7]! * v + 1;
    return w <= 0 ? Number.NaN : (h[3 * axis]! * u + h[3 * axis + 1]! * v + h[3 * axis + 2]!) / w;
  };
  return { x: (lon, lat) => at(lon, lat, 0), y: (lon, lat) => at(lon, lat, 1) };
}

function unmercator(x: number, y: number): [lon: number, lat: number] {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** The eight numbers of the plane-to-plane map from four points to four others, the ninth being 1 (Gaussian elimination). */
function homography(from: readonly (readonly [number, number])[], to: readonly (readonly [number, number])[]): number[] {
  const rows: number[][] = [];
  for (const [i, [u, v]] of from.entries()) {
    const [x, y] = to[i]!;
    rows.push([u, v, 1, 0, 0, 0, -u * x, -v * x, x], [0, 0, 0, u, v, 1, -u * y, -v * y, y]);
  }
  for (let c = 0; c < 8; c++) {
    let pivot = c;
    for (let r = c + 1; r < 8; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let r = 0; r < 8; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]! / rows[c]![c]!;
      for (let k = c; k < 9; k++) rows[r]![k]! -= factor * rows[c]![k]!;
    }
  }
  return rows.map((row, i) => row[8]! / row[i]!);
}
