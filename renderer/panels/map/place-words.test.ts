import fc from "fast-check";
import { expect, test } from "vitest";
import { distance } from "../../geo/measure.ts";
import { MERIDIANS, parsePlace } from "../../geo/vn2000.ts";
import { viewOf } from "./fit.ts";
import { placeWords, vn2000Words } from "./place-words.ts";
import { areaWords, bearingWords, lengthWords } from "./units.ts";

const lon = fc.integer({ min: 106_900_000, max: 108_400_000 }).map((n) => n / 1e6);
const lat = fc.integer({ min: 15_900_000, max: 16_900_000 }).map((n) => n / 1e6);
const near = [107.58, 16.46] as const;

test("property: what the map writes of a place is understood by its search, in both languages and both systems", () => {
  fc.assert(fc.property(lon, lat, (x, y) => {
    for (const language of ["vi", "en"] as const) {
      const back = parsePlace(placeWords([x, y], language), { meridian: MERIDIANS.hue, near });
      expect(distance(back ?? [0, 0], [x, y])).toBeLessThan(0.2);
    }
    expect(distance(parsePlace(vn2000Words([x, y], MERIDIANS.hue), { meridian: MERIDIANS.hue, near }) ?? [0, 0], [x, y])).toBeLessThan(1.5);
  }));
});

test.each([[0, "0,0 m"], [12.34, "12,3 m"], [812.4, "812 m"], [1234, "1,23 km"], [45_678, "45,7 km"]])("%d m reads %s", (metres, words) => expect(lengthWords(metres, "vi")).toBe(words));
test.each([[950, "950 m²"], [23_400, "2.34 ha"], [4_560_000, "4.56 km²"]])("%d m² reads %s", (area, words) => expect(areaWords(area, "en")).toBe(words));
test.each([[0, "000°"], [7.4, "007°"], [359.7, "000°"]])("a bearing of %d reads %s", (degrees, words) => expect(bearingWords(degrees)).toBe(words));

test("property: the view of some bounds has them all in the box", () => {
  fc.assert(fc.property(lon, lat, fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 200, max: 2000 }), (x, y, width, height) => {
    const { centre, zoom } = viewOf([x, y, x + 0.2, y + 0.1], width, height, 22);
    const px = (512 * 2 ** zoom) / 360;
    expect(Math.abs(centre[0] - (x + 0.1)) * px).toBeLessThan(1e-6 * px);
    expect(0.2 * px).toBeLessThanOrEqual(width - 59);
  }));
});
