import { WebMercatorViewport } from "@deck.gl/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inPolygon } from "./polygon.ts";
import { screenOf } from "./screen.ts";

test("points are where the map has them, however it is turned and tilted", () =>
  fc.assert(fc.property(fc.integer({ min: -180, max: 180 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 9, max: 19 }), fc.integer({ min: 0, max: 960 }), fc.integer({ min: 200, max: 540 }), (bearing, pitch, zoom, x, y) => {
    const view = new WebMercatorViewport({ width: 960, height: 540, longitude: 107.58, latitude: 16.46, zoom, bearing, pitch });
    const screen = screenOf((lon, lat) => {
      const [px = 0, py = 0] = view.project([lon, lat]);
      return [px, py];
    }, [107.58, 16.46], zoom);
    const [lon = 0, lat = 0] = view.unproject([x, y]);
    expect(Math.hypot(screen.x(lon, lat) - x, screen.y(lon, lat) - y)).toBeLessThan(0.05);
  })));

test("a point behind the eye is nowhere", () => {
  const view = new WebMercatorViewport({ width: 960, height: 540, longitude: 107.58, latitude: 16.46, zoom: 14, pitch: 60 });
  const screen = screenOf((lon, lat) => {
    const [px = 0, py = 0] = view.project([lon, lat]);
    return [px, py];
  }, [107.58, 16.46], 14);
  expect(screen.x(107.58, 14)).toBeNaN();
});

test("a lasso holds what lies inside it, closed or not, also around a corner; a line holds nothing", () => {
  const hook = [[0, 0], [4, 0], [4, 4], [3, 4], [3, 1], [0, 1]] as const;
  for (const polygon of [hook, [...hook, hook[0]]]) {
    expect(inPolygon(polygon, 1, 0.5)).toBe(true);
    expect(inPolygon(polygon, 3.5, 3)).toBe(true);
    expect(inPolygon(polygon, 1, 3)).toBe(false);
  }
  expect(inPolygon([[0, 0], [4, 4]], 2, 2)).toBe(false);
  expect(inPolygon([], 0, 0)).toBe(false);
});
