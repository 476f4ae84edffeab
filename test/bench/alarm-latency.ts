/** From the sensor's publish to the alarm at a window's socket, durable, beside Node-RED doing the same without durability. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { addSource, administrator, openWindow, removeFolder, startBackend, type TestWindow } from "../kit/backend.ts";
import { writePack } from "../kit/pack.ts";
import { busyOf, cpuOf, median, quantile } from "./figures.ts";
import { installNodeRed, startNodeRed } from "./node-red.ts";
import { probeNumber, publishPaced } from "./paced.ts";
import type { BenchRow } from "./row.ts";

const SERIES = 10_000;
const ROUNDS = 3;
/** Alarms still on their way when the last message is out are waited for so long, ms. */
const GRACE = 1500;

export interface Run {
  latencies: number[];
  /** CPU that others on this machine used meanwhile, in cores: above a few tenths the storm measures them too. */
  others: number;
  missing: number;
  cpuPerMessage: number;
}
export interface Subject {
  port: number;
  user: string;
  secret: string;
  pids: number[];
  /** Calls back with the value of each alarm. */
  listen(heard: (value: number) => void): () => void;
  /** Puts every alarm back to normal between runs. */
  stop(): Promise<void>;
}

/** Sends at a pace, with probes that alarm, and times each alarm to the window. */
export async function measure(subject: Subject, rate: number, seconds: number, probes: number): Promise<Run> {
  const heardAt = new Map<number, bigint>();
  const deaf = subject.listen((value) => {
    const k = probeNumber(value);
    if (!heardAt.has(k)) heardAt.set(k, process.hrtime.bigint());
  });
  const machineBefore = busyOf();
  const own = process.cpuUsage();
  const began = performance.now();
  const before = subject.pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  const { sentAt, sent, cpu: sender } = await publishPaced({ port: subject.port, user: subject.user, secret: subject.secret, rate, seconds, series: SERIES, probes });
  const end = performance.now() + GRACE;
  while (heardAt.size < sentAt.size && performance.now() < end) await new Promise((next) => setTimeout(next, 5));
  const cpu = subject.pids.reduce((sum, pid) => sum + cpuOf(pid), 0) - before;
  const { user, system } = process.cpuUsage(own);
  const others = ((busyOf() - machineBefore - cpu - sender - (user + system) / 1e6) * 1000) / (performance.now() - began);
  deaf();
  const latencies: number[] = [];
  for (const [k, at] of sentAt) {
    const heard = heardAt.get(k);
    if (heard !== undefined) latencies.push(Number(heard - at) / 1e6);
  }
  return { latencies, others, missing: sentAt.size - latencies.length, cpuPerMessage: (cpu * 1e6) / sent };
}

/** The product with a pack of gauges (and this in its environment), an administrator logged in, and a window that hears. @param pack writes another pack whose gauges are `g0.level` … */
export async function ours(more: NodeJS.ProcessEnv = {}, pack = (folder: string) => writePack(folder, SERIES)): Promise<Subject & { address: string; cookie: string; ask: TestWindow["ask"] }> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  const backend = await startBackend({ args: ["--pack", pack(join(folder, "pack")), "--log", "warn"], env: { NODE_ENV: "production", ...more } });
  const cookie = await administrator(backend);
  const secret = await addSource(backend, cookie, "paced");
  const window = await openWindow(backend, cookie);
  return {
    address: backend.address, cookie, ask: window.ask.bind(window),
    port: backend.mqttPort, user: "paced", secret, pids: [backend.child.pid!],
    listen(heard) {
      const onFacts = (facts: { kind: string; alarm?: { inputs: { value?: number }[] } }[]): void => {
        for (const fact of facts) {
          const value = fact.alarm?.inputs[0]?.value;
          if (fact.kind === "alarm:raised" && value !== undefined) heard(value);
        }
      };
      window.socket.on("facts", onFacts);
      return () => window.socket.off("facts", onFacts);
    },
    async stop() {
      window.close();
      await backend.stop();
      removeFolder(backend.folder);
      rmSync(folder, { recursive: true });
    },
  };
}

async function nodeRed(): Promise<Subject> {
  const red = await startNodeRed();
  const socket = new WebSocket(red.socketAddress);
  await new Promise((done) => socket.once("open", done));
  return {
    port: red.mqttPort, user: "paced", secret: "none", pids: [red.pid],
    listen(heard) {
      const onMessage = (data: Buffer): void => heard(Number(data.toString()));
      socket.on("message", onMessage);
      return () => socket.off("message", onMessage);
    },
    async stop() {
      socket.close();
      red.stop();
    },
  };
}

/** A fresh subject per run: each gauge alarms once. */
async function round(make: () => Promise<Subject>, rate: number, seconds: number, probes: number): Promise<Run> {
  const subject = await make();
  try {
    return await measure(subject, rate, seconds, probes);
  } finally {
    await subject.stop();
  }
}

export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const why = installNodeRed();
  const mine: Run[] = [];
  const peer: Run[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    mine.push(await round(ours, 10_000, 8, 150));
    if (why === undefined) peer.push(await round(nodeRed, 10_000, 8, 150));
  }
  const all = (runs: Run[]) => runs.flatMap((run) => run.latencies);
  const p50 = median(mine.map((run) => median(run.latencies)));
  if (why === undefined) {
    const theirs = median(peer.map((run) => median(run.latencies)));
    rows.push({ name: "alarm latency p50 at 10k msg/s, durable, vs Node-RED not durable", value: p50 / theirs, unit: "×", target: { op: "<=", value: 3 }, note: `${p50.toFixed(2)} ms against ${theirs.toFixed(2)} ms; Node-RED p99 ${quantile(all(peer), 0.99).toFixed(1)} ms` });
    const cpu = median(mine.map((run) => run.cpuPerMessage));
    const theirCpu = median(peer.map((run) => run.cpuPerMessage));
    rows.push({ name: "CPU per message vs Node-RED, at 10k msg/s", value: cpu / theirCpu, unit: "×", target: { op: "<=", value: 0.6 }, note: `${cpu.toFixed(1)} µs, broker, store and journal included, against ${theirCpu.toFixed(1)} µs without its broker` });
  } else rows.push({ name: "alarm latency vs Node-RED", value: Number.NaN, unit: "×", note: `skipped: ${why}` });
  rows.push({ name: "alarm latency p99 at 10k msg/s, durable", value: quantile(all(mine), 0.99), unit: "ms", target: { op: "<=", value: 50 }, note: `n=${all(mine).length}, max ${Math.max(...all(mine)).toFixed(1)} ms` });
  const storms: Run[] = [];
  for (let i = 0; i < ROUNDS; i++) storms.push(await round(ours, 60_000, 6, 120));
  const stormy = all(storms);
  const others = storms.map((run) => Math.max(0, run.others).toFixed(1)).join(", ");
  rows.push({ name: "alarms not delivered at 60k msg/s", value: storms.reduce((sum, run) => sum + run.missing, 0), unit: `of ${120 * ROUNDS}`, target: { op: "<=", value: 0 } });
  rows.push({ name: "alarm latency p99 at 60k msg/s, durable", value: quantile(stormy, 0.99), unit: "ms", target: { op: "<=", value: 100 }, note: `n=${stormy.length}, p50 ${median(stormy).toFixed(1)} ms, per round p99 ${storms.map((run) => quantile(run.latencies, 0.99).toFixed(1)).join(", ")}; others on the machine used ${others} cores` });
  return rows;
}
