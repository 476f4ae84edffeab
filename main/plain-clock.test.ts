import { expect, test } from "vitest";
import { clockSheet, roomTime } from "./plain-clock.ts";

const AT = Date.UTC(2026, 0, 31, 20, 12, 34, 500);

test("the room's time is the city's, whatever the machine's zone", () => expect(roomTime(AT)).toBe("03:12:34"));

test("each hand begins where the clock stands", () => {
  const sheet = clockSheet(AT);
  expect(sheet).toContain("h 86400s steps(24) -11554.500s infinite");
  expect(sheet).toContain("m 3600s steps(60) -754.500s infinite");
  expect(sheet).toContain("s 60s steps(60) -34.500s infinite");
});
