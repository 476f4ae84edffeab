import { expect, test } from "vitest";
import { createFrozen, type Standing } from "./frozen.ts";

const stands = (key: string, frozen?: number, paintedAt = frozen === undefined ? 1e9 : 0, seen = true): Standing => ({ key, frozen, paintedAt, seen });

test("windows that paint need nothing", () => expect(createFrozen()([stands("a"), stands("b")], 1e6)).toBeUndefined());

test("one of several: that window is built anew", () => {
  expect(createFrozen()([stands("a", 3_500), stands("b")], 1e6)).toEqual({ do: "rebuild", windows: [{ key: "a", frozen: 3_500 }] });
});

test("none paints, though not all are found at the same look: the GPU process is ended, and the windows only where that did not help", () => {
  const cure = createFrozen();
  const windows = [stands("a", 3_500), stands("b", undefined, 1e6 - 2_500), stands("hidden", undefined, 1e6, false)];
  expect(cure(windows, 1e6)).toEqual({ do: "gpu" });
  expect(cure([stands("a", 3_500), stands("b", 3_500)], 1e6 + 4_000)).toMatchObject({ do: "rebuild", windows: [{ key: "a" }, { key: "b" }] });
  expect(cure([stands("a", 3_500), stands("b", 3_500)], 1e6 + 60_001)).toEqual({ do: "gpu" });
});

test("a GPU process that hangs a second time is ended a second time: the first time it helped", () => {
  const cure = createFrozen();
  expect(cure([stands("a", 3_500), stands("b", 3_500)], 1e6)).toEqual({ do: "gpu" });
  expect(cure([stands("a", 3_500, 1e6 + 500), stands("b", 3_500, 1e6 + 600)], 1e6 + 4_500)).toEqual({ do: "gpu" });
});

test("a window that freezes again and again is built anew ever more seldom, and forgiven when it went on for long", () => {
  const cure = createFrozen();
  const rebuilds: number[] = [];
  for (let now = 0; now <= 300_000; now += 500) if (cure([stands("a", 3_500), stands("b")], now)?.do === "rebuild") rebuilds.push(now);
  expect(rebuilds).toEqual([0, 5_500, 16_000, 36_500, 77_000, 157_500]);
  expect(cure([stands("a", 3_500), stands("b")], 2_000_000)?.do).toBe("rebuild");
  expect(cure([stands("a", 3_500), stands("b")], 2_005_500)?.do).toBe("rebuild");
});
