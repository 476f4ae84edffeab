import { expect, test } from "vitest";
import { Newest } from "./newest.ts";

test("after the clock went back, readings stamped with the new time are new again", () => {
  const newest = new Newest();
  newest.set(3, 5000);
  newest.set(2000, 700);
  newest.clamp(1000);
  expect([newest.get(3), newest.get(2000), newest.get(99_999)]).toEqual([1000, 700, 0]);
});
