import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nextWait } from "./back-off.ts";
import { openBackendLog } from "./backend-log.ts";
import { cleanStart } from "./clean-start.ts";
import { findBackend, leftBehind, noteStart, startedHere, type Found } from "./backend-place.ts";
import type { Settings } from "./settings.ts";

/** Between two looks at the backend, ms. */
const LOOK = 300;
/** A backend that has answered and then is silent this long, ms, and at MISSES looks, hangs: it is ended and started anew. */
const HANGS = 8_000;
/** So many looks in a row without an answer, and a backend whose process lives counts as gone all the same. */
const MISSES = 3;
/** Longest wait for an orderly stop, ms. */
const STOP = 15_000;

/** Keeps a backend alive on the data folder. */
export interface Keeper {
  /** Where it answers now; undefined while there is none. */
  address(): string | undefined;
  /** Ends the watch and, where a shell started it and it is not to be kept, the backend. */
  stop(): Promise<void>;
}

/**
 * Attaches to the backend of this data folder, or starts one, and starts it again with growing waits when it dies.
 *
 * @param told called with each new address, and with undefined when the backend is gone; and when it answered last, by `performance.now()`
 */
export function keepBackend(settings: Settings, told: (address: string | undefined, heardAt: number) => void): Keeper {
  let child: ChildProcess | undefined;
  /** One that a shell before this one started: as much this shell's to keep as a child. It may hang already. */
  let adopted = leftBehind(settings.data);
  let startedAt = 0;
  let wait: number | undefined;
  let startAfter = 0;
  let answeredAt = performance.now();
  let misses = 0;
  let found: Found | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    startedAt = performance.now();
    // In a session of its own: Ctrl-C in the terminal reaches the shell, which stops the backend in order, once.
    const log = openBackendLog(settings.data);
    const started = spawn(settings.node, cleanStart([settings.backend, "--data", settings.data]), {
      stdio: ["ignore", log, log],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    closeSync(log);
    child = started;
    if (started.pid !== undefined) noteStart(settings.data, started.pid);
    const gone = (why: string) => {
      if (child !== started) return;
      child = undefined;
      wait = nextWait(wait, performance.now() - startedAt);
      startAfter = Date.now() + wait;
      if (!ended) console.error(`backend: ${why}; next start in ${wait} ms`);
    };
    started.on("error", (error) => gone(error.message));
    started.on("exit", (code, signal) => gone(`ended with ${signal ?? code}`));
  }

  async function look(): Promise<void> {
    const now = await findBackend(settings);
    if (ended) return;
    if (now !== undefined) {
      // On a clock that stands while the machine sleeps.
      answeredAt = performance.now();
      if (now.pid === child?.pid) adopted = undefined;
      else if (now.pid !== found?.pid) adopted = startedHere(settings.data) === now.pid ? now.pid : undefined;
    }
    misses = now === undefined ? misses + 1 : 0;
    // A busy machine: it lives and will answer. One that has ended is gone at once.
    if (now === undefined && found !== undefined && misses < MISSES && isThere(found.pid)) return;
    if (now?.address !== found?.address || now?.pid !== found?.pid) {
      found = now;
      told(now?.address, answeredAt);
    }
    if (now !== undefined) return;
    const hangs = misses >= MISSES && answeredAt > startedAt && performance.now() - answeredAt > HANGS;
    if (child !== undefined) {
      if (hangs) child.kill("SIGKILL");
    } else if (adopted !== undefined && isThere(adopted) && isOurs(settings.data, adopted)) {
      // It holds the data folder: another one could not start beside it.
      if (!hangs) return;
      console.error(`backend: ${adopted} hangs and is ended`);
      signal(adopted, "SIGKILL");
      adopted = undefined;
    } else if (Date.now() >= startAfter) start();
  }

  const again = () => {
    if (!ended) timer = setTimeout(() => void look().finally(again), LOOK);
  };
  void look().finally(again);

  return {
    address: () => found?.address,
    async stop() {
      ended = true;
      clearTimeout(timer);
      if (settings.keepBackend) return child?.unref();
      if (child !== undefined) await endChild(child);
      // Started by a shell that died since: this one has taken its place.
      else if (adopted !== undefined && startedHere(settings.data) === adopted) await endProcess(adopted);
    },
  };
}

/** Asks a child to stop in order, and ends it when it does not. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  const limit = setTimeout(() => child.kill("SIGKILL"), STOP);
  await exit;
  clearTimeout(limit);
}

/** The same for a process that is nobody's child any more. */
async function endProcess(pid: number): Promise<void> {
  signal(pid, "SIGTERM");
  for (const end = Date.now() + STOP; isThere(pid) && Date.now() < end; ) await sleep(LOOK);
  signal(pid, "SIGKILL");
}

/** Where the system tells, one that has ended and that nobody has buried is none any more. */
const isOurs = (data: string, pid: number) => (process.platform === "linux" ? leftBehind(data) : startedHere(data)) === pid;

const isThere = (pid: number): boolean => signal(pid, 0);

/** @returns false where there is no such process */
function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what);
  } catch {
    return false;
  }
}
