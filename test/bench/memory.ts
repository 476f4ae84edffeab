/** The backend's memory over half an hour of the built-in day at 60×, with two windows that take everything. `KYDAI_BENCH_MINUTES` shortens it. */
import { addSource, administrator, openWindow, removeFolder, startBackend } from "../kit/backend.ts";
import { median, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const MINUTES = Number(process.env["KYDAI_BENCH_MINUTES"] ?? 30);
const EVERY_MS = 10_000;

export async function bench(): Promise<BenchRow[]> {
  const backend = await startBackend({ args: ["--feed", "built-in", "--speed", "60", "--log", "warn"], env: { NODE_ENV: "production" } });
  try {
    const cookie = await administrator(backend);
    await addSource(backend, cookie, "unused");
    const windows = await Promise.all([openWindow(backend, cookie), openWindow(backend, cookie)]);
    for (const window of windows) {
      await window.ask("latest:subscribe", { series: "all", hz: 10 });
      // A window keeps its own state; what this test keeps would only measure the test.
      window.socket.on("facts", () => void (window.facts.length = 0));
      window.socket.on("status", () => void (window.statuses.length = Math.min(1, window.statuses.length)));
    }
    const samples: number[] = [];
    const end = performance.now() + MINUTES * 60_000;
    while (performance.now() < end) {
      await new Promise((next) => setTimeout(next, EVERY_MS));
      samples.push(residentOf(backend.child.pid!));
    }
    for (const window of windows) window.close();
    const third = Math.floor(samples.length / 3);
    const [early, late] = [median(samples.slice(third, 2 * third)), median(samples.slice(2 * third))];
    return [
      { name: `resident memory, last third of ${MINUTES} min of the feed at 60× against the middle third`, value: late / early, unit: "×", target: { op: "<=", value: 1.1 }, note: `${early.toFixed(0)} → ${late.toFixed(0)} MB` },
      { name: `resident memory after ${MINUTES} min of the feed at 60×`, value: samples.at(-1) ?? Number.NaN, unit: "MB", note: `peak ${Math.max(...samples).toFixed(0)} MB` },
    ];
  } finally {
    await backend.stop();
    removeFolder(backend.folder);
  }
}
