import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { decode } from "fast-png";
import { existsSync, mkdtempSync, readFileSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageFolder } from "../../scripts/package.ts";
import { removeFolder } from "../kit/backend.ts";
import { freePort, lives } from "../kit/desktop.ts";
import { until } from "../kit/until.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

const out = mkdtempSync(join(tmpdir(), "kydai-package-"));
const data = mkdtempSync(join(tmpdir(), "kydai-packaged-"));
const ROOT_FLAGS = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
let program: string;
let server: XServer;
let shell: ChildProcess | undefined;
const backendPid = (): number => Number(JSON.parse(readFileSync(join(data, "backend.json"), "utf8")).pid);

beforeAll(async () => {
  [program, server] = await Promise.all([packageFolder(out).then((folder) => join(folder, "ky-dai")), startXServer(2)]);
}, 600_000);
afterAll(async () => {
  // Not there if it never started, or has ended by itself already.
  const backend = existsSync(join(data, "backend.json")) ? backendPid() : undefined;
  shell?.kill("SIGTERM");
  try {
    await until(() => shell?.exitCode !== null || shell.signalCode !== null, 20_000).catch(() => shell?.kill("SIGKILL"));
    if (backend !== undefined && lives(backend)) process.kill(backend, "SIGTERM");
    await until(() => backend === undefined || !lives(backend), 20_000);
  } finally {
    server?.stop();
    for (const folder of [out, data]) removeFolder(folder);
  }
}, 90_000);

describe("the packaged application", () => {
  test("has its fuses set in the executable itself: it is no Node, takes no Node options and runs its own archive alone", async () => {
    const wire = await getCurrentFuseWire(program);
    const [off, on] = ["0".charCodeAt(0), "1".charCodeAt(0)];
    expect([FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.EnableNodeCliInspectArguments].map((fuse) => wire[fuse])).toEqual([off, off, off]);
    expect([FuseV1Options.EnableCookieEncryption, FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation].map((fuse) => wire[fuse])).toEqual([on, on, on]);
    const asNode = spawnSync(program, [...ROOT_FLAGS, "-e", "console.log('ran as Node')"], { env: { ELECTRON_RUN_AS_NODE: "1", PATH: process.env["PATH"] }, encoding: "utf8", timeout: 20_000 });
    expect(`${asNode.stdout}${asNode.stderr}`).not.toContain("ran as Node\n");
  });

  test("starts alone: its own Node runs its own backend at the port it was told, with a console and a wall", async () => {
    const port = await freePort();
    // Nothing of the project's own surroundings is there to help it.
    const env = { PATH: "/usr/bin:/bin", HOME: data, DISPLAY: server.display };
    shell = spawn(program, [...ROOT_FLAGS, "--data", data, "--port", String(port), "--mqtt-port", "0", "--feed", "none", "--minder", "off"], { env, cwd: "/", stdio: "ignore" });
    await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok === true, 60_000, () => "no backend");
    expect(readlinkSync(`/proc/${backendPid()}/exe`)).toBe(join(out, "linux-unpacked/resources/node/node"));
    await until(() => coloursByMonitor().every((colours) => colours > 20), 60_000, () => `colours on the monitors: ${coloursByMonitor().join(", ")}`);
  }, 150_000);

  test("is not debugged from outside", () => {
    const asked = spawnSync(program, [...ROOT_FLAGS, "--remote-debugging-port=0", "--data", data], { env: { PATH: "/usr/bin:/bin", HOME: data, DISPLAY: server.display }, encoding: "utf8", timeout: 20_000 });
    expect(asked.status).toBeGreaterThan(0);
    expect(asked.stdout + asked.stderr).toContain("a packaged application is not debugged");
  });
});

/** How many colours each monitor shows: a page's text has dozens, an empty screen one. */
function coloursByMonitor(): number[] {
  const { width, height, channels, data: pixels } = decode(execFileSync("import", ["-window", "root", "-display", server.display, "png24:-"], { maxBuffer: 1e8 }));
  const across = width / server.monitors;
  return Array.from({ length: server.monitors }, (_, monitor) => {
    const seen = new Set<number>();
    for (let y = 0; y < height; y += 2) for (let x = Math.ceil(monitor * across); x < (monitor + 1) * across; x++) seen.add((pixels[(y * width + x) * channels]! << 16) | (pixels[(y * width + x) * channels + 1]! << 8) | pixels[(y * width + x) * channels + 2]!);
    return seen.size;
  });
}
