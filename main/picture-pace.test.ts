import { expect, test } from "vitest";
import { nextPicture } from "./picture-pace.ts";

test("every 1.5 s while somebody looks, so that a preview is never older than 2 s; once a minute otherwise", () => {
  expect(nextPicture({ ok: true, watched: true }, undefined)).toEqual({ due: 1_500, wait: undefined });
  expect(nextPicture({ ok: true, watched: false }, 8_000)).toEqual({ due: 60_000, wait: undefined });
});

test("failures back off to a minute", () => {
  const waits: (number | undefined)[] = [];
  for (let wait: number | undefined; waits.length < 7; waits.push(wait)) wait = nextPicture({ ok: false }, wait).wait;
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});
