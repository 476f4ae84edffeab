import { expect, test } from "vitest";
import { endsWith } from "./abort.ts";

test("it ends with the other, and is not called late", () => {
  const other = new AbortController();
  const both = endsWith(other.signal, 60_000);
  expect(both.signal.aborted).toBe(false);
  other.abort();
  expect([both.signal.aborted, both.late()]).toEqual([true, false]);
  both.done();
});

test("it ends after its time, and says so", async () => {
  const both = endsWith(new AbortController().signal, 1);
  await new Promise((done) => both.signal.addEventListener("abort", done));
  expect(both.late()).toBe(true);
});

test("an other that has ended already ends it at once; one done with ends no more", () => {
  expect(endsWith(AbortSignal.abort(), 60_000).signal.aborted).toBe(true);
  const other = new AbortController();
  const both = endsWith(other.signal, 60_000);
  both.done();
  other.abort();
  expect(both.signal.aborted).toBe(false);
});
