import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { nextWait } from "./back-off.ts";
import { openBackendLog } from "./backend-log.ts";
import { cleanStart } from "./clean-start.ts";
import { findBackend, type Found } from "./backend-place.ts";
import type { Settings } from "./settings.ts";

/** Between two looks at the backend, ms. */
const LOOK = 300;
/** A backend that has answered and then is silent this long, ms, hangs: it is ended and started anew. */
const HANGS = 20_000;
/** Longest wait for an orderly stop, ms. */
const STOP = 15_000;

/** Keeps a backend alive on the data folder. */
export interface Keeper {
  /** Where it answers now; undefined while there is none. */
  address(): string | undefined;
  /** Ends the watch and, where this shell started it and it is not to be kept, the backend. */
  stop(): Promise<void>;
}

/**
 * Attaches to the backend of this data folder, or starts one, and starts it again with growing waits when it dies.
 *
 * @param told called with each new address, and with undefined when the backend is gone
 */
export function keepBackend(settings: Settings, told: (address: string | undefined) => void): Keeper {
  let child: ChildProcess | undefined;
  let startedAt = 0;
  let wait: number | undefined;
  let startAfter = 0;
  let answeredAt = 0;
  let found: Found | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    startedAt = Date.now();
    // In a session of its own: Ctrl-C in the terminal reaches the shell, which stops the backend in order, once.
    const log = openBackendLog(settings.data);
    const started = spawn(settings.node, cleanStart([settings.backend, "--data", settings.data]), {
      stdio: ["ignore", log, log],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    closeSync(log);
    child = started;
    const gone = (why: string) => {
      if (child !== started) return;
      child = undefined;
      wait = nextWait(wait, Date.now() - startedAt);
      startAfter = Date.now() + wait;
      if (!ended) console.error(`backend: ${why}; next start in ${wait} ms`);
    };
    started.on("error", (error) => gone(error.message));
    started.on("exit", (code, signal) => gone(`ended with ${signal ?? code}`));
  }

  async function look(): Promise<void> {
    const now = await findBackend(settings);
    if (ended) return;
    if (now !== undefined) answeredAt = Date.now();
    if (now?.address !== found?.address || now?.pid !== found?.pid) {
      found = now;
      told(now?.address);
    }
    if (now !== undefined) return;
    if (child === undefined) {
      if (Date.now() >= startAfter) start();
    } else if (answeredAt > startedAt && Date.now() - answeredAt > HANGS) child.kill("SIGKILL");
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
      if (child === undefined) return;
      if (settings.keepBackend) return child.unref();
      await endChild(child);
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
