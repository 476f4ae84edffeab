import { expect, test } from "vitest";
import { contourLines } from "./contour-lines.ts";
import { fieldValues, rangeOf, roundSteps, type FieldPoint } from "./field.ts";
import { paintField, rampOf } from "./ramp.ts";
import { sectorOf } from "./sector.ts";

function worked(points: readonly FieldPoint[], width = 24, height = 16) {
  const work = fieldValues(points, width, height);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

test("a field has its stations' values at its stations, none far from all of them, and nothing beyond what was measured", () => {
  const { values, trust } = worked([{ x: 4.5, y: 4.5, v: 10 }, { x: 8.5, y: 4.5, v: 20 }]);
  expect(values[4 * 24 + 4]).toBeCloseTo(10, 0);
  expect(values[4 * 24 + 8]).toBeCloseTo(20, 0);
  expect(values[15 * 24 + 23]).toBeNaN();
  expect(trust[15 * 24 + 23]).toBe(0);
  const [low, high] = rangeOf(values)!;
  expect(low >= 10 && high <= 20).toBe(true);
});

test("thousands of stations are worked out too, neighbours as one", () => {
  const { values } = worked(Array.from({ length: 5000 }, (_, i) => ({ x: i % 24, y: (i / 24) % 16, v: 7 })));
  expect(values.every((value) => Math.abs(value - 7) < 1e-3)).toBe(true);
});

test("no stations, no field", () => expect(rangeOf(worked([]).values)).toBeUndefined());

test.each([[0, 10, 5, [0, 2, 4, 6, 8, 10]], [0.13, 0.88, 6, [0.2, 0.4, 0.6, 0.8]], [5, 5, 6, []], [5, 4, 6, []]])("round steps from %d to %d", (low, high, about, steps) => expect(roundSteps(low, high, about)).toEqual(steps));

test("contours are closed around a peak, carry their value, and do not run along the field's rim", () => {
  const [width, height] = [40, 40];
  const values = Float32Array.from({ length: width * height }, (_, i) => (i % width > 35 ? Number.NaN : 100 - Math.hypot((i % width) - 15, Math.floor(i / width) - 20) * 5));
  const lines = contourLines({ width, height, bounds: [107, 16, 108, 17], values, trust: values, low: -10, high: 100 });
  expect(lines.map(({ value }) => value)).toContain(80);
  const peak = lines.find(({ value }) => value === 80)!;
  expect(peak.path[0]![0]).toBeCloseTo(peak.path.at(-1)![0], 1);
  for (const { path } of lines) for (const [lon] of path) expect(lon).toBeLessThan(107 + 36.5 / 40);
});

test("blue is the water's alone, and what has no value is clear", () => {
  for (const part of [0, 0.3, 0.7, 1]) {
    const [r, , b] = rampOf("pm25", part);
    expect(b).toBeLessThan(r * 1.4);
  }
  const picture = paintField("pm25", { values: Float32Array.of(1, Number.NaN), trust: Float32Array.of(1, 0), low: 0, high: 1 });
  expect(picture[3]).toBeGreaterThan(0);
  expect(picture[7]).toBe(0);
});

test("a camera's sector looks where it looks, so far", () => {
  const sector = sectorOf(107.58, 16.46, { bearing: 90, angle: 60, range: 1000 });
  expect(sector[0]).toEqual([107.58, 16.46]);
  const middle = sector[1 + (sector.length - 1) / 2] ?? sector[Math.ceil(sector.length / 2)]!;
  expect(middle[1]).toBeCloseTo(16.46, 3);
  expect((middle[0] - 107.58) * 111_195 * Math.cos((16.46 * Math.PI) / 180)).toBeGreaterThan(990);
  expect(sectorOf(107.58, 16.46, { bearing: 0, angle: 360, range: 10 })[0]).not.toEqual([107.58, 16.46]);
});
