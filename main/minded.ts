import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { nextWait } from "./back-off.ts";
import { cleanStart } from "./clean-start.ts";
import type { Command } from "./own-command.ts";

/** Between two words to the minder, ms. */
const ALIVE = 1_000;

/**
 * Has a small program watch this shell and start it again when it ends without a word (killed, crashed, out of
 * memory) or falls silent (hangs). The program itself is started again, with growing waits, when it ends: each minds the other.
 *
 * @param node Node 24, which the backend runs under too
 * @param minder the built minder
 * @returns to be called when the shell ends in order
 */
export function startMinder({ node, minder, command }: { node: string; minder: string; command: Command }): { bye: () => void } {
  if (!existsSync(node) || !existsSync(minder)) return { bye: () => undefined };
  let child: ChildProcess | undefined;
  let wait: number | undefined;
  let again: NodeJS.Timeout | undefined;
  let ended = false;

  function start(): void {
    const startedAt = performance.now();
    const started = spawn(node, cleanStart([minder, command.program, ...command.args]), { stdio: ["pipe", "ignore", "ignore"], detached: true, windowsHide: true });
    child = started;
    const gone = (why: string) => {
      if (child !== started || ended) return;
      child = undefined;
      wait = nextWait(wait, performance.now() - startedAt);
      console.error(`shell: not minded, ${why}; again in ${wait} ms`);
      again = setTimeout(start, wait);
    };
    started.on("error", (error) => gone(error.message));
    started.on("exit", (code, signal) => gone(`the minder ended with ${signal ?? code}`));
    started.stdin?.on("error", () => undefined);
    started.unref();
  }

  start();
  // From the thread that does everything: when it hangs, nothing is said, and the minder ends it.
  const alive = setInterval(() => {
    const ear = child?.stdin;
    if (ear?.writable === true && ear.writableLength === 0) ear.write(".");
  }, ALIVE);
  return {
    bye() {
      ended = true;
      clearInterval(alive);
      clearTimeout(again);
      child?.stdin?.end("bye\n");
    },
  };
}
