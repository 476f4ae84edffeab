/** Ten thousand citizens read the public page while sensors alarm: what they cost the room's alarms. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { request, valueOf } from "../kit/backend.ts";
import { measure, ours, type Run } from "./alarm-latency.ts";
import { median, quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const READERS = 10_000;
/** Seconds between two looks of one reader: the page's own habit. */
const EVERY = 30;
const RATE = 5000;
const SECONDS = 10;
const PROBES = 150;
const ROUNDS = 3;

interface Tally {
  whole: number;
  unchanged: number;
  failed: number;
  slowest: number;
}

/** One round on a fresh room; a warning is published half way, so that the page is made anew while everybody asks for it. */
async function round(readers: number, seconds = SECONDS): Promise<{ run: Run; tally: Tally | undefined }> {
  const subject = await ours();
  const child = readers === 0 ? undefined : fork(new URL("public-readers-clients.ts", import.meta.url), [subject.address, String(readers), String(EVERY)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    if (child !== undefined) await once(child, "message");
    const { id } = valueOf(await request(subject, subject.cookie, "incident:open", { alarmIds: [], title: "Ngập", urgency: "emergency", templateId: "hue-five-steps" }));
    const of = { incidentId: id };
    const draft = valueOf(await request(subject, subject.cookie, "alert:draft", { of }));
    const publish = setTimeout(() => void request(subject, subject.cookie, "alert:publish", { of, draft }), (seconds * 1000) / 2);
    const run = await measure(subject, RATE, seconds, PROBES);
    clearTimeout(publish);
    if (child === undefined) return { run, tally: undefined };
    child.send("counts");
    const [tally] = (await once(child, "message")) as [Tally];
    return { run, tally };
  } finally {
    if (child !== undefined) {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    }
    await subject.stop();
  }
}

/** Rounds with and without readers alternate, so that a busy machine disturbs both alike. */
export async function bench(): Promise<BenchRow[]> {
  const without: Run[] = [];
  const beside: Run[] = [];
  const tallies: Tally[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    without.push((await round(0)).run);
    const { run, tally } = await round(READERS);
    beside.push(run);
    if (tally !== undefined) tallies.push(tally);
  }
  const all = (runs: readonly Run[]): number[] => runs.flatMap(({ latencies }) => latencies);
  const p50 = (runs: readonly Run[]): number => median(runs.map(({ latencies }) => median(latencies)));
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  const answered = sum(({ whole, unchanged }) => whole + unchanged);
  const note = `${p50(beside).toFixed(2)} ms with ${READERS} readers, ${p50(without).toFixed(2)} ms without; ${RATE} msg/s, median of ${ROUNDS} alternating rounds`;
  return [
    { name: "alarm latency p50 with 10,000 public readers, vs none", value: p50(beside) / p50(without), unit: "×", target: { op: "<=", value: 1.2 }, note },
    { name: "alarm latency p99 with 10,000 public readers", value: quantile(all(beside), 0.99), unit: "ms", target: { op: "<=", value: 50 }, note: `without: ${quantile(all(without), 0.99).toFixed(1)} ms; n=${all(beside).length}` },
    { name: "alarms not delivered beside public readers", value: beside.reduce((total, { missing }) => total + missing, 0), unit: `of ${PROBES * ROUNDS}`, target: { op: "<=", value: 0 } },
    { name: "public pages not answered", value: sum(({ failed }) => failed), unit: `of ${answered}`, target: { op: "<=", value: 0 }, note: `whole ${sum(({ whole }) => whole)}, unchanged ${sum(({ unchanged }) => unchanged)}, slowest ${Math.max(...tallies.map(({ slowest }) => slowest)).toFixed(0)} ms` },
    { name: "public pages a second", value: answered / (ROUNDS * SECONDS), unit: "1/s", note: `asked: ${(READERS / EVERY).toFixed(0)}` },
  ];
}
