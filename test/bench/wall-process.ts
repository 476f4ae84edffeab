import { readFileSync } from "node:fs";
import type { Target } from "../kit/cdp.ts";
import type { Shell } from "../kit/shell.ts";
import { cpuOf } from "./figures.ts";

const BUSY_MS = 400;
/** A page that is busy with its own does not answer at once; one that never does is gone. */
const TRIES = 20;

/** Process that draws a page: the one that works while the page is made to. The console of Chromium does not tell. */
export async function rendererOf(shell: Shell, target: Target): Promise<number> {
  const used = (): Map<number, number> => new Map(shell.processes("renderer").flatMap((pid) => {
    try {
      return [[pid, cpuOf(pid)] as const];
    } catch {
      return []; // it has ended meanwhile
    }
  }));
  for (let n = 0; n < TRIES; n++) {
    const before = used();
    const answered = await shell.evaluate(target, `(() => { const end = performance.now() + ${BUSY_MS}; while (performance.now() < end); return true; })()`).catch(() => false);
    if (answered !== true) continue;
    const spent = [...used()].map(([pid, cpu]) => ({ pid, cpu: cpu - (before.get(pid) ?? 0) })).sort((a, b) => b.cpu - a.cpu);
    const [first, second] = spent;
    // Where another works as hard, nothing is told.
    if (first !== undefined && first.cpu > BUSY_MS / 3000 && first.cpu > 2 * (second?.cpu ?? 0)) return first.pid;
  }
  throw new Error("which process draws the page cannot be told");
}

/** Memory of a process, MB: resident, and what it alone has (unique set size). Linux. */
export function memoryOf(pid: number): { rss: number; uss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? Number.NaN) / 1024;
  return { rss: of("Rss"), uss: of("Private_Clean") + of("Private_Dirty") };
}
