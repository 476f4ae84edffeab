import { expect, test } from "vitest";
import { planOf } from "./wall-plan.ts";

const plan = (wide: number, high: number) => planOf({ wide, high });

test.each<[string, number, number, ReturnType<typeof planOf>]>([
  ["a ninth of a monitor: what, where and since when", 15, 6.6, { message: 2, value: false, advice: 0, trend: 0, beside: false }],
  ["a quarter: the value too", 22, 9.5, { message: 2, value: true, advice: 0, trend: 0, beside: false }],
  ["half of it, upright: all of it, one above the other", 22, 22, { message: 3, value: true, advice: 5, trend: 5, beside: false }],
  ["a whole monitor: its course beside the words", 44, 22, { message: 3, value: true, advice: 5, trend: 22, beside: true }],
  ["half of it, lying", 44, 10, { message: 2, value: true, advice: 0, trend: 10, beside: true }],
])("%s", (_, wide, high, expected) => {
  const got = plan(wide, high);
  expect({ ...got, trend: Math.floor(got.trend) }).toEqual(expected);
});

test("a larger cell never shows less", () => {
  for (let high = 4; high < 30; high += 0.5) {
    const [small, large] = [plan(22, high), plan(22, high + 0.5)];
    expect([large.message >= small.message, Number(large.value) >= Number(small.value), large.advice >= small.advice]).toEqual([true, true, true]);
  }
});
