import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTurns } from "./turns.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("sixteen that ask at once ask one after the other, and who gives up is not asked for", async () => {
  const turns = openTurns();
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const giveUp = Array.from({ length: 16 }, (_, n) => turns.take(() => {
    asked.push(n);
    return new Promise<void>((done) => answers.push(done));
  }));
  giveUp[2]!();
  expect(asked).toEqual([0]);
  for (let n = 1; n < 15; n++) {
    answers.at(-1)!();
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(n);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(n + 1);
  }
  expect(asked).toEqual([0, 1, ...Array.from({ length: 13 }, (_, n) => n + 3)]);
});
test("one that is never answered, or fails, does not hold up the others; its late answer changes nothing", async () => {
  const turns = openTurns();
  const asked: string[] = [];
  let late = (): void => undefined;
  turns.take(() => {
    asked.push("never");
    return new Promise<void>((done) => (late = done));
  });
  turns.take(() => {
    asked.push("fails");
    return Promise.reject(new Error("no"));
  });
  turns.take(() => {
    asked.push("held");
    return new Promise(() => undefined);
  });
  turns.take(() => {
    asked.push("last");
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toEqual(["never"]);
  await vi.advanceTimersByTimeAsync(800);
  expect(asked).toEqual(["never", "fails"]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual(["never", "fails", "held"]);
  late();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual(["never", "fails", "held"]);
});
