import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer, type TestServer } from "../test/kit/served.ts";
import { until } from "../test/kit/until.ts";
import { callHealth, leftBehind, noteStart, startedHere } from "./backend-place.ts";

let served: TestServer;
const data = mkdtempSync(join(tmpdir(), "kydai-place-"));
beforeAll(async () => void (served = await testServer()));
afterAll(async () => {
  rmSync(data, { recursive: true, force: true });
  await served.stop();
});

test("which backend a shell started is known to the next one, and to none when it was not noted", () => {
  expect(startedHere(data)).toBeUndefined();
  noteStart(data, 7);
  expect(startedHere(data)).toBeUndefined();
  mkdirSync(join(data, "shell"));
  noteStart(data, 4242);
  expect(startedHere(data)).toBe(4242);
  for (const odd of ["", "x", "-1", "1.5"]) {
    writeFileSync(join(data, "shell", "backend.pid"), odd);
    expect(startedHere(data)).toBeUndefined();
  }
});

test.skipIf(process.platform !== "linux")("a backend left behind is known by its folder: a process that only has its number is none", async () => {
  mkdirSync(join(data, "shell"), { recursive: true });
  noteStart(data, process.pid);
  expect(leftBehind(data)).toBeUndefined();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", "--data", data]);
  noteStart(data, child.pid ?? 0);
  await until(() => leftBehind(data) === child.pid);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(leftBehind(data)).toBeUndefined();
});

test("a backend is known by its health; nobody, or somebody else, is none", async () => {
  await until(() => callHealth(served.base, fetch));
  expect(await callHealth("http://127.0.0.1:1", fetch)).toBe(false);
  const says = (value: unknown) => callHealth("http://x", async () => ({ ok: true, json: async () => value }));
  expect([await says({ room: "r" }), await says({}), await says(null), await says("room")]).toEqual([true, false, false, false]);
});
