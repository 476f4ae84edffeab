import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStranger } from "../test/kit/stranger.ts";
import { testServer, type TestServer } from "../test/kit/served.ts";
import { askAsShell } from "./shell-proof.ts";

let served: TestServer;
beforeAll(async () => void (served = await testServer()));
afterAll(() => served.stop());

test("the backend of the data folder proves itself and gives the wall its token", async () => {
  expect(await askAsShell(served.folder, served.base, "/api/shell")).toEqual({ ok: true, setCookie: "" });
  const admitted = await askAsShell(served.folder, served.base, "/api/display/shell", { name: "Tường" });
  expect(admitted).toMatchObject({ ok: true, setCookie: expect.stringMatching(/^kydai_display=[\w-]{43};/) });
});

test("a stranger on the port is found out, and is not sent the key", async () => {
  const value = { challenge: "A".repeat(43), proof: "B".repeat(43) };
  const stranger = await openStranger({ "/api/shell": { ok: true, value }, "/api/display/shell": { ok: true, value } });
  for (const path of ["/api/shell", "/api/display/shell"] as const) expect(await askAsShell(served.folder, stranger.address, path, { name: "Tường" })).toMatchObject({ ok: false });
  const key = readFileSync(join(served.folder, "shell.key"), "utf8").trim();
  expect([stranger.heard.length, stranger.heard.some((one) => one.includes(key))]).toEqual([4, false]);
  await stranger.stop();
});

test("what a stranger was told opens nothing at the backend that starts after it", async () => {
  const stranger = await openStranger({ "/api/shell": { ok: true, value: { challenge: "A".repeat(43) } } });
  await askAsShell(served.folder, stranger.address, "/api/display/shell", { name: "Tường" });
  const sent = stranger.heard.at(-1) ?? "";
  const replayed = await served.post("/api/display/shell", sent.slice(sent.lastIndexOf("{")));
  expect([sent.includes('"proof"'), replayed.status]).toEqual([true, 401]);
  await stranger.stop();
});

test("another folder's key, or none, is no proof", async () => {
  const other = await testServer();
  expect(await askAsShell(other.folder, served.base, "/api/shell")).toEqual({ ok: false, why: "no proof, status 401" });
  expect(await askAsShell(join(served.folder, "nowhere"), served.base, "/api/shell")).toMatchObject({ ok: false });
  await other.stop();
});
