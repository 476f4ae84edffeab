import { expect, test } from "vitest";
import { inTime } from "./in-time.ts";

test("what answers is passed on, and so is what it throws", async () => {
  expect(await inTime(1_000, async () => 7)).toBe(7);
  await expect(inTime(1_000, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});

test("work that ignores its signal and never settles lets go of whoever waits", async () => {
  let given: AbortSignal | undefined;
  const never = inTime(20, (signal) => {
    given = signal;
    return new Promise(() => {});
  });
  await expect(never).rejects.toThrow("no answer in time");
  expect(given?.aborted).toBe(true);
});
