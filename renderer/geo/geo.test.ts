import fc from "fast-check";
import { expect, test } from "vitest";
import { heightAt, type HeightGrid } from "./heights.ts";
import { areaOf, bearing, distance, inside, lengthOf, type Point, towards } from "./measure.ts";
import { camerasThatSee, type Eye, fieldOfView, inView, type Land, sees } from "./sight.ts";
import { MERIDIANS, meridianNear, parsePlace, vn2000 } from "./vn2000.ts";

const KIM_LONG: Point = [107.564, 16.4605];
const TRANG_TIEN: Point = [107.5885, 16.4685];
const hue = vn2000(MERIDIANS.hue);

test("VN-2000: near the zone's axis x is the meridian's length times 0.9999 less the datum's shift, and the way back leads home", () => {
  const { x, y } = hue.from(107, 16.46);
  // Helmert's series for the meridian's length on WGS 84's ellipsoid; the datum's shift is within 150 m.
  const phi = (16.46 * Math.PI) / 180;
  const meridian = 111_132.9525 * 16.46 - 16_038.5088 * Math.sin(2 * phi) + 16.8326 * Math.sin(4 * phi) - 0.022 * Math.sin(6 * phi);
  expect(Math.abs(x / 0.9999 - meridian)).toBeLessThan(150);
  expect(Math.abs(y - 500_000)).toBeLessThan(300);
  fc.assert(fc.property(fc.double({ min: 106, max: 108.5, noNaN: true }), fc.double({ min: 15, max: 18, noNaN: true }), (lon, lat) => {
    const [backLon, backLat] = hue.to(hue.from(lon, lat));
    expect(Math.abs(backLon - lon)).toBeLessThan(1e-8);
    expect(Math.abs(backLat - lat)).toBeLessThan(1e-8);
  }));
  expect(meridianNear(107.6)).toBe(107.25);
});

test("a place is understood as people write it, whichever comes first", () => {
  const at = { meridian: MERIDIANS.hue, near: KIM_LONG };
  for (const text of ["16.4685, 107.5885", "107.5885 16.4685", "16,4685 107,5885", "16°28'6.6\"N 107°35'18.6\"E", "16°28'6,6\"B, 107°35'18,6\"Đ"]) {
    const [lon = 0, lat = 0] = parsePlace(text, at) ?? [];
    expect([lon.toFixed(4), lat.toFixed(4)]).toEqual(["107.5885", "16.4685"]);
  }
  const { x, y } = hue.from(...TRANG_TIEN);
  for (const text of [`X ${x.toFixed(2)} Y ${y.toFixed(2)}`, `${y.toFixed(2)}; ${x.toFixed(2)}`]) expect(parsePlace(text, at)?.map((part) => part.toFixed(5))).toEqual(["107.58850", "16.46850"]);
  for (const text of ["", "Kim Long", "16.4", "999999999 -999999999 3", "999 999", "X 999 Y 999", "1821234 999999", "3000000 563456"]) expect(parsePlace(text, at)).toBeUndefined();
});

test("lengths and areas are those of the plane of VN-2000 within a thousandth", () => {
  const plane = (a: Point, b: Point): number => Math.hypot(hue.from(...b).x - hue.from(...a).x, hue.from(...b).y - hue.from(...a).y);
  expect(distance(KIM_LONG, TRANG_TIEN) / plane(KIM_LONG, TRANG_TIEN)).toBeCloseTo(1, 3);
  expect(lengthOf([KIM_LONG, TRANG_TIEN, KIM_LONG])).toBeCloseTo(2 * distance(KIM_LONG, TRANG_TIEN), 6);
  const square = [KIM_LONG, towards(KIM_LONG, 90, 1000), towards(towards(KIM_LONG, 90, 1000), 0, 1000), towards(KIM_LONG, 0, 1000)];
  expect(areaOf(square) / 1e6).toBeCloseTo(1, 3);
  expect(areaOf([...square, KIM_LONG]) / 1e6).toBeCloseTo(1, 3);
  expect([areaOf([]), areaOf([KIM_LONG, TRANG_TIEN]), lengthOf([KIM_LONG])]).toEqual([0, 0, 0]);
  expect(inside(towards(KIM_LONG, 45, 700), square)).toBe(true);
  expect(inside(towards(KIM_LONG, 225, 10), square)).toBe(false);
});

