import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cacheFolder } from "./compile-cache.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-compiled-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ["linux", { HOME: "/home/a" }, join("/home/a", ".cache", "ky-dai", "compiled")],
  ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "/x" }, join("/x", "ky-dai", "compiled")],
  ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "" }, join("/home/a", ".cache", "ky-dai", "compiled")],
  ["darwin", { HOME: "/Users/a" }, join("/Users/a", "Library", "Caches", "ky-dai", "compiled")],
  ["win32", { HOME: "/a", LOCALAPPDATA: "/a/Local" }, join("/a/Local", "ky-dai", "compiled")],
])("compiled code lies among the person's caches (%s, %o)", (platform, env, expected) => expect(cacheFolder(env, platform)).toBe(expected));

/** Runs a program that keeps its compiled code, loads a module afterwards and ends. */
function program(caches: string) {
  writeFileSync(join(folder, "late.mjs"), "export const answer = 42;");
  writeFileSync(join(folder, "start.mjs"), `import { keepCompiled } from ${JSON.stringify(new URL("./compile-cache.ts", import.meta.url).href)};
keepCompiled(process.env);
console.log((await import("./late.mjs")).answer);`);
  const { NODE_COMPILE_CACHE: _own, ...env } = process.env;
  return spawnSync(process.execPath, [join(folder, "start.mjs")], { encoding: "utf8", env: { ...env, HOME: caches, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches } });
}

test("what was compiled is there at the next start", () => {
  const caches = join(folder, "caches");
  expect(program(caches)).toMatchObject({ status: 0, stdout: "42\n", stderr: "" });
  const compiled = readdirSync(join(caches, "ky-dai", "compiled"), { recursive: true });
  expect(compiled.length).toBeGreaterThan(1);
});

test("a folder that takes no file holds nothing up", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  expect(program(file)).toMatchObject({ status: 0, stdout: "42\n", stderr: "" });
  const sealed = join(folder, "sealed");
  mkdirSync(sealed);
  chmodSync(sealed, 0o500);
  expect(program(sealed)).toMatchObject({ status: 0, stdout: "42\n", stderr: "" });
});
