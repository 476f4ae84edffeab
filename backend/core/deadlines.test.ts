import fc from "fast-check";
import { expect, test } from "vitest";
import { openDeadlines } from "./deadlines.ts";

test("invariant 4: everything comes out once, in due order, ties as they were set, whatever is moved or taken away", () => {
  const deed = fc.record({ key: fc.integer({ min: 0, max: 20 }), at: fc.option(fc.integer({ min: 0, max: 50 })) });
  fc.assert(fc.property(fc.array(deed, { maxLength: 80 }), (deeds) => {
    const heap = openDeadlines<number>();
    let model: { key: number; at: number }[] = [];
    for (const { key, at } of deeds) {
      if (model.some((entry) => entry.key === key && entry.at === at)) continue;
      model = model.filter((entry) => entry.key !== key);
      if (at === null) heap.delete(key);
      else {
        heap.set(key, at);
        model.push({ key, at });
      }
      expect(heap.size()).toBe(model.length);
    }
    const out = [];
    for (let now = 0; now <= 50; now++) for (let due = heap.take(now); due !== undefined; due = heap.take(now)) out.push(due);
    expect(out).toEqual(model.map((entry, order) => ({ ...entry, order })).sort((a, b) => a.at - b.at || a.order - b.order).map(({ key, at }) => ({ key, at })));
    expect(heap.first()).toBeUndefined();
  }));
});

test("a deadline not yet due stays", () => {
  const heap = openDeadlines<string>();
  heap.set("a", 10);
  expect(heap.take(9)).toBeUndefined();
  expect(heap.first()).toBe(10);
});
