import { spawn } from "node:child_process";
import { nextStart, readStarts } from "./minder-policy.ts";

// A program of its own, under the backend's Node: it outlives the shell that started it, and starts that shell again when it
// has ended without saying so. It learns of the end by its standard input, which closes with the shell, however that ends.

/** What the shell says before it ends in order; anything else means that it lives. */
const BYE = "bye";
/** So many seconds without a word, counted one by one so that a sleep of the machine is none of them: the shell hangs. */
const SILENT = 15;
const SECOND = 1_000;

const [program, ...args] = process.argv.slice(2);
const shellPid = process.ppid;
let heard = "";
let silent = 0;
/** When the shell was last known to live, ms UTC. */
let heardAt = Date.now();
let hung = false;
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  heard = (heard + chunk).slice(-100);
  silent = 0;
  heardAt = Date.now();
});
const watch = setInterval(() => {
  silent += 1;
  // Its end is heard like any other, and answered the same way.
  if (silent !== SILENT || heard.includes(BYE)) return;
  hung = true;
  kill(shellPid);
}, SECOND);
process.stdin.once("error", ended);
process.stdin.once("end", ended);

let done = false;
function ended(): void {
  if (done) return;
  done = true;
  clearInterval(watch);
  if (program === undefined || heard.includes(BYE)) return;
  const now = Date.now();
  // The walls stood still as long as it hung.
  const diedAt = hung ? heardAt : now;
  const { wait, starts } = nextStart(readStarts(process.env["KYDAI_SHELL_STARTS"]), now);
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

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended: that is heard in a moment.
  }
}
