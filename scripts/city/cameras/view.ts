/** What a camera looks at, as far as a few strokes can say it. */
export interface View {
  kind: "bridge" | "street" | "yard";
  /** How high the water stands, 0 (a dry street, a low river) to 1 (all of it under water). */
  water: number;
  /** Of chance, so that no two cameras see the same houses. */
  seed: number;
  arches: number;
}
/** `way`: 1 or -1; `rounds`: how often it comes by in one film. */
export interface Vehicle { at: number; way: number; rounds: number; tone: number }

/** A piece of one, from 0 to 1 across and down. */
export interface Box { left: number; top: number; right: number; bottom: number; colour: Colour }

export type Colour = readonly [number, number, number];
export const mix = (a: Colour, b: Colour, t: number): Colour => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
/** Chance that is the same at each run: 0 to 1. */
export const chance = (seed: number, n: number): number => {
  const x = Math.sin(seed * 127.1 + n * 311.7) * 43_758.5453;
  return x - Math.floor(x);
};
export const HAZE: Colour = [168, 174, 178];
export const WALL: Colour = [128, 122, 112];
