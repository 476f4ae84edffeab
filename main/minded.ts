import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cleanStart } from "./clean-start.ts";
import type { Command } from "./own-command.ts";

/**
 * Has a small program watch this shell and start it again when it ends without a word: killed, crashed, out of memory.
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
  return { bye: () => child.stdin?.end("bye\n") };
}
