import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Seen } from "../../scripts/demo-city/city.ts";
import { ENTRY, removeFolder } from "../kit/backend.ts";
import { NO_POSTGRES } from "../kit/postgres.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: npm run demo:city (${NO_POSTGRES})`);

const LIMIT = 240_000;

/** The command as people run it, but for its ports. */
function run(folder: string): { child: ChildProcess; text: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", new URL("../../scripts/demo-city/demo-city.ts", import.meta.url).pathname, "--data", folder, "--port", "0", "--feed", "none", "--entry", ENTRY], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { child, text: () => text, ended: new Promise((done) => child.once("close", done)) };
}

describe.skipIf(NO_POSTGRES !== undefined)("npm run demo:city", { timeout: 4 * LIMIT }, () => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-demo-city-"));
  chmodSync(folder, 0o711);
  afterAll(() => removeFolder(folder));
  let left: number[] = [];
  let facts = 0;

  async function begun(city: ReturnType<typeof run>): Promise<{ address: string; rooms: () => Promise<Seen[]> }> {
    await until(() => /http:\/\/127\.0\.0\.1:\d+\//.test(city.text()) || city.child.exitCode !== null, LIMIT, city.text);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(city.text())?.[0] ?? "";
    const rooms = async (): Promise<Seen[]> => {
      const body: { rooms: Seen[] } = await (await fetch(`${address}/state`, { signal: AbortSignal.timeout(60_000) })).json();
      return body.rooms;
    };
    let last: Seen[] = [];
    await until(async () => (last = await rooms()).length === 3 && last.every(({ told, equality }) => told?.link === "up" && told.left === 0 && equality?.equal === true), LIMIT, () => `${JSON.stringify(last)} ${city.text()}`);
    left = last.flatMap(({ pid }) => pid ?? []);
    expect(new Set(left).size).toBe(3);
    return { address, rooms };
  }

  test("three rooms and a centre, all equal; a line is cut and restored from its page and from no other; a second one in the same folder is refused; the interrupt ends all of it", async () => {
    const city = run(folder);
    try {
      const { address, rooms } = await begun(city);
      const press = (what: string, origin = address) => fetch(`${address}/rooms/phuong-vy-da/${what}`, { method: "POST", headers: { origin }, signal: AbortSignal.timeout(60_000) });
      expect((await press("cut", "http://127.0.0.1:1")).status).toBe(403);
      expect((await rooms()).map(({ cut }) => cut)).toEqual([false, false, false]);
      expect((await press("cut")).status).toBe(200);
      await until(async () => (await rooms())[2]?.told?.link === "down", LIMIT, city.text);
      expect((await rooms())[0]).toMatchObject({ cut: false, told: { link: "up" } });
      expect((await press("mend")).status).toBe(200);
      await until(async () => (await rooms())[2]?.told?.link === "up", LIMIT, city.text);
      const second = run(folder);
      expect(await second.ended).toBe(75);
      expect(second.text()).toContain(`pid ${city.child.pid}`);
      facts = (await rooms())[0]?.equality?.centre ?? 0;
    } finally {
      city.child.kill("SIGINT");
    }
    expect(await city.ended).toBe(0);
    expect(left.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(existsSync(join(folder, "postgres/data/postmaster.pid"))).toBe(false);
  });

  test("killed itself, it ends at the next start what it left running, and goes on with its data", async () => {
    const killed = run(folder);
    await begun(killed);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const orphans = left;
    const city = run(folder);
    try {
      const { rooms } = await begun(city);
      expect(orphans.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
      expect((await rooms())[0]?.equality).toMatchObject({ epoch: 1, equal: true });
      expect((await rooms())[0]?.equality?.centre).toBeGreaterThan(facts);
    } finally {
      city.child.kill("SIGINT");
    }
    expect(await city.ended).toBe(0);
  });
});
