import { describe, expect, test } from "vitest";
import { Cell } from "#contract/wall";
import { frameOf, movedBy, sizedBy } from "./frame.ts";
import { placeByKey } from "./place-drag.ts";
import { nextBox } from "./step-to.ts";

const at = (x: number, y: number, w = 1920, h = 1080) => ({ at: { x, y, w, h } });
const cell = (over: object = {}) => Cell.parse({ id: "c", monitorId: "m", x: 10, y: 10, w: 20, h: 20, panels: [], ...over });

test("the frame holds every monitor, also left of and above the first", () => expect(frameOf([at(0, 0), at(-1920, 0), at(0, -1080)])).toEqual({ x: -1920, y: -1080, w: 3840, h: 2160 }));

describe("cells by the pointer and by keys", () => {
  test.each([[7, 8, { x: 15, y: 20 }], [-40, -40, { x: 0, y: 0 }], [999, 999, { x: 55, y: 55 }]])("moved by %d, %d they stay with their corner on their monitor", (dx, dy, place) => expect(movedBy(cell(), dx, dy)).toEqual(place));
  test("they grow beyond their monitor to span the next, and never to nothing", () => {
    expect(sizedBy(cell(), 80, 0)).toEqual({ w: 100, h: 20 });
    expect(sizedBy(cell(), -80, -80)).toEqual({ w: 5, h: 5 });
  });
  test.each([["ArrowRight", false, { x: 15, y: 10, w: 20, h: 20 }], ["ArrowUp", true, { x: 10, y: 10, w: 20, h: 15 }]] as const)("%s (shift %s)", (key, shift, place) => expect(placeByKey(cell(), key, shift, 5)).toMatchObject(place));
  test("other keys place nothing", () => expect(placeByKey(cell(), "Enter", false, 5)).toBe(undefined));
});

describe("arrow keys from cell to cell", () => {
  const box = (left: number, top: number, w = 10, h = 10) => ({ left, top, right: left + w, bottom: top + h });
  const others = [box(20, 0), box(40, 0), box(0, 20), box(20, 22)];
  test.each([["ArrowRight", 0], ["ArrowDown", 2], ["ArrowLeft", undefined], ["ArrowUp", undefined]] as const)("%s leads to %s", (way, index) => expect(nextBox(box(0, 0), others, way)).toBe(index));
});
