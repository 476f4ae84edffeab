import { lookup } from "node:dns/promises";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildStale } from "../../scripts/build.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { startShell, type Look, type Shell } from "../kit/shell.ts";
import { until } from "../kit/until.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

// Two PCs on one machine: a backend by itself, and a shell with a folder of its own that joins it over the network.

const BUILT = join(import.meta.dirname, "../../dist/backend/main.js");
let server: XServer;
let backend: TestBackend;
let shell: Shell | undefined;
let ticket: string;
const folder = mkdtempSync(join(tmpdir(), "kydai-joined-"));
/** As another PC would call it: by a name that no browser takes for this machine. Where the machine's own name leads elsewhere, its address has to do. */
let name: string | undefined;
const start = async (...args: string[]) => (shell = await startShell({ display: server.display, data: folder, port: 1, args: ["--join", name === undefined ? backend.address : `http://${name}:${backend.port}`, ...args] }));
const config = join(folder, "..", `${basename(folder)}.yaml`);
const walls = async () => (await shell?.looks() ?? []).filter(({ path }) => path === "/wall");
/** Waits until every screen is a wall in the room. @returns what they show */
async function allIn(): Promise<string> {
  let seen: Look[] = [];
  await until(async () => {
    seen = await walls();
    return seen.length === server.monitors && seen.every(({ link, cells }) => link === "connected" && cells.length > 0);
  }, 90_000, () => `not all walls are in the room\n${shell?.log() ?? ""}`);
  return JSON.stringify(seen.map(({ x, monitor, cells }) => [x, monitor, cells]));
}

beforeAll(async () => {
  await buildStale();
  server = await startXServer(2);
  const found = await lookup(hostname()).catch(() => undefined);
  name = found?.address === "127.0.0.1" && !/^localhost$|\.localhost$/i.test(hostname()) ? hostname().toLowerCase() : undefined;
  writeFileSync(config, `pack: city/hue\nhostnames: [${name ?? ""}]\n`);
  backend = await startBackend({ entry: BUILT, args: ["--config", config] });
  ticket = valueOf(await request(backend, await administrator(backend), "display:ticket", { name: "Tường phòng họp" })).ticket;
}, 240_000);
afterAll(async () => {
  try {
    await shell?.close();
    await backend?.stop();
  } finally {
    server?.stop();
    removeFolder(backend?.folder ?? folder);
    removeFolder(folder);
    rmSync(config, { force: true });
  }
}, 90_000);

describe("a PC that joins another's wall", { timeout: 200_000 }, () => {
  let before: string;

  test("without a ticket it shows the door on every screen, and starts no backend of its own", async () => {
    await start();
    await until(async () => (await walls()).length === server.monitors, 60_000, () => shell?.log() ?? "");
    const [target] = await shell?.targets() ?? [];
    if (target === undefined) throw new Error("no page");
    await until(async () => (await shell?.evaluate(target, "document.querySelectorAll('form').length").catch(() => 0)) === 1, 60_000, () => "no door");
    expect((await shell?.looks() ?? []).filter(({ path }) => path === "/")).toEqual([]);
    await shell?.close();
  });

  test("by its ticket all its screens become walls", async () => {
    await start("--ticket", ticket);
    before = await allIn();
    expect(before).toMatch(/"m[\w-]+"/);
    // Live pictures are decoded over plain http too, on this one origin.
    for (const target of await shell?.targets() ?? []) expect(await shell?.evaluate(target, "[isSecureContext, typeof VideoDecoder, new URL(location.href).hostname].join()")).toBe(`true,function,${name ?? "127.0.0.1"}`);
  });

  test("killed and started without the ticket, which is spent, it takes its cells again", async () => {
    process.kill(shell?.pid() ?? 0, "SIGKILL");
    await until(() => shell?.pid() === undefined, 20_000);
    await start();
    expect(await allIn()).toBe(before);
  });

  test("the backend gone and back on the same port: the walls come back as they were", async () => {
    const { port, folder: kept } = backend;
    await backend.kill();
    await until(async () => (await walls()).every(({ link }) => link !== "connected"), 60_000, () => "the walls do not say that the link is cut");
    backend = await startBackend({ folder: kept, entry: BUILT, args: ["--config", config, "--port", String(port)] });
    expect(await allIn()).toBe(before);
  });

  test("a spent ticket opens nothing for another PC", async () => {
    await shell?.close();
    removeFolder(folder);
    await start("--ticket", ticket);
    await until(() => shell?.log().includes("the ticket was not taken") === true, 60_000, () => shell?.log() ?? "");
    expect((await walls()).filter(({ link }) => link === "connected")).toEqual([]);
  });
});
