import { bearing, distance, inside, type Point, towards } from "./measure.ts";

/** A house in the way: its outline and its height above ground, m. */
export interface Obstacle {
  ring: readonly Point[];
  height: number;
}

/** What sight goes over. */
export interface Land {
  /** Ground above the datum, m; undefined: unknown, and taken as no hindrance. */
  ground(at: Point): number | undefined;
  obstacles: readonly Obstacle[];
}

/** A camera: where it stands and looks (contract/things `view`). */
export interface Eye {
  at: Point;
  /** Above ground, m. */
  height: number;
  bearing: number;
  angle: number;
  /** m. */
  range: number;
}

/** Between two looks along a ray, m. */
const STRIDE = 5;
/** The earth falls away by d²/2R; light bends with it, so R counts 7/6 (k = 0.143, the surveyor's refraction). */
const RADIUS = 6_371_000 / (1 - 0.143);

/** Whether the place lies in the camera's angle and range, whatever stands between. */
export function inView({ at, bearing: looks, angle, range }: Eye, place: Point): boolean {
  const far = distance(at, place);
  if (far > range) return false;
  const off = Math.abs(((bearing(at, place) - looks + 540) % 360) - 180);
  return angle >= 360 || far === 0 || off <= angle / 2;
}

/**
 * Whether sight from `from` (m above its ground) to `to` (m above its ground) is free over terrain, houses and the curve of the earth.
 * A house that holds one of the two ends does not hide it: a camera is fixed to its wall.
 */
export function sees(land: Land, from: { at: Point; height: number }, to: { at: Point; height: number }): boolean {
  const far = distance(from.at, to.at);
  const steps = Math.max(1, Math.ceil(far / STRIDE));
  const start = (land.ground(from.at) ?? 0) + from.height;
  const end = (land.ground(to.at) ?? 0) + to.height;
  const between = land.obstacles.filter(({ ring }) => near(ring, from.at, to.at) && !inside(from.at, ring) && !inside(to.at, ring));
  for (let step = 1; step < steps; step++) {
    const part = step / steps;
    const at: Point = [from.at[0] + (to.at[0] - from.at[0]) * part, from.at[1] + (to.at[1] - from.at[1]) * part];
    const known = land.ground(at);
    // The sight line hangs over the chord by the curve between both ends.
    const bulge = (far * part * (far * (1 - part))) / (2 * RADIUS);
    const ray = start + (end - start) * part - bulge;
    if (known !== undefined && known > ray) return false;
    // A house on unknown ground stands where both ends do that have none: at the datum.
    const over = ray - (known ?? 0);
    if (between.some(({ ring, height }) => height > over && inside(at, ring))) return false;
  }
  return true;
}

/** Cameras, by their index, that see a place `height` m above its ground. */
export function camerasThatSee(land: Land, eyes: readonly Eye[], place: Point, height = 1.5): number[] {
  return [...eyes.keys()].filter((i) => {
    const eye = eyes[i]!;
    return inView(eye, place) && sees(land, eye, { at: place, height });
  });
}

/**
 * What a camera sees of the ground: its sector as a ring, cut in each direction where sight ends for the first time.
 *
 * @param rays directions looked in
 */
export function fieldOfView(land: Land, eye: Eye, rays = 48): Point[] {
  const whole = eye.angle >= 360;
  const ring: Point[] = whole ? [] : [eye.at];
  const reach = Math.max(...[1, eye.range]);
  for (let ray = 0; ray <= rays - (whole ? 1 : 0); ray++) {
    const direction = eye.bearing - eye.angle / 2 + (eye.angle * ray) / rays;
    let free = 0;
    for (let far = Math.min(reach, 2 * STRIDE); ; far = Math.min(reach, far + 2 * STRIDE)) {
      if (!sees(land, eye, { at: towards(eye.at, direction, far), height: 1.5 })) break;
      free = far;
      if (far >= reach) break;
    }
    ring.push(towards(eye.at, direction, free));
  }
  return ring;
}

function near(ring: readonly Point[], a: Point, b: Point): boolean {
  const west = Math.min(a[0], b[0]), east = Math.max(a[0], b[0]), south = Math.min(a[1], b[1]), north = Math.max(a[1], b[1]);
  return ring.some(([lon]) => lon >= west) && ring.some(([lon]) => lon <= east) && ring.some(([, lat]) => lat >= south) && ring.some(([, lat]) => lat <= north);
}
