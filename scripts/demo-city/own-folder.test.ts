import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { MARK, ownFolder } from "./own-folder.ts";

function folderOf(): string {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return folder;
}

test("a folder that is not there, and an empty one, become the demonstration's; it finds its own again", () => {
  const made = join(folderOf(), "a", "b");
  const empty = folderOf();
  for (const folder of [made, empty]) {
    ownFolder(folder);
    expect(readdirSync(folder)).toEqual([MARK]);
    writeFileSync(join(folder, "password"), "x");
    ownFolder(folder);
    if (process.platform !== "win32") expect(statSync(folder).mode & 0o022).toBe(0);
  }
});

test("somebody's own data are not the demonstration's: the command ends before it locks, stops or removes anything", { timeout: 60_000 }, () => {
  const folder = folderOf();
  mkdirSync(join(folder, "postgres", "data"), { recursive: true });
  mkdirSync(join(folder, "rooms"));
  writeFileSync(join(folder, "postgres", "data", "postmaster.pid"), "1\n");
  const { status, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", new URL("demo-city.ts", import.meta.url).pathname, "--data", folder, "--fresh"], { encoding: "utf8", timeout: 50_000 });
  expect(stderr).toContain("holds what no demonstration made");
  expect(status).toBe(73);
  expect(readdirSync(folder).toSorted()).toEqual(["postgres", "rooms"]);
  expect(existsSync(join(folder, "postgres", "data", "postmaster.pid"))).toBe(true);
});

test.skipIf(process.platform === "win32")("a link, a folder that others may write into, a file: none is gone into", () => {
  const folder = folderOf();
  const target = join(folder, "target");
  ownFolder(target);
  symlinkSync(target, join(folder, "link"));
  expect(() => ownFolder(join(folder, "link"))).toThrow("is a link");
  chmodSync(target, 0o777);
  expect(() => ownFolder(target)).toThrow("others may write into it");
  writeFileSync(join(folder, "file"), "");
  expect(() => ownFolder(join(folder, "file"))).toThrow("EEXIST");
});

test.skipIf(process.getuid?.() !== 0)("a folder of another user is not gone into, nor a mark that another user wrote", () => {
  const [theirs, marked] = [folderOf(), folderOf()];
  chownSync(theirs, 65_534, 65_534);
  expect(() => ownFolder(theirs)).toThrow("another user's");
  ownFolder(marked);
  chownSync(join(marked, MARK), 65_534, 65_534);
  expect(() => ownFolder(marked)).toThrow("another user's");
});
