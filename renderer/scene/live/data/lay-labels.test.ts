import fc from "fast-check";
import { expect, test } from "vitest";
import { boxAround, overlap } from "../../label-room.ts";
import { layLabels, type LabelWish } from "./lay-labels.ts";

const VIEW = { left: 0, top: 0, right: 400, bottom: 300 };
const wish = (x: number, y: number, spots: LabelWish["spots"] = [[0, 20], [0, -20]]): LabelWish => ({ x, y, width: 40, height: 12, spots });
const none = (): [] => [];

test("of texts at one spot the first stands, the next stands where it still can, and what finds no room is left out", () =>
  expect(layLabels([{ shy: false, wishes: [wish(100, 100), wish(105, 100), wish(110, 100)] }], none, VIEW)).toEqual([[0, 1, -1]]));

test("a shy text keeps clear of signs, names and every other layer's texts, whoever asked first", () => {
  const sign = boxAround(100, 120, 24, 24);
  expect(layLabels([{ shy: true, wishes: [wish(100, 100)] }, { shy: false, wishes: [wish(100, 60)] }], () => [sign], VIEW)).toEqual([[-1], [0]]);
  expect(layLabels([{ shy: false, wishes: [wish(100, 100)] }], () => [sign], VIEW)).toEqual([[0]]);
});

test("nothing is cut by the edge, and a place behind the eye has no text", () =>
  expect(layLabels([{ shy: false, wishes: [wish(5, 100), wish(100, 295), wish(Number.NaN, 10)] }], none, VIEW)).toEqual([[-1, 1, -1]]));

test("whatever is asked for, no two texts that stand touch, nor a shy one a sign", () =>
  fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }), shy: fc.boolean() }), { maxLength: 40 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 })), { maxLength: 10 }), (places, signs) => {
    const sets = [true, false].map((shy) => ({ shy, wishes: places.filter((place) => place.shy === shy).map(({ x, y }) => wish(x, y)) }));
    const boxes = signs.map(([x, y]) => boxAround(x, y, 24, 24));
    const laid = layLabels(sets, () => boxes, VIEW);
    const standing = sets.flatMap(({ shy, wishes }, s) => wishes.flatMap(({ x, y, width, height, spots }, i) => {
      const spot = spots[laid[s]![i]!];
      return spot === undefined ? [] : [{ shy, box: boxAround(x + spot[0], y + spot[1], width, height) }];
    }));
    for (const [i, { shy, box }] of standing.entries()) {
      for (const other of standing.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
      if (shy) for (const sign of boxes) expect(overlap(box, sign)).toBe(false);
    }
  })));
