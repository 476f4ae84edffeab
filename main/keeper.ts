import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nextWait } from "./back-off.ts";
import { openBackendLog } from "./backend-log.ts";
import { cleanStart } from "./clean-start.ts";
import { findBackend, leftBehind, noteStart, startedHere, type Found } from "./backend-place.ts";
import { createLoad } from "./machine-load.ts";
import type { Settings } from "./settings.ts";
import { createSilence, type Patience } from "./silence.ts";
import { threadUse } from "./thread-use.ts";

/** Between two looks at the backend, ms; and while there is none. */
const LOOK = 300;
const LOOK_OUT = 100;
/**
 * A backend that has answered and then is silent so long, ms, hangs: it is ended and started anew. It may read a long past in
 * one go, and would do so again: only one that the system has stopped is known at once to hang.
 */
const HANGS: Patience = { quiet: 8_000, ran: 8_000, waits: 8_000, stopped: 1_500, most: 3 };
/** Between two looks at what its process does, ms. */
const WATCH = 500;
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
  /** On a clock that never jumps: one set back must not leave the room without a backend. */
  let startAfter = 0;
  let answeredAt = performance.now();
  let misses = 0;
  let found: Found | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let due = LOOK;
  /** What is kept of `found` once it is silent. */
  let watched = adopted;
  const silence = createSilence(WATCH);
  if (adopted !== undefined) silence.heard(performance.now());
  const load = createLoad();

  function start(): void {
    startedAt = performance.now();
    // In a session of its own: Ctrl-C in the terminal reaches the shell, which stops the backend in order, once.
    const log = openBackendLog(settings.data);
    const started = spawn(settings.node, cleanStart([settings.backend, "--data", settings.data, ...settings.backendFlags]), {
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
      startAfter = performance.now() + wait;
      if (ended) return;
      console.error(`backend: ${why}; next start in ${wait} ms`);
      plan(0);
      setTimeout(() => plan(0), wait);
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
      silence.heard(answeredAt);
      watched = now.pid;
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
    if (now !== undefined || child !== undefined) return;
    // It holds the data folder: another one could not start beside it.
    if (adopted !== undefined && isThere(adopted) && isOurs(settings.data, adopted)) return;
    if (performance.now() >= startAfter) start();
  }

  /** Ends a backend of ours that hangs. Its end is then heard, or seen at the next look. */
  function watch(): void {
    const now = performance.now();
    const spent = silence.look(now, HANGS, { load: load(), use: watched === undefined ? undefined : threadUse(watched) });
    if (spent === undefined || watched === undefined) return;
    const ours = watched === child?.pid || (watched === adopted && isThere(watched) && isOurs(settings.data, watched));
    if (!ours) return;
    console.error(`backend: ${watched} has been silent for ${Math.round(spent)} ms and is ended`);
    signal(watched, "SIGKILL");
    watched = undefined;
    silence.rest();
    plan(0);
  }

  /** The next look is due in so many ms, or sooner. */
  function plan(wait: number): void {
    if (ended) return;
    if (looking) {
      due = Math.min(due, wait);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = true;
      due = LOOK;
      void look().finally(() => {
        looking = false;
        plan(Math.min(due, found === undefined ? LOOK_OUT : LOOK));
      });
    }, wait);
  }
  plan(0);
  const watching = setInterval(watch, WATCH);

  return {
    address: () => found?.address,
    async stop() {
      ended = true;
      clearTimeout(timer);
      clearInterval(watching);
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
  for (const end = performance.now() + STOP; isThere(pid) && performance.now() < end; ) await sleep(LOOK);
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
