import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { findBackend } from "../main/backend-place.ts";
import { openStranger, type Stranger } from "../test/kit/stranger.ts";
import { EPOCH, testServer } from "../test/kit/served.ts";
import { backendAt } from "./backend-at.ts";

const data = mkdtempSync(join(tmpdir(), "kydai-place-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));
let stranger: Stranger | undefined;
afterEach(async () => {
  await stranger?.stop();
  stranger = undefined;
});

const finders: [string, () => Promise<string | undefined>][] = [
  ["npm start", () => backendAt(data)],
  ["the shell", async () => (await findBackend({ data, host: "127.0.0.1" }))?.address],
];
const wrote = (place: unknown) => writeFileSync(join(data, "backend.json"), JSON.stringify(place));

describe.each(finders)("%s", (_who, find) => {
  test("finds the backend that wrote the file", async () => {
    const served = await testServer();
    wrote({ pid: process.pid, port: served.port, room: EPOCH });
    expect(await find()).toBe(served.base);
    await served.stop();
  });

  test.each<[string, unknown]>([
    ["a program that answers everything with 200", {}],
    ["a health answer without a name", { ok: true }],
    ["the backend of another room", { ok: true, pid: 4711, room: "another" }],
    ["another process", { ok: true, pid: 4712, room: EPOCH }],
  ])("takes %s on the port of a killed backend for a stranger", async (_what, health) => {
    stranger = await openStranger({ "/healthz": health });
    wrote({ pid: 4711, port: stranger.port, room: EPOCH });
    expect(await find()).toBeUndefined();
    expect(stranger.heard).toHaveLength(1);
  });

  test.each<[string, unknown]>([["no room", { pid: 1, port: 7373 }], ["no port", { pid: 1, port: 0, room: EPOCH }], ["nothing", null]])("a file with %s names no backend", async (_what, place) => {
    wrote(place);
    expect(await find()).toBeUndefined();
  });
});
