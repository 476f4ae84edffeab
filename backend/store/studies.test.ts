import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { SimulationRunId } from "#contract/simulation";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import type { RunFile } from "../ports.ts";
import { openRunShelf } from "./run-shelf.ts";
import { openRunWriter } from "./run-writer.ts";
import { openStudyBook } from "./study-book.ts";
import { NoRoom } from "./write-whole.ts";

const idOf = (letter: string): SimulationRunId => SimulationRunId.parse(letter.repeat(64));
function folderOf(): string {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return folder;
}
function write(shelf: string, runId: SimulationRunId, values = new Uint8Array(1000).fill(7), as: "gzip" | "plain" = "gzip"): void {
  const writer = openRunWriter({ shelf, runId, part: "1", reserve: 0 });
  writer.put("depth-0.f32.gz", values, as);
  writer.finish({ runId });
}
const open = (folder: string, more: object = {}) => openRunShelf({ folder, log: keptLog(), now: () => 1_800_000_000_000, reserve: 0, ...more });
async function bytesOf(file: RunFile | undefined): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of file?.stream() ?? []) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test("two planners on one study: the second is told, and what the first wrote stands", () => {
  const book = openStudyBook(folderOf());
  onTestFinished(() => book.close());
  expect(book.put({ id: "s", revision: 1, at: 1, body: "a" }, 0)).toBe(true);
  expect(book.put({ id: "s", revision: 2, at: 2, body: "first" }, 1)).toBe(true);
  expect(book.put({ id: "s", revision: 2, at: 3, body: "second" }, 1)).toBe(false);
  expect(book.put({ id: "s", revision: 1, at: 3, body: "anew" }, 0)).toBe(false);
  expect(book.get("s")).toMatchObject({ revision: 2, body: "first" });
});

test("a run that was put there whole is there after a restart; what was half written is gone", async () => {
  const folder = folderOf();
  write(folder, idOf("a"));
  openRunWriter({ shelf: folder, runId: idOf("b"), part: "9", reserve: 0 }).put("depth-0.f32.gz", new Uint8Array(10));
  mkdirSync(join(folder, idOf("c")));
  writeFileSync(join(folder, "stray.txt"), "x");
  const shelf = await open(folder);
  expect(readdirSync(folder)).toEqual([idOf("a")]);
  expect(await shelf.index(idOf("a"))).toEqual({ runId: idOf("a") });
  expect(gunzipSync(await bytesOf(await shelf.file(idOf("a"), "depth-0.f32.gz")))).toEqual(Buffer.alloc(1000, 7));
  expect(await shelf.file(idOf("a"), "../../ops.db")).toBeUndefined();
  expect(await shelf.index(idOf("b"))).toBeUndefined();
});

test("a run that ends while the shelf is open is on it; one that lost bytes is none, and is computed again", async () => {
  const folder = folderOf();
  const shelf = await open(folder);
  expect(await shelf.index(idOf("a"))).toBeUndefined();
  write(folder, idOf("a"));
  expect(await shelf.index(idOf("a"))).toEqual({ runId: idOf("a") });
  truncateSync(join(folder, idOf("a"), "depth-0.f32.gz"), 3);
  expect(await shelf.index(idOf("a"))).toBeUndefined();
  expect(existsSync(join(folder, idOf("a")))).toBe(false);
});

test("at its bound those go that were looked at longest ago", async () => {
  const folder = folderOf();
  let now = 1_800_000_000_000;
  const shelf = await open(folder, { now: () => now, maxBytes: 2500 });
  for (const letter of ["a", "b", "c"]) {
    now += 100_000;
    write(folder, idOf(letter), new Uint8Array(1000), "plain");
    await shelf.index(idOf(letter));
  }
  now += 100_000;
  shelf.touch(idOf("a"));
  await shelf.prune();
  expect(readdirSync(folder).toSorted()).toEqual([idOf("a"), idOf("c")]);
  expect(shelf.bytes()).toBeLessThanOrEqual(2500);
});

test("a run that would leave others too little of the disk is refused and leaves nothing", async () => {
  const folder = folderOf();
  const writer = openRunWriter({ shelf: folder, runId: idOf("a"), part: "1", reserve: 1e18 });
  expect(() => writer.put("depth-0.f32.gz", new Uint8Array(10))).toThrow(NoRoom);
  writer.drop();
  expect(readdirSync(folder)).toEqual([]);
});
