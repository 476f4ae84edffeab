import { expect, test } from "vitest";
import { pageAt } from "./page-at.ts";

test("a document stays on its page, or turns by the clock through all of them and begins anew", () => {
  expect(pageAt({ first: 3, turnEvery: 0, of: 5, now: 1e12 })).toBe(3);
  expect(pageAt({ first: 9, turnEvery: 0, of: 5, now: 1e12 })).toBe(5);
  const turned = [0, 10, 20, 30].map((s) => pageAt({ first: 2, turnEvery: 10, of: 3, now: s * 1000 }));
  expect(turned).toEqual([2, 3, 1, 2]);
  expect(pageAt({ first: 1, turnEvery: 10, of: 1, now: 12_345_678 })).toBe(1);
});
