/** The whole way of a reading (broker, parse, observe, judge, store durably, fan out) against aedes with a handler that does nothing; per second of CPU of the whole process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addSource, administrator, openWindow, removeFolder, startBackend } from "../kit/backend.ts";
import { writePack } from "../kit/pack.ts";
import { until } from "../kit/until.ts";
import { cpuOf, median } from "./figures.ts";
import { aedesAlone } from "./ingest.ts";
import { pour } from "./pour.ts";
import type { BenchRow } from "./row.ts";

const COUNT = 300_000;
const SERIES = 1000;
const ROUNDS = 3;

export async function bench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  // Background below every limit: the rules are evaluated, none alarms.
  const pack = writePack(join(folder, "pack"), SERIES, 1, (i) => `s${i}`);
  const backend = await startBackend({ args: ["--pack", pack, "--log", "warn"], env: { NODE_ENV: "production" } });
  const alone = await aedesAlone();
  try {
    const cookie = await administrator(backend);
    const secret = await addSource(backend, cookie, "pour");
    const window = await openWindow(backend, cookie);
    const received = (): number => window.statuses.at(-1)?.sources.find((source) => source.sourceId === "pour")?.received ?? 0;
    const limit: number[] = [];
    const full: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const seen = alone.seen();
      const began = process.cpuUsage();
      await pour({ port: alone.port, user: "pour", secret: "any", count: COUNT, qos: 0, series: SERIES, stamped: false });
      await until(() => alone.seen() - seen >= COUNT, 60_000);
      const used = process.cpuUsage(began);
      const before = cpuOf(backend.child.pid!);
      const stored = received();
      await pour({ port: backend.mqttPort, user: "pour", secret, count: COUNT, qos: 0, series: SERIES, stamped: false });
      await until(() => received() - stored >= COUNT, 60_000);
      const cpu = cpuOf(backend.child.pid!) - before;
      if (round < 0) continue;
      limit.push((COUNT * 1e6) / (used.user + used.system));
      full.push(COUNT / cpu);
    }
    window.close();
    const [a, b] = [median(limit), median(full)];
    return [{ name: "full ingest vs aedes with a no-op handler, messages per CPU-second", value: b / a, unit: "×", target: { op: ">=", value: 0.55 }, note: `${Math.round(b / 1000)}k against ${Math.round(a / 1000)}k` }];
  } finally {
    await alone.close();
    await backend.stop();
    removeFolder(backend.folder);
    rmSync(folder, { recursive: true });
  }
}
