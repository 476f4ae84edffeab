import fc from "fast-check";
import { expect, test } from "vitest";
import { pan, transformOf, WHOLE, zoomAt, type Zoom } from "./zoom.ts";

test("the point under the pointer stays", () => {
  const near = zoomAt(zoomAt(WHOLE, -100, 0.3, 0.6), -100, 0.3, 0.6);
  expect(near.scale).toBeCloseTo(1.25 ** 2);
  expect(near.x + 0.3 * near.scale).toBeCloseTo(0.3);
  expect(near.y + 0.6 * near.scale).toBeCloseTo(0.6);
  expect(transformOf(near)).toMatch(/^translate\(-[\d.]+%, -[\d.]+%\) scale\(1\.5625\)$/);
});
test("back to the whole picture it is the whole picture", () => {
  expect(zoomAt(zoomAt(WHOLE, -100, 0.9, 0.9), 100, 0.1, 0.1)).toEqual(WHOLE);
  expect(transformOf(WHOLE)).toBeUndefined();
});
test("whatever is turned and drawn, no edge of the picture comes into the tile", () =>
  fc.assert(fc.property(fc.array(fc.record({ delta: fc.integer({ min: -2000, max: 2000 }), px: fc.integer({ min: 0, max: 100 }), py: fc.integer({ min: 0, max: 100 }), dx: fc.integer({ min: -300, max: 300 }), dy: fc.integer({ min: -300, max: 300 }) })), (steps) => {
    let zoom: Zoom = WHOLE;
    for (const { delta, px, py, dx, dy } of steps) {
      zoom = pan(zoomAt(zoom, delta, px / 100, py / 100), dx / 100, dy / 100);
      expect(zoom.scale).toBeGreaterThanOrEqual(1);
      expect(zoom.scale).toBeLessThanOrEqual(8);
      for (const at of [zoom.x, zoom.y]) {
        expect(at).toBeLessThanOrEqual(0);
        expect(at + zoom.scale).toBeGreaterThanOrEqual(1 - 1e-9);
      }
    }
  })));
