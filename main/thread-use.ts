import { readFileSync } from "node:fs";

/** What the system knows of one thread. */
export interface ThreadUse {
  /** Processor time it has had since it began, ms. */
  ran: number;
  /** "runs": it has a processor or wants one. "waits": for something else. "stopped": the system lets it do nothing. */
  state: "runs" | "waits" | "stopped";
}

/** `/proc` counts in hundredths of a second, whatever the kernel's own clock (USER_HZ). */
const TICK = 10;

/** @param text Linux's `/proc/PID/task/TID/stat` */
export function readUse(text: string): ThreadUse | undefined {
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, user, system] = [fields[0], Number(fields[11]), Number(fields[12])];
  if (state === undefined || !Number.isFinite(user) || !Number.isFinite(system)) return undefined;
  return { ran: (user + system) * TICK, state: state === "R" ? "runs" : state === "T" ? "stopped" : "waits" };
}

/**
 * The first thread of a process: it runs a page's scripts, and a backend's.
 *
 * @param pid 0: there is none
 * @returns undefined also where the system does not tell: anything but Linux
 */
export function threadUse(pid: number): ThreadUse | undefined {
  if (pid <= 0) return undefined;
  try {
    return readUse(readFileSync(`/proc/${pid}/task/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}
