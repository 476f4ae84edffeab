import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readNetwork } from "./network.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const STREETS = JSON.stringify({ streets: [{ line: [[107.58, 16.46], [107.59, 16.46]], kmh: 40 }] });

function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), "network-"));
  folders.push(folder);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({
    format: 1, id: "hue", name: "Huế", bounds: [107, 16, 108, 17], centre: [107.58, 16.46], attribution: [{ text: "x", licence: "y" }], layers: [{ kind: "network", file: "network.json" }], files: {},
  }));
  return folder;
}

test("the streets of a pack are read; a pack without a manifest, or whose streets are not there, has none", () => {
  const folder = pack();
  expect(readNetwork(folder)).toEqual({ ok: true, value: undefined });
  writeFileSync(join(folder, "network.json"), STREETS);
  expect(readNetwork(folder)).toMatchObject({ ok: true, value: { streets: [{ kmh: 40 }] } });
  rmSync(join(folder, "manifest.json"));
  expect(readNetwork(folder)).toEqual({ ok: true, value: undefined });
});

test.each<[string, (folder: string) => void]>([
  ["a link out of the folder", (folder) => {
    const elsewhere = mkdtempSync(join(tmpdir(), "network-"));
    folders.push(elsewhere);
    writeFileSync(join(elsewhere, "secret.json"), STREETS);
    symlinkSync(join(elsewhere, "secret.json"), join(folder, "network.json"));
  }],
  ["a device", (folder) => symlinkSync("/dev/zero", join(folder, "network.json"))],
  ["what is no network", (folder) => writeFileSync(join(folder, "network.json"), "[]")],
])("%s is refused in words, and nothing waits for it", (_what, spoil) => {
  const folder = pack();
  spoil(folder);
  expect(readNetwork(folder)).toMatchObject({ ok: false, fault: expect.stringContaining("network.json") });
});

test.skipIf(process.platform === "win32")("a pipe in the place of the streets is refused: reading it would never end", () => {
  const folder = pack();
  execFileSync("mkfifo", [join(folder, "network.json")]);
  expect(readNetwork(folder)).toMatchObject({ ok: false, fault: expect.stringContaining("not a file") });
});
