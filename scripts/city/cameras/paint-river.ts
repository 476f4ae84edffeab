import { HAZE, mix, WALL, type Box, type Colour, type Vehicle, type View } from "./view.ts";

/** Heights in the picture, 0 (top) to 1: where the far bank begins, and the water's edges on both sides at its lowest and highest. */
export const RIVER_BANK = { top: 0.48, far: [0.6, 0.485], near: [0.7, 0.985] } as const;
const [DECK, THICK] = [0.42, 0.028];
const GRASS: Colour = [84, 98, 70];
const STONE: Colour = [112, 108, 102];
const STEEL: Colour = [150, 154, 158];
const between = ([low, high]: readonly [number, number], t: number): number => low + (high - low) * t;

/** Where the water meets the far bank. */
export const riverFar = (view: View): number => between(RIVER_BANK.far, view.water);

/** The far bank, the river (undefined), and on this side a path by the water with a rail, which go under one after the other. */
export function riverGround(view: View, x: number, y: number): Colour | undefined {
  if (y < riverFar(view)) return mix(GRASS, HAZE, 0.35);
  // The bank runs down to the right.
  const edge = between(RIVER_BANK.near, view.water) + (x - 0.5) * 0.05;
  if (y < edge) return undefined;
  if (y < edge + 0.008) return mix(STONE, HAZE, 0.5);
  const post = (x * 16) % 1;
  const path = 0.86 + (x - 0.5) * 0.05;
  if (y > path - 0.075 && y < path && (post < 0.05 || Math.abs(y - path + 0.07) < 0.004 || Math.abs(y - path + 0.035) < 0.003)) return mix(STEEL, [60, 64, 68], 0.5);
  return y < path ? mix(GRASS, [70, 74, 60], (y - 0.6) * 2) : mix(STONE, [90, 88, 84], (y - path) * 4);
}

/** A deck on piers under steel arches, and before it a staff in red and white: what is hidden of it, the water has risen. */
export function bridge(view: View, x: number, y: number): Colour | undefined {
  if (Math.abs(x - 0.84) < 0.007 && y > 0.52 && y < between([0.7, 0.565], view.water)) return Math.floor((y - 0.52) / 0.0225) % 2 === 0 ? [206, 202, 196] : [168, 58, 48];
  if (y > 0.64 || y < DECK - 0.17) return undefined;
  if (y >= DECK && y < DECK + THICK) return STEEL;
  const span = (x * view.arches) % 1;
  // Piers stand in mid-river; what is seen of them ends at the water.
  if (y >= DECK + THICK && y < between([0.635, 0.5], view.water) && (span < 0.06 || span > 0.94)) return WALL;
  const arch = DECK - 0.16 * Math.sin(span * Math.PI);
  if (y < DECK && Math.abs(y - arch) < 0.009) return STEEL;
  return y < DECK && y > arch && (span * 9) % 1 < 0.07 ? STEEL : undefined;
}

/** Who drives over it: nobody, where it is about to be closed. */
export function onBridge(view: View, vehicles: readonly Vehicle[], turn: number): Box[] {
  if (view.water > 0.75) return [];
  return vehicles.map(({ at, way, rounds, tone }) => {
    const place = (((at + way * rounds * turn) % 1) + 1) % 1;
    return { left: place - 0.014, right: place + 0.014, top: DECK - 0.03, bottom: DECK, colour: [tone, tone * 0.9, tone * 0.8] };
  });
}
