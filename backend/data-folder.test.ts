import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "./data-folder.ts";

const base = mkdtempSync(join(tmpdir(), "kydai-folder-"));

test("a folder and those above it are made; one that is there is taken", () => {
  expect(makeFolder(join(base, "a/b/c")).ok).toBe(true);
  expect(existsSync(join(base, "a/b/c"))).toBe(true);
  expect(makeFolder(base).ok).toBe(true);
});

test("a file in the way, and a file system that takes no folders, are faults in words", () => {
  writeFileSync(join(base, "file"), "");
  for (const path of [join(base, "file"), join(base, "file/x"), "/proc/kydai/nope"]) {
    const made = makeFolder(path);
    expect(made.ok).toBe(false);
    if (!made.ok) expect(made.fault).toMatch(/\w/);
  }
});