test("property: going somewhere and looking back agree", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 359.9, noNaN: true }), fc.double({ min: 1, max: 20_000, noNaN: true }), (direction, metres) => {
    const there = towards(KIM_LONG, direction, metres);
    expect(Math.abs(distance(KIM_LONG, there) / metres - 1)).toBeLessThan(2e-3);
    expect(Math.abs(((bearing(KIM_LONG, there) - direction + 540) % 360) - 180)).toBeLessThan(0.2);
  }));
});

const grid: HeightGrid = { width: 3, height: 2, bounds: [107, 16, 107.3, 16.2], dm: Int16Array.from([0, 100, 200, 0, 100, -32_768]) };
test("heights are read between cell middles, and unknown is not zero", () => {
  expect(heightAt(grid, [107.05, 16.15])).toBe(0);
  expect(heightAt(grid, [107.1, 16.1])).toBeCloseTo(5);
  expect(heightAt(grid, [107.25, 16.05])).toBeUndefined();
  expect(heightAt(grid, [106.9, 16.1])).toBeUndefined();
  expect(heightAt(grid, [Number.NaN, 16.1])).toBeUndefined();
});

const flat: Land = { ground: () => 3, obstacles: [] };
const camera: Eye = { at: KIM_LONG, height: 8, bearing: 90, angle: 60, range: 500 };
const house = (from: number, to: number, height: number) => ({ height, ring: [[85, from], [95, from], [95, to], [85, to]].map(([direction = 0, far = 0]) => towards(KIM_LONG, direction, far)) });

test("a camera sees what is in its angle and range, and not behind houses and hills", () => {
  const ahead = towards(KIM_LONG, 90, 300);
  expect([inView(camera, ahead), inView(camera, towards(KIM_LONG, 121, 300)), inView(camera, towards(KIM_LONG, 90, 501))]).toEqual([true, false, false]);
  expect(camerasThatSee(flat, [camera, { ...camera, bearing: 270 }], ahead)).toEqual([0]);
  expect(camerasThatSee({ ...flat, obstacles: [house(100, 120, 12)] }, [camera], ahead)).toEqual([]);
  // A low house between them is looked over; one that holds the camera, or the place, hides nothing.
  expect(camerasThatSee({ ...flat, obstacles: [house(100, 120, 2)] }, [camera], ahead)).toEqual([0]);
  expect(camerasThatSee({ ...flat, obstacles: [house(290, 310, 12)] }, [camera], ahead)).toEqual([0]);
  const hill: Land = { ground: (at) => (distance(at, towards(KIM_LONG, 90, 150)) < 40 ? 30 : 3), obstacles: [] };
  expect(sees(hill, camera, { at: ahead, height: 1.5 })).toBe(false);
  expect(sees(hill, { ...camera, height: 80 }, { at: ahead, height: 1.5 })).toBe(true);
});

test("over the sea the earth itself hides: 2 m above the water sees 2 m above the water 9 km away, not 12 km (with refraction)", () => {
  const sea: Land = { ground: () => 0, obstacles: [] };
  const eye = { at: KIM_LONG, height: 2 };
  expect(sees(sea, eye, { at: towards(KIM_LONG, 0, 9_000), height: 2 })).toBe(true);
  expect(sees(sea, eye, { at: towards(KIM_LONG, 0, 12_000), height: 2 })).toBe(false);
});

test("the field of view is the sector, cut where sight ends", () => {
  const free = fieldOfView(flat, camera);
  expect(free).toHaveLength(50);
  expect(distance(KIM_LONG, free[25]!)).toBeCloseTo(500, 0);
  const cut = fieldOfView({ ...flat, obstacles: [house(100, 120, 30)] }, camera);
  expect(distance(KIM_LONG, cut[25]!)).toBeLessThanOrEqual(121);
  expect(distance(KIM_LONG, cut[1]!)).toBeCloseTo(500, 0);
});
