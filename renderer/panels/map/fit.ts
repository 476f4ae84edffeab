import type { View } from "../../scene/scene.ts";
import { mercator, unmercator } from "../../scene/bounds.ts";

/** Side of a tile, px: the whole world at zoom 0. */
const TILE = 512;
/** Left free on all sides, px. */
const MARGIN = 30;

/** The view that shows these bounds whole in a box of so many px, from straight above with north up. @param most zoom at most */
export function viewOf([west, south, east, north]: readonly [number, number, number, number], width: number, height: number, most = 15): View {
  const [left, top] = mercator(west, north);
  const [right, bottom] = mercator(east, south);
  const room = (px: number): number => Math.max(1, px - 2 * MARGIN);
  const zoom = Math.log2(Math.min(room(width) / Math.max(1e-9, right - left), room(height) / Math.max(1e-9, bottom - top)) / TILE);
  return { centre: unmercator((left + right) / 2, (top + bottom) / 2), zoom: Math.max(0, Math.min(most, zoom)), bearing: 0 };
}
