import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGES, placeOn, type PageSize } from "./page.ts";
import { fileName, print } from "./print.ts";

test("property: on either page the picture stands whole, at its own proportions, with the legend beside it", () => {
  fc.assert(fc.property(fc.constantFrom<PageSize>("a4", "a3"), fc.integer({ min: 300, max: 4000 }), fc.integer({ min: 300, max: 4000 }), (size, width, height) => {
    const { page, picture, legendX } = placeOn(size, width, height);
    expect(picture.width / picture.height / (width / height)).toBeCloseTo(1, 9);
    expect(picture.x + picture.width).toBeLessThan(legendX);
    expect(picture.y + picture.height).toBeLessThan(page[1]);
    expect(page[0] - legendX).toBeGreaterThan((40 * page[0]) / PAGES[size][0]);
  }));
});

test("a file says which city and which minute, in the city's zone", () => expect(fileName("hue", Date.UTC(2026, 10, 22, 12, 5))).toBe("ban-do-hue-2026-11-22-19-05"));
test("a site's odd letters do not reach the file system", () => expect(fileName("a/../b", Date.UTC(2026, 0, 1))).toBe("ban-do-a-b-2026-01-01-07-00"));
test("a map that cannot be drawn now is no file", async () => {
  const written = { title: "", time: "", note: "", sources: [], north: "B" };
  expect(await print({ picture: () => Promise.resolve(undefined) }, "a4", written, { title: "", priorities: [], normal: "", silent: "", cases: [], lines: [] })).toBeUndefined();
});
