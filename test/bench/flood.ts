import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ea4 } from "../../scripts/verify-simulations/ea4.ts";
import { openCompiled } from "../../scripts/verify-simulations/twin.ts";
import type { BenchRow } from "./row.ts";

/** Flags of the peer: as fast as gcc makes it without changing what is computed. */
const FLAGS = ["-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-fno-signed-zeros", "-ffinite-math-only"];
const STEPS = "20";

/** Cell updates of the flood kernel beside the same physics in C, alone and two at a time; EA Test 4 whole. */
export async function bench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-flood-"));
  try {
    const peer = join(folder, "peer");
    execFileSync("gcc", [...FLAGS, "-o", peer, join(import.meta.dirname, "flood-peer.c"), "-lm"], { timeout: 60_000 });
    // Turn about, so that whatever else the machine does strikes both alike.
    const [own, theirs, ownTwo, theirsTwo] = [0, 0, 0, 0].map((): number[] => []);
    for (let round = 0; round < 3; round++) {
      own!.push(await apart());
      theirs!.push(await inC(peer));
      ownTwo!.push(...[(await Promise.all([apart(), apart()])).reduce((sum, one) => sum + one, 0)]);
      theirsTwo!.push((await Promise.all([inC(peer), inC(peer)])).reduce((sum, one) => sum + one, 0));
    }
    const [one, c1, two, c2] = [own!, theirs!, ownTwo!, theirsTwo!].map((all) => Math.max(...all)) as [number, number, number, number];
    const start = performance.now();
    ea4(openCompiled).run(18_000);
    const seconds = (performance.now() - start) / 1000;
    const note = "1000 × 1000 wet cells, full physics: friction by both directions, Froude cap, scaled outflows, crests, roughness by face, carries";
    return [
      { name: "flood kernel, one thread", value: one / 1e6, unit: "M updates/s", note },
      { name: "the same in C (gcc -O3 -march=native), one thread", value: c1 / 1e6, unit: "M updates/s" },
      { name: "flood kernel vs C, one thread", value: one / c1, unit: "ratio", target: { op: ">=", value: 0.35 } },
      { name: "flood kernel, two runs at once", value: two / 1e6, unit: "M updates/s" },
      { name: "flood kernel vs C, two at once", value: two / c2, unit: "ratio", target: { op: ">=", value: 0.35 }, note: `${(c2 / 1e6).toFixed(0)} M/s in C` },
      { name: "EA Test 4 at 5 m, 5 h", value: seconds, unit: "s", target: { op: "<=", value: 20 } },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function apart(): Promise<number> {
  const worker = new Worker(new URL("./flood-thread.ts", import.meta.url), { workerData: "flood-updates" });
  const rate: unknown = (await once(worker, "message"))[0];
  await worker.terminate();
  return Number(rate);
}

async function inC(peer: string): Promise<number> {
  const child = spawn(peer, [STEPS, "5"], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => { text += chunk.toString(); });
  await once(child, "close");
  return Number(text.split(" ")[0]) * 1e6;
}
