import { expect, test } from "vitest";
import { allOf, anyOf, atLeast, FALSE as F, not, TRUE as T, UNKNOWN as U, type Truth } from "./truth.ts";

const is = (...truths: Truth[]) => truths.map((truth) => () => truth);

test.each<[Truth[], Truth, Truth]>([
  [[T, T], T, T], [[T, F], F, T], [[F, T], F, T], [[F, F], F, F], [[T, U], U, T], [[U, T], U, T], [[F, U], F, U], [[U, F], F, U], [[U, U], U, U],
  [[T, T, U], U, T], [[F, U, U], F, U], [[T, T, T], T, T], [[F, F, F], F, F], [[U], U, U],
])("Kleene: all of %j is %i, any is %i", (truths, all, any) => {
  expect(allOf(is(...truths))()).toBe(all);
  expect(anyOf(is(...truths))()).toBe(any);
});

test.each<[number, Truth[], Truth]>([[2, [T, T, F], T], [2, [T, U, F], U], [2, [U, U, U], U], [2, [F, F, U], F], [2, [T, T, U], T], [3, [T, T, U], U]])(
  "Kleene: at least %i of %j is %i", (n, truths, expected) => expect(atLeast(n, is(...truths))()).toBe(expected),
);

test.each<[Truth, Truth]>([[T, F], [F, T], [U, U]])("Kleene: not %i is %i", (truth, expected) => expect(not(() => truth)()).toBe(expected));
