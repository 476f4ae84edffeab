import { readdirSync, readFileSync } from "node:fs";
import type { TestBackend } from "./backend.ts";

/** The backend's own child process whose command line names this; undefined: there is none now. */
export function childPid({ child }: Pick<TestBackend, "child">, name: string): number | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const [stat, line] = [readFileSync(`/proc/${entry}/stat`, "utf8"), readFileSync(`/proc/${entry}/cmdline`, "utf8")];
      if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === child.pid && line.includes(name)) return Number(entry);
    } catch {
      // Ended meanwhile.
    }
  }
  return undefined;
}
