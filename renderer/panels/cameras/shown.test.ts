import { expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { acrossOf, AT_FIRST, countOf, drawnOf, joined, LAYOUTS, pagesOf, placesOf, steady, turned, type Shown } from "./shown.ts";

const ids = Array.from({ length: 20 }, (_, n) => CameraId.parse(`c${n}`));
const some = (...at: number[]): CameraId[] => at.map((n) => ids[n]!);
const shown = (layout: Shown["layout"], ...at: number[]): Shown => ({ ...AT_FIRST, layout, chosen: some(...at) });

test("nothing chosen: the first of the list, as many as there are places", () => {
  expect(placesOf(shown(4), ids)).toEqual(some(0, 1, 2, 3));
  expect(placesOf(shown(16), ids.slice(0, 3))).toEqual(some(0, 1, 2));
});
test("chosen ones keep their order; those that are gone leave no hole", () => expect(placesOf(shown(9, 7, 2, 5), ids.filter((id) => id !== "c2"))).toEqual(some(7, 5)));
test("a pressed camera comes in at the end, or in place of the last", () => {
  expect(turned(shown(4, 5, 6), ids, ids[9]!).chosen).toEqual(some(5, 6, 9));
  expect(turned(shown(4, 5, 6, 7, 8), ids, ids[9]!).chosen).toEqual(some(5, 6, 7, 9));
  expect(turned(shown(1, 5), ids, ids[9]!).chosen).toEqual(some(9));
});
test("pressed again it goes; the last one stays", () => {
  expect(turned(shown(4, 5, 6), ids, ids[5]!).chosen).toEqual(some(6));
  expect(turned(shown(4, 5), ids, ids[5]!).chosen).toEqual(some(5));
  expect(turned(shown(4), ids, ids[1]!).chosen).toEqual(some(0, 2, 3));
});

test.each(LAYOUTS.map((layout) => [layout] as const))("layout %s: its tiles fill the grid", (layout) => {
  const large = typeof layout === "string" ? (acrossOf(layout) - 1) ** 2 : 1;
  expect(countOf(layout) - 1 + large).toBe(acrossOf(layout) ** 2);
});
test("more cameras than tiles: page by page, round and round, each camera on one of them and no tile empty", () => {
  const page = (n: number): Shown => ({ ...AT_FIRST, layout: 9, page: n });
  expect(pagesOf(page(0), ids)).toEqual({ count: 3, at: 0 });
  expect(placesOf(page(1), ids)).toEqual(some(9, 10, 11, 12, 13, 14, 15, 16, 17));
  expect(placesOf(page(2), ids)).toEqual(some(11, 12, 13, 14, 15, 16, 17, 18, 19));
  expect(placesOf(page(3), ids)).toEqual(placesOf(page(0), ids));
  expect(placesOf(page(-1), ids)).toEqual(placesOf(page(2), ids));
  expect(new Set([0, 1, 2].flatMap((n) => placesOf(page(n), ids))).size).toBe(20);
  expect(pagesOf({ ...page(5), layout: 25 }, ids)).toEqual({ count: 1, at: 0 });
});
test("a layout with a large tile shows the selected camera there, whatever page the others are on", () => {
  const spot = (page: number, id?: CameraId): Shown => ({ ...AT_FIRST, layout: "1+5", page, spot: id });
  expect(placesOf(spot(0), ids)).toEqual(some(0, 1, 2, 3, 4, 5));
  expect(placesOf(spot(1, ids[17]), ids)).toEqual(some(17, 5, 6, 7, 8, 9));
  expect(placesOf(spot(0, CameraId.parse("gone")), ids)[0]).toBe(ids[0]);
  expect(placesOf(spot(0, ids[3]), ids.slice(0, 4))).toEqual(some(3, 0, 1, 2));
  expect(turned(spot(0, ids[0]), ids, ids[0]!).spot).toBeUndefined();
});

test.each<[Shown["layout"], number, Shown["layout"]]>([[64, 8, 9], [64, 64, 64], [64, 1, 1], [16, 4, 4], [16, 5, 9], [4, 0, 1], ["1+7", 3, "1+7"]])("layout %s with %i cameras is drawn as %s", (layout, count, drawn) => expect(drawnOf(layout, count)).toBe(drawn));
test("a camera that is added moves no other: it comes behind them, into a free place, or into none", () => {
  expect(steady(some(3, 4, 5), some(1, 3, 5, 2))).toEqual(some(3, 5, 1, 2));
  expect(joined(shown(4, 5, 6), ids, ids[9]!).chosen).toEqual(some(5, 6, 9));
  expect(joined(shown(4, 5, 6, 7, 8), ids, ids[9]!).chosen).toEqual(some(5, 6, 7, 8));
  expect(joined(shown(9), ids, ids[9]!).chosen).toEqual([]);
});
