import { expect, test } from "vitest";
import { nextStart, readStarts } from "./minder-policy.ts";

test("at once at first, then with growing waits, at last once a minute, for ever", () => {
  const waits: number[] = [];
  let starts: number[] = [];
  for (let now = 1_000_000; waits.length < 8; now += 1_000) {
    const next = nextStart(starts, now);
    waits.push(next.wait);
    starts = readStarts(next.starts.join(","));
    now += next.wait;
  }
  expect(waits).toEqual([0, 1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
});

test("a shell that lived five minutes is started at once again", () => {
  const { starts } = nextStart([], 1_000_000);
  expect(nextStart(starts, 1_300_000).wait).toBe(0);
});

test.each([[undefined, []], ["", []], ["x,-1,1e9,7", [7]], ["1,2,3,4,5,6,7", [3, 4, 5, 6, 7]], ["9".repeat(20), []]])("%j handed on means %j", (text, starts) => expect(readStarts(text)).toEqual(starts));

test("starts in the future (the clock was set back) are not held against it", () => expect(nextStart([9_000_000], 1_000_000).wait).toBe(0));
