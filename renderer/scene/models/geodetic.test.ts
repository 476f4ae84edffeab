import { Camera, Matrix4, PerspectiveCamera, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { mercator } from "../bounds.ts";
import { setCamera } from "./camera-of.ts";
import { packOnly, placed } from "./load-model.ts";
import { geodetic } from "./tileset.ts";

test("a point on the globe's axes has its longitude, latitude and height", () => {
  const [lon, lat, h] = [107.58, 16.47, 35];
  const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  const e2 = 0.006_694_379_990_14;
  const n = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(f) ** 2);
  const found = geodetic(new Vector3((n + h) * Math.cos(f) * Math.cos(l), (n + h) * Math.cos(f) * Math.sin(l), (n * (1 - e2) + h) * Math.sin(f)));
  expect([found.lon, found.lat].map((deg) => deg.toFixed(7))).toEqual(["107.5800000", "16.4700000"]);
  expect(found.height).toBeCloseTo(35, 3);
});

test("a model's metres land on the map: east is east, up is up, south is south", () => {
  const [x, y] = mercator(107.58, 16.47);
  const at = (dx: number, dy: number, dz: number) => new Vector3(dx, dy, dz).applyMatrix4(placed(107.58, 16.47, 0));
  expect(at(0, 0, 0).toArray()).toEqual([x, y, 0]);
  expect([at(100, 0, 0).x > x, at(0, 100, 0).z > 0, at(0, 0, 100).y > y]).toEqual([true, true, true]);
  expect((at(0, 0, 100).y - y) * 40_075_016.7 * Math.cos((16.47 * Math.PI) / 180)).toBeCloseTo(100, 3);
});

describe("the map's one matrix as a camera", () => {
  test("has the eye where it was, and sees what it saw, whatever the matrix was multiplied by", () => {
    const eye = new PerspectiveCamera(40, 1.6, 1, 5000);
    eye.position.set(300, 400, 500);
    eye.lookAt(10, 20, 30);
    eye.updateMatrixWorld(true);
    const whole = new Matrix4().multiplyMatrices(eye.projectionMatrix, eye.matrixWorldInverse).multiplyScalar(0.37);
    const camera = new Camera();
    setCamera(camera, whole);
    expect(camera.position.distanceTo(eye.position)).toBeLessThan(1e-3);
    expect(camera.projectionMatrix.elements[5]).toBeCloseTo(eye.projectionMatrix.elements[5]!, 5);
    const point = new Vector3(12, 18, 33);
    expect(point.clone().applyMatrix4(camera.matrixWorldInverse).applyMatrix4(camera.projectionMatrix).distanceTo(point.clone().applyMatrix4(whole))).toBeLessThan(1e-5);
  });
});

test("a model that names anything outside the pack is refused before anybody is asked", () => {
  const manager = packOnly();
  for (const url of ["https://example.org/roof.png", "//example.org/a.bin", "/api/session"]) expect(() => manager.resolveURL(url)).toThrow("outside the pack");
  expect(manager.resolveURL("/city/models/roof.png")).toBe("/city/models/roof.png");
});
