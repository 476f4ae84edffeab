import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./fingerprint.ts";
import { closureHash, isFast } from "./unchanged.ts";
import { readFileSync } from "node:fs";

const plain = (path: string): string => readFileSync(path, "latin1");
const file = join(ROOT, "backend/room/silence.test.ts");
const touched = (name: string) => (path: string) => (path === join(ROOT, name) ? `${plain(path)}\n` : plain(path));

test.each([
  ["the test itself", "backend/room/silence.test.ts"],
  ["what it imports", "backend/room/silence.ts"],
  ["what that reaches through the contract", "backend/contract/ids.ts"],
  ["the lock of the packages", "package-lock.json"],
])("a change of %s makes it run again", (_what, name) => {
  expect(closureHash(file, touched(name))).not.toBe(closureHash(file, plain));
});

test("a change elsewhere does not", () => {
  expect(closureHash(file, touched("backend/room/ledger.ts"))).toBe(closureHash(file, plain));
});

test.each([["backend/core/fold.test.ts", true], ["renderer/live/mirror.test.ts", true], ["backend/store/kill.heavy.test.ts", false], ["test/chaos/storm.test.ts", false], ["backend/core/fold.ts", false]])("%s is of the fast check: %s", (name, expected) => {
  expect(isFast(name)).toBe(expected);
});
