import { expect, test } from "vitest";
import { layout } from "./layout.ts";

const monitor = (id: number, x: number, label = "Dell") => ({ id, label, bounds: { x, y: 0, width: 1920, height: 1080 } });

test("one monitor has the console alone", () => {
  expect(layout([monitor(7, 0)], 7)).toEqual([{ monitor: 7, role: "console", name: "Dell (0,0)", bounds: monitor(7, 0).bounds }]);
});

test("every spare monitor has a wall window of its own name", () => {
  const places = layout([monitor(1, 0), monitor(2, 1920), monitor(3, 3840, "")], 2);
  expect(places.map((place) => place.role)).toEqual(["wall", "console", "wall"]);
  expect(places.map((place) => place.name)).toEqual(["Dell (0,0)", "Dell (1920,0)", "Màn hình (3840,0)"]);
});

test("a monitor that comes back under another id keeps its name", () => {
  expect(layout([monitor(9, 1920)], 1)[0]?.name).toBe(layout([monitor(2, 1920)], 1)[0]?.name);
});
