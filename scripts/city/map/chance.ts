const SEED = 20_261_121;

/** A number in [0, 1) that depends on two whole numbers and a purpose alone. */
export function chance(i: number, j: number, purpose = 0): number {
  let h = Math.imul(i ^ SEED, 0x27d4eb2f) ^ Math.imul(j + 0x165667b1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4_294_967_296;
}

const TURNS = 128;
const EAST = Float64Array.from({ length: TURNS }, (_, k) => Math.cos((k / TURNS) * 2 * Math.PI));
const NORTH = Float64Array.from({ length: TURNS }, (_, k) => Math.sin((k / TURNS) * 2 * Math.PI));

/** Slope at a lattice point, times the way from there. */
function corner(i: number, j: number, dx: number, dy: number, purpose: number): number {
  const k = Math.floor(chance(i, j, purpose) * TURNS);
  return EAST[k]! * dx + NORTH[k]! * dy;
}

/** Smooth noise in [−1, 1] over the plane; one unit is one bump. */
export function noise(x: number, y: number, purpose = 0): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const fx = x - i;
  const fy = y - j;
  const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const left = corner(i, j, fx, fy, purpose);
  const top = left + sx * (corner(i + 1, j, fx - 1, fy, purpose) - left);
  const lower = corner(i, j + 1, fx, fy - 1, purpose);
  const bottom = lower + sx * (corner(i + 1, j + 1, fx - 1, fy - 1, purpose) - lower);
  return (top + sy * (bottom - top)) * 1.5;
}

/** Noise of several sizes, each half of the one before; about [−1, 1]. */
export function rough(x: number, y: number, octaves: number, purpose = 0): number {
  let sum = 0;
  let weight = 0.5;
  for (let octave = 0; octave < octaves; octave++, weight /= 2) sum += weight * noise(x * 2 ** octave, y * 2 ** octave, purpose + octave);
  return sum * 1.4;
}

/** Noise with sharp crests, as of mountains; 0…1. */
export function ridged(x: number, y: number, octaves: number, purpose = 0): number {
  let sum = 0;
  let weight = 0.5;
  for (let octave = 0; octave < octaves; octave++, weight /= 2) sum += weight * (1 - Math.abs(noise(x * 2 ** octave, y * 2 ** octave, purpose + octave)) * 1.6) ** 2;
  return Math.max(0, Math.min(1, sum));
}
