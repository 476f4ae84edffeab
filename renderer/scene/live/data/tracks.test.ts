import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTracks, LOST, MOVING, UNHEARD } from "./tracks.ts";

const PERIOD = 10_000;
const T = 1_000_000;
const one = () => createTracks(Float64Array.of(PERIOD));

describe("a vehicle", () => {
  test("nobody heard of is nowhere", () => {
    const tracks = one();
    tracks.at(0, T);
    expect(tracks.state[0]).toBe(UNHEARD);
  });
  test("drives between two reports, a period behind", () => {
    const tracks = one();
    tracks.report(0, T, 107.5, 16.4, Number.NaN);
    tracks.report(0, T + PERIOD, 107.6, 16.5, Number.NaN);
    tracks.at(0, T + PERIOD);
    expect([tracks.lon[0], tracks.lat[0]]).toEqual([107.5, 16.4]);
    tracks.at(0, T + 1.5 * PERIOD);
    expect(tracks.lon[0]).toBeCloseTo(107.55, 9);
    tracks.at(0, T + 2 * PERIOD);
    expect(tracks.lat[0]).toBeCloseTo(16.5, 9);
  });
  test("is never thought to have driven on after its last report, and is lost after two periods", () => {
    const tracks = one();
    tracks.report(0, T, 107.5, 16.4, 90);
    tracks.report(0, T + PERIOD, 107.6, 16.4, 90);
    tracks.at(0, T + 3 * PERIOD);
    expect([tracks.lon[0], tracks.state[0]]).toEqual([107.6, MOVING]);
    tracks.at(0, T + 3 * PERIOD + 1);
    expect([tracks.lon[0], tracks.state[0]]).toEqual([107.6, LOST]);
  });
  test("jumps over a gap in its reports and over a leap back in time: nobody knows the way between", () => {
    const tracks = one();
    tracks.report(0, T, 107.5, 16.4, 0);
    tracks.report(0, T + 2 * PERIOD + 1, 107.9, 16.4, 0);
    tracks.at(0, T + 2 * PERIOD + 1);
    expect(tracks.lon[0]).toBe(107.9);
    tracks.report(0, T - 60_000, 107.1, 16.4, 0);
    tracks.at(0, T - 60_000);
    expect(tracks.lon[0]).toBe(107.1);
  });
  test("points where its course says, else where it went", () => {
    const tracks = one();
    tracks.report(0, T, 107.5, 16.4, 270);
    expect(tracks.turn[0]).toBeCloseTo(1.5 * Math.PI, 9);
    tracks.report(0, T + PERIOD, 107.6, 16.4, Number.NaN);
    expect(tracks.turn[0]).toBeCloseTo(Math.PI / 2, 2);
  });
  test("is always between its last two reports", () =>
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 30 })), { minLength: 2, maxLength: 20 }), fc.integer({ min: 0, max: 100 }), (reports, later) => {
      const tracks = one();
      let t = T;
      for (const [x, seconds] of reports) tracks.report(0, (t += seconds * 1000), 107 + x / 1000, 16, 0);
      tracks.at(0, t + later * 500);
      const [a, b] = reports.slice(-2).map(([x]) => 107 + x / 1000) as [number, number];
      expect(tracks.lon[0]).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9);
      expect(tracks.lon[0]).toBeLessThanOrEqual(Math.max(a, b) + 1e-9);
    })));
});
