import { describe, expect, test } from "vitest";
import type { Received } from "../rtsp/receive.ts";
import { openWatch, type Watch } from "./watch.ts";

const PIXELS = 640 * 360;
const unit = (key: boolean, size: number, more: Partial<Received> = {}): Received => ({ codec: "h264", key, broken: false, data: Buffer.alloc(size, 1), timestamp: 0, arrived: 0, captured: undefined, ...more });
/** A key picture each second and 24 between. @returns the instant after them */
function groups(watch: Watch, from: number, count: number, { key = 5000, delta = 300 }: { key?: number; delta?: number } = {}): number {
  for (let s = 0; s < count; s++) {
    watch.take(unit(true, key), from + s * 1000, PIXELS);
    for (let n = 1; n < 25; n++) watch.take(unit(false, n === 1 ? delta * 8 : delta), from + s * 1000 + n * 40, PIXELS);
  }
  return from + count * 1000;
}

describe("a picture that does not change", () => {
  test("is told after ten seconds, and no longer once something moves", () => {
    const watch = openWatch();
    let now = groups(watch, 0, 20);
    expect(watch.look(now)).toEqual({});
    now = groups(watch, now, 9, { delta: 46 });
    expect(watch.look(now)).toEqual({});
    now = groups(watch, now, 4, { delta: 46 });
    expect(watch.look(now)).toEqual({ picture: "still" });
    now = groups(watch, now, 2);
    expect(watch.look(now)).toEqual({});
  });
  test("of a large picture is larger, and a quiet street is none", () => {
    const watch = openWatch();
    for (let s = 0; s < 20; s++) {
      watch.take(unit(true, 9000), s * 1000, 1920 * 1080);
      for (let n = 1; n < 25; n++) watch.take(unit(false, 189), s * 1000 + n * 40, 1920 * 1080);
    }
    expect(watch.look(20_000)).toEqual({ picture: "still" });
    // Nothing moves there, and yet its key pictures are never quite the same.
    const quiet = openWatch();
    let now = 0;
    for (let s = 0; s < 60; s++) now = groups(quiet, now, 1, { delta: 40, key: 5000 + (s % 3) * 10 });
    expect(quiet.look(now)).toEqual({});
  });
  test("where each picture stands alone its bytes tell", () => {
    const watch = openWatch();
    const jpeg = (from: number, same: boolean): void => {
      for (let s = 0; s < 15; s++) watch.take(unit(true, 5000, { codec: "mjpeg", data: Buffer.alloc(5000, same ? 7 : s) }), from + s * 1000, PIXELS);
    };
    jpeg(0, false);
    expect(watch.look(15_000)).toEqual({});
    jpeg(15_000, true);
    expect(watch.look(30_000)).toEqual({ picture: "still" });
  });
});

describe("a picture with little in it", () => {
  test("is told against the camera's own usual one, after five seconds, and no longer with the light", () => {
    const watch = openWatch();
    let now = groups(watch, 0, 180);
    now = groups(watch, now, 4, { key: 900 });
    expect(watch.look(now)).toEqual({});
    now = groups(watch, now, 4, { key: 900 });
    expect(watch.look(now)).toEqual({ picture: "plain" });
    now = groups(watch, now, 1);
    expect(watch.look(now)).toEqual({});
  });
  test("is nothing a camera can be told of before it is known, nor one that sees little as a rule", () => {
    const watch = openWatch();
    let now = groups(watch, 0, 30);
    now = groups(watch, now, 20, { key: 900 });
    expect(watch.look(now)).toEqual({});
    const dull = openWatch();
    expect(dull.look(groups(dull, 0, 300, { key: 900 }))).toEqual({});
  });
  test("is its usual one after half an hour: nights are no faults", () => {
    const watch = openWatch();
    let now = groups(watch, 0, 180);
    now = groups(watch, now, 1800, { key: 900 });
    expect(watch.look(now)).toEqual({ picture: "plain" });
    now = groups(watch, now, 10, { key: 900 });
    expect(watch.look(now)).toEqual({});
  });
});

test("pictures that come late are no clock that is off: what came fastest in a minute tells it", () => {
  const watch = openWatch();
  for (let s = 0; s <= 130; s++) watch.take(unit(false, 100, { arrived: s * 1000 + (s % 10 === 0 ? 50 : 9000), captured: s * 1000 + 700 }), s * 1000, PIXELS);
  expect(watch.look(130_000)).toEqual({ clockOff: 650 });
  // Of a camera that tells its clock no more it is not said for ever.
  expect(watch.look(400_000)).toEqual({});
});
test("a clock that drifts is told by the hour, whatever the network adds; one that is set begins anew", () => {
  const watch = openWatch();
  const run = (from: number, seconds: number, ahead: number): void => {
    for (let s = 0; s < seconds; s++) watch.take(unit(false, 100, { arrived: from + s * 1000 + (s % 7) * 30, captured: from + s * 1000 + ahead + s * 0.05 }), from + s * 1000, PIXELS);
  };
  run(0, 300, 0);
  expect(watch.look(300_000).drift).toBeUndefined();
  run(300_000, 1500, 15);
  expect(watch.look(1_800_000).drift).toBeGreaterThan(160);
  expect(watch.look(1_800_000).drift).toBeLessThan(200);
  run(1_800_000, 120, 60_000);
  expect(watch.look(1_920_000).drift).toBeUndefined();
});
