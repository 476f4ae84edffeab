import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLastWords } from "./last-words.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-words-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the next shell hears once, in a line, what the former one died of", () => {
  expect(openLastWords(folder).former()).toBeUndefined();
  openLastWords(folder).say(new TypeError("Object has been destroyed"));
  const next = openLastWords(folder);
  expect([next.former(), next.former()]).toEqual(["TypeError: Object has been destroyed", undefined]);
});

test.each([["text", "text"], [undefined, "undefined"], [{ a: 1 }, "[object Object]"]])("whatever was thrown: %j", (thrown, told) => {
  openLastWords(folder).say(thrown);
  expect(openLastWords(folder).former()).toBe(told);
});

test("a folder that is not there is no failure", () => {
  const none = openLastWords(join(folder, "none"));
  expect(() => none.say(new Error("x"))).not.toThrow();
  expect(none.former()).toBeUndefined();
});
