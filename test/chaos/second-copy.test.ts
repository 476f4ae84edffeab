import { spawn } from "node:child_process";
import { openSync, statSync, writeSync, closeSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { administrator, ENTRY, removeFolder, startBackend } from "../kit/backend.ts";

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

/** Starts a backend on a folder and waits for its end. */
async function runToEnd(folder: string): Promise<{ code: number | null; words: string }> {
  const child = spawn(process.execPath, [ENTRY, "--data", folder, "--port", "0", "--mqtt-port", "0", "--feed", "none"], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const guard = setTimeout(() => child.kill("SIGKILL"), 30_000);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearTimeout(guard);
  return { code, words };
}

test("a second copy on the same data folder says where the first one is and touches nothing; after a kill -9 the folder is free", async () => {
  const backend = await startBackend({});
  folders.push(backend.folder);
  const second = await runToEnd(backend.folder);
  expect(second.code).toBe(75);
  expect(second.words).toContain(String(backend.child.pid));
  expect(second.words).toContain(backend.address);
  expect((await fetch(`${backend.address}/readyz`)).ok).toBe(true);
  await backend.kill();
  const third = await startBackend({ folder: backend.folder });
  expect(await third.stop()).toBe(0);
});

test("a page of the journal overwritten with garbage: the start names the file, and nothing is served from it", async () => {
  const backend = await startBackend({});
  folders.push(backend.folder);
  await administrator(backend);
  expect(await backend.stop()).toBe(0);
  const file = join(backend.folder, "ops.db");
  const pages = Math.floor(statSync(file).size / 4096);
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(pages / 2) * 4096);
  closeSync(handle);
  const after = await runToEnd(backend.folder);
  expect(after.code).toBe(65);
  expect(after.words).toContain("ops.db");
});
