import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { lockFolder } from "./lock.ts";

const HOLDER = new URL("../../test/kit/lock-holder.ts", import.meta.url).pathname;
let folder: string;
let remove: () => void;
const children: ChildProcess[] = [];
beforeEach(() => ({ folder, remove } = tempFolder()));
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) { child.kill("SIGKILL"); await once(child, "close"); }
  remove();
});

/** Starts a second process that tries for the lock. @returns what it said */
async function second(port = ""): Promise<{ child: ChildProcess; said: unknown }> {
  const child = spawn(process.execPath, [HOLDER, folder, port], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const [text] = await once(child.stdout.setEncoding("utf8"), "data");
  return { child, said: JSON.parse(String(text)) };
}

test("a second process is refused and told pid and port of the first", async () => {
  const { child, said } = await second("7373");
  expect(said).toEqual({ held: child.pid });
  expect(lockFolder(folder)).toEqual({ ok: false, fault: { holder: { pid: child.pid, port: 7373 } } });
  expect((await second()).said).toEqual({ refused: { holder: { pid: child.pid, port: 7373 } } });
});

test("kill -9 of the holder frees the folder, and its pid is not believed any more", async () => {
  const { child } = await second("7373");
  child.kill("SIGKILL");
  await once(child, "close");
  const lock = lockFolder(folder);
  expect(lock.ok).toBe(true);
  expect((await second()).said).toEqual({ refused: { holder: { pid: process.pid } } });
  if (lock.ok) lock.value.release();
});

test("release frees the folder for another process, once and for all", async () => {
  const lock = lockFolder(folder);
  if (!lock.ok) throw new Error("a new folder is free");
  expect(lockFolder(folder)).toEqual({ ok: false, fault: { holder: { pid: process.pid } } });
  // A refused attempt in the same process must not have dropped the lock of the first (POSIX locks are per process).
  expect((await second()).said).toEqual({ refused: { holder: { pid: process.pid } } });
  lock.value.release();
  lock.value.release();
  const { child, said } = await second();
  expect(said).toEqual({ held: child.pid });
});
