import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Assigned } from "./places.ts";
import { openScreenMemory } from "./screen-memory.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "kydai-screens-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const known = { key: "LG", id: 7, label: "LG", bounds: { x: 0, y: 0, width: 1920, height: 1080 } };
const assigned = (key: string, role: Assigned["role"]): Assigned => ({ key, role, monitorId: `m-${key}`, number: 1, name: key });
const place = { bounds: { x: 10, y: 20, width: 800, height: 600 }, maximized: false };

test("what was kept is there at the next start", () => {
  openScreenMemory(folder).keep({ known: [known], assigned: [assigned("LG", "console")], console: { key: "LG", place } });
  const next = openScreenMemory(folder);
  expect([next.known(), next.assigned(), next.console("LG"), next.console("Dell")]).toEqual([[known], [assigned("LG", "console")], place, undefined]);
});

test("a screen the backend no longer names keeps what it was for, until it is named anew", () => {
  const memory = openScreenMemory(folder);
  memory.keep({ assigned: [assigned("a", "wall"), assigned("b", "console")] });
  memory.keep({ assigned: [assigned("a", "off")] });
  expect(memory.assigned()).toEqual([assigned("a", "off"), assigned("b", "console")]);
});

test.each(["", "{", "[]", '{"known":7}', '{"known":[],"assigned":[{"key":1}],"consoles":{}}'])("a file that holds %j is an empty memory", (text) => {
  writeFileSync(join(folder, "screens.json"), text);
  const memory = openScreenMemory(folder);
  expect([memory.known(), memory.assigned()]).toEqual([[], []]);
  memory.keep({ known: [known] });
  expect(openScreenMemory(folder).known()).toEqual([known]);
});

test("a folder that takes nothing does no harm", () => {
  const memory = openScreenMemory(join(folder, "nowhere"));
  memory.keep({ known: [known] });
  expect(memory.known()).toEqual([known]);
});
