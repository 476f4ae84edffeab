import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAndSeal, newFolder, pointsOf, sealAll } from "../kit/telemetry.ts";
import { CHAOS_SERIES, rowsOf } from "./telemetry-rows.ts";

const KILLS = 14;
const CHILD = new URL("telemetry-child.ts", import.meta.url).pathname;

/** Lets a child append until `acks` batches were answered and `more` ms passed, then kills it. @returns the answers seen */
async function killedAfter(folder: string, round: number, acks: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, folder, String(round), "40"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") } });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_, signal) => resolve(signal)));
  let out = "";
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString();
    if (out.split("\n").length > acks) child.kill("SIGKILL");
  });
  expect(await ended, errors).toBe("SIGKILL");
  // The last line may be cut by the kill: an answer not seen whole was not seen.
  const lines = out.split("\n").slice(0, -1);
  expect(lines.filter((line) => line.startsWith("damage"))).toEqual([]);
  return lines.map((line) => Number(line.split(" ")[1]));
}

test("invariant 1, 8: killed at random under load, every answered append is there exactly once and the counters add up", async () => {
  const folder = newFolder();
  let seed = 20_261_001;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const answered: { round: number; batch: number }[] = [];
  for (let round = 0; round < KILLS; round++) {
    for (const batch of await killedAfter(folder, round, 5 + Math.floor(random() * 250))) answered.push({ round, batch });
  }
  const vault = openAndSeal(join(folder, "telemetry.db"));
  const check = (): void => {
    const stored = new Map<string, number>();
    let points = 0;
    for (let series = 0; series < CHAOS_SERIES; series++) {
      for (const p of pointsOf(vault, series)) {
        stored.set(`${series}:${p.t}`, p.v);
        points++;
      }
    }
    // As many as there are different keys: none is there twice.
    expect(stored.size).toBe(points);
    const lost = answered.flatMap(({ round, batch }) =>
      rowsOf(round, batch).filter((row) => stored.get(`${row.series}:${row.t}`) !== row.v),
    );
    expect(lost).toEqual([]);
    const counters = vault.counters.all()[0]!;
    expect(counters.stored).toBe(points);
    // Every batch repeats one of its own rows; no other row is ever sent twice.
    expect(counters.superseded).toBe(counters.received / 62);
    expect(counters.received).toBe(counters.stored + counters.superseded);
  };
  check();
  sealAll(vault);
  check();
  expect(answered.length).toBeGreaterThan(KILLS * 5);
  expect(vault.tally.chunks).toBeGreaterThan(CHAOS_SERIES);
  vault.db.close();
  rmSync(folder, { recursive: true, force: true });
});
