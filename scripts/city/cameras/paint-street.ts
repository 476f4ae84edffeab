import { HAZE, mix, type Box, type Colour, type Vehicle, type View } from "./view.ts";

const ROAD: Colour = [70, 72, 76];
const KERB: Colour = [118, 116, 112];
const LAMP: Colour = [58, 62, 66];
const HORIZON = 0.38;
/** Above this there is no road to be seen. */
const COVERED = 0.5;

/** A road between two pavements; water (undefined) comes from the near end, then over all of it. */
export function streetGround(view: View, x: number, y: number): Colour | undefined {
  const depth = Math.max(0, (y - HORIZON) / (1 - HORIZON));
  // It lies in the road before it lies on the pavements.
  const aside = Math.abs(x - 0.5) - (0.06 + depth * 0.36);
  const reach = Math.min(1, view.water / COVERED) - (aside > 0 ? Math.max(0, 0.12 * (1 - view.water / COVERED)) : 0);
  if (y < HORIZON || (view.water > 0 && depth > 1 - reach)) return undefined;
  if (aside > 0) return mix(KERB, HAZE, 0.3 * (1 - depth));
  // A dashed line in the middle.
  if (Math.abs(x - 0.5) < 0.003 + depth * 0.006 && (Math.log(depth + 0.05) * 3) % 1 < -0.5) return [176, 172, 150];
  return mix(ROAD, HAZE, 0.25 * (1 - depth));
}

/** Lamp posts along it; their feet are where the street was. */
export function lamps(view: View, x: number, y: number): Colour | undefined {
  for (const [at, size] of [[0.1, 1], [0.3, 0.5], [0.72, 0.5], [0.92, 1]] as const) {
    const foot = HORIZON + size * 0.34;
    const dry = foot - Math.max(0, view.water - COVERED) * size * 0.3;
    if (Math.abs(x - at) < 0.004 * size + 0.001 && y < dry && y > foot - size * 0.62) return LAMP;
    if (y > foot - size * 0.62 && y < foot - size * 0.605 && x > at - 0.004 * size && x < at + 0.035 * size) return LAMP;
  }
  return undefined;
}

/** Two lanes that come nearer and go away; in deep water nobody drives. */
export function inStreet(view: View, vehicles: readonly Vehicle[], turn: number): Box[] {
  if (view.water > 0.35) return [];
  return vehicles.flatMap(({ at, way, rounds, tone }): Box[] => {
    const place = (((at + way * rounds * turn) % 1) + 1) % 1;
    const size = 0.012 + place * place * 0.07;
    const [x, y] = [0.5 + way * (0.04 + place * 0.22), HORIZON + place * (1 - HORIZON) * 0.9];
    const body: Box = { left: x - size, right: x + size, top: y - size, bottom: y + size, colour: [tone, tone * 0.85, tone * 0.8] };
    return [body, { ...body, bottom: y - size * 0.4, colour: [40, 44, 48] }];
  });
}
