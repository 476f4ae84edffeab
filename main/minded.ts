import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cleanStart } from "./clean-start.ts";
import type { Command } from "./own-command.ts";

/** Between two words to the minder, ms. */
const ALIVE = 1_000;

/**
 * Has a small program watch this shell and start it again when it ends without a word (killed, crashed, out of
 * memory) or falls silent (hangs).
 *
 * @param node Node 24, which the backend runs under too
 * @param minder the built minder
 * @returns to be called when the shell ends in order
 */
export function startMinder({ node, minder, command }: { node: string; minder: string; command: Command }): { bye: () => void } {
  if (!existsSync(node) || !existsSync(minder)) return { bye: () => undefined };
  const child = spawn(node, cleanStart([minder, command.program, ...command.args]), { stdio: ["pipe", "ignore", "ignore"], detached: true, windowsHide: true });
  child.on("error", (error) => console.error(`shell: not minded, ${error.message}`));
  child.stdin?.on("error", () => undefined);
  child.unref();
  // From the thread that does everything: when it hangs, nothing is said, and the minder ends it.
  const alive = setInterval(() => {
    if (child.stdin?.writable === true && child.stdin.writableLength === 0) child.stdin.write(".");
  }, ALIVE);
  return {
    bye() {
      clearInterval(alive);
      child.stdin?.end("bye\n");
    },
  };
}
