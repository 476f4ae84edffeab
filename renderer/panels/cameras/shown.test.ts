import { expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { placesOf, turned, type Shown } from "./shown.ts";

const ids = Array.from({ length: 20 }, (_, n) => CameraId.parse(`c${n}`));
const some = (...at: number[]): CameraId[] => at.map((n) => ids[n]!);
const shown = (layout: Shown["layout"], ...at: number[]): Shown => ({ layout, chosen: some(...at) });

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
