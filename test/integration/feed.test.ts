import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { administrator, openWindow, removeFolder, startBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-feed-"));
afterAll(() => removeFolder(folder));

function recording(name: string, ...lines: string[]): string {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
  return file;
}
const reading = (t: number) => JSON.stringify({ t, ds: "kim-long.water-level", v: 1.5 });

test("a recording is played into the room soon after it is open", async () => {
  const backend = await startBackend({ args: ["--feed", recording("good.ndjson", reading(0), reading(1))] });
  const window = await openWindow(backend, await administrator(backend));
  await until(() => window.statuses.at(-1)?.sources.some((source) => source.sourceId === "feed" && source.stored >= 2) === true, 30_000, backend.log);
  window.close();
  expect(await backend.stop()).toBe(0);
  removeFolder(backend.folder);
});

test("a file that is no recording refuses the start, naming the line", async () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-"));
  await expect(startBackend({ folder: data, args: ["--feed", recording("none.ndjson", "hello", reading(1))] })).rejects.toThrow(/ended with 69[^]*cannot start: .*none\.ndjson:1: expected/);
  removeFolder(data);
});

test("a recording broken further on is an error of the log, naming the line; nothing of it is played and the room stays open", async () => {
  const backend = await startBackend({ args: ["--feed", recording("broken.ndjson", reading(5), reading(6), reading(4))] });
  await until(() => backend.log().includes("feed-unreadable"), 30_000, backend.log);
  const said = backend.log().split("\n").find((line) => line.includes("feed-unreadable")) ?? "";
  expect(JSON.parse(said)).toMatchObject({ level: 50, detail: expect.stringMatching(/cannot be played: .*broken\.ndjson:3: expected/) });
  const window = await openWindow(backend, await administrator(backend));
  await until(() => window.statuses.length > 0);
  expect(window.statuses.at(-1)?.sources.find((source) => source.sourceId === "feed")?.received ?? 0).toBe(0);
  window.close();
  expect(await backend.stop()).toBe(0);
  removeFolder(backend.folder);
});

test("a stop before the feed has begun is in order", async () => {
  const backend = await startBackend({ args: ["--feed", "built-in"] });
  expect(await backend.stop()).toBe(0);
  expect(backend.log()).not.toContain('"level":50');
  removeFolder(backend.folder);
});
