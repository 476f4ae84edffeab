import { DIGIT_STEP, DIGITS } from "./signs.ts";
import type { Sprite } from "./sprite-set.ts";

/** A count as sprites, a letter each. @param first picture of the first of DIGITS. @param dx of the first letter's middle; undefined: the whole stands in the middle */
export function countSprites(text: string, { lon, lat }: { lon: number; lat: number }, { first, scale, dx, dy = 0 }: { first: number; scale: number; dx?: number; dy?: number }): Sprite[] {
  const from = dx ?? (-(text.length - 1) / 2) * DIGIT_STEP * scale;
  return Array.from({ length: text.length }, (_, i) => ({ lon, lat, picture: first + DIGITS.indexOf(text.charAt(i)), dx: from + i * DIGIT_STEP * scale, dy }));
}
