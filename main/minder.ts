import { spawn } from "node:child_process";
import { nextStart, readStarts } from "./minder-policy.ts";

// A program of its own, under the backend's Node: it outlives the shell that started it, and starts that shell again when it
// has ended without saying so. It learns of the end by its standard input, which closes with the shell, however that ends.

/** What the shell says before it ends in order. */
const BYE = "bye";

const [program, ...args] = process.argv.slice(2);
let heard = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => (heard = (heard + chunk).slice(-100)));
process.stdin.once("error", ended);
process.stdin.once("end", ended);

let done = false;
function ended(): void {
  if (done) return;
  done = true;
  if (program === undefined || heard.includes(BYE)) return;
  const diedAt = Date.now();
  const { wait, starts } = nextStart(readStarts(process.env["KYDAI_SHELL_STARTS"]), diedAt);
  setTimeout(() => {
    const env = { ...process.env, KYDAI_SHELL_STARTS: starts.join(","), KYDAI_SHELL_DIED_AT: String(diedAt) };
    const shell = spawn(program, args, { env, detached: true, stdio: "ignore" });
    // It could not be started at all: the next try is due as after any other death.
    shell.once("error", () => {
      process.env["KYDAI_SHELL_STARTS"] = starts.join(",");
      done = false;
      ended();
    });
    shell.unref();
  }, wait);
}
