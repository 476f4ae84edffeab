import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findBackend } from "../../main/backend-place.ts";
import { backendAt } from "../../scripts/backend-at.ts";
import { ADMINISTRATOR, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";

let backend: TestBackend;
afterEach(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

async function firstRun(): Promise<Response> {
  const code = readFileSync(join(backend.folder, "first-run.code"), "utf8").trim();
  return fetch(`${backend.address}/api/first-run`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code, ...ADMINISTRATOR }) });
}

test.each([true, false])("secure: %s in the configuration reaches the cookies and the links of SensorThings", async (secure) => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-"));
  const file = join(folder, "config.yaml");
  writeFileSync(file, `secure: ${secure}\n`);
  backend = await startBackend({ folder, args: ["--config", file] });
  const cookie = (await firstRun()).headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(secure ? /; Secure/ : /^kydai_session=(?!.*Secure)/);
  const root = await (await fetch(`${backend.address}/sta/v1.1`, { headers: { cookie: cookie.split(";")[0] ?? "" } })).text();
  expect(root).toContain(`"${secure ? "https" : "http"}://127.0.0.1:${backend.port}/sta/v1.1/`);
});

test("both finders know the running backend by its file, and a file it did not write leads to nobody", async () => {
  backend = await startBackend();
  const found = () => Promise.all([backendAt(backend.folder), findBackend({ data: backend.folder, host: "127.0.0.1" })]);
  expect(await found()).toEqual([backend.address, { pid: backend.child.pid, address: backend.address }]);
  const path = join(backend.folder, "backend.json");
  const place: Record<string, unknown> = JSON.parse(readFileSync(path, "utf8"));
  for (const lie of [{ pid: process.pid }, { room: "another" }]) {
    writeFileSync(path, JSON.stringify({ ...place, ...lie }));
    expect(await found()).toEqual([undefined, undefined]);
  }
});
