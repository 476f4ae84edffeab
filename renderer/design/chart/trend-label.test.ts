import { expect, test } from "vitest";
import { freePlace } from "./trend-label.ts";

const inside = { left: 0, top: 0, width: 400, height: 200 };
const wish = { width: 50, height: 15, y: 100, gap: 2, inside };

test("with nothing in the way it stands above the line's right end", () => {
  expect(freePlace(wish, [])).toEqual({ x: 348, y: 83 });
});

test.each<[string, { x: number; y: number }[], (place: { x: number; y: number }) => boolean]>([
  ["a curve above sends it below", [{ x: 0, y: 90 }, { x: 400, y: 90 }], ({ y }) => y === 102],
  ["a curve that crosses at the right sends it left", [{ x: 0, y: 190 }, { x: 330, y: 190 }, { x: 400, y: 10 }], ({ x }) => x < 348],
  ["one point where it would stand is enough", [{ x: 360, y: 90 }], ({ y }) => y === 102],
])("%s", (_, curve, fits) => {
  const place = freePlace(wish, [curve]);
  expect(place).toBeDefined();
  expect(place !== undefined && fits(place)).toBe(true);
});

test("no room anywhere: no name, rather than one on the curve", () => {
  const zigzag = Array.from({ length: 41 }, (_, i) => ({ x: i * 10, y: i % 2 === 0 ? 0 : 200 }));
  expect(freePlace(wish, [zigzag])).toBeUndefined();
  expect(freePlace({ ...wish, width: 500 }, [])).toBeUndefined();
});

test("it stays inside the plot: at the top edge it goes below the line", () => {
  expect(freePlace({ ...wish, y: 5 }, [])?.y).toBe(7);
});
