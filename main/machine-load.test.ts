import { expect, test } from "vitest";
import { createLoad, wantToRun } from "./machine-load.ts";

test("what wants to run is read from Linux's own line, and from nothing else", () => {
  expect(wantToRun("0.32 5.69 9.38 14/812 4242\n")).toBe(13);
  expect(wantToRun("0.32 5.69 9.38 1/812 4242\n")).toBe(0);
  expect([wantToRun(""), wantToRun("{}"), wantToRun("0.3 0.2")]).toEqual([undefined, undefined, undefined]);
});

test("a rush counts within two seconds, and is forgotten as soon; the minute's mean is the least", () => {
  let line = "0.50 0.50 0.50 1/812 1";
  const load = createLoad(() => line, () => 0.5, 2);
  const after = (looks: number) => Array.from({ length: looks }, load).at(-1) ?? 0;
  expect(after(4)).toBe(0.25);
  line = "0.50 0.50 0.50 14/812 1";
  expect(after(4)).toBeGreaterThan(4);
  line = "0.50 0.50 0.50 1/812 1";
  expect(after(10)).toBeLessThan(0.5);
});

test("where the system has no such file its mean over a minute is all there is", () => {
  const load = createLoad(() => {
    throw new Error("ENOENT");
  }, () => 6, 2);
  expect(load()).toBe(3);
});
