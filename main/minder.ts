import { spawn } from "node:child_process";
import { nextStart, readStarts } from "./minder-policy.ts";
import { createSilence, type Patience } from "./silence.ts";
import { threadUse } from "./thread-use.ts";

// A program of its own, under the backend's Node: it outlives the shell that started it, and starts that shell again when it
// has ended without saying so. It learns of the end by its standard input, which closes with the shell, however that ends.

/** What the shell says before it ends in order; anything else means that it lives. */
const BYE = "bye";
/** Between two looks, ms; what a sleep of the machine adds to one counts no more than two. */
const LOOK = 500;
/** The shell, which says a word each second, hangs after so much silence, ms; its own thread never computes for seconds. */
const HANGS: Patience = { quiet: 15_000, ran: 6_000, waits: 15_000, stopped: 2_000, most: 1 };

const [program, ...args] = process.argv.slice(2);
const shellPid = process.ppid;
let heard = "";
const silence = createSilence(LOOK);
silence.heard(performance.now());
/** When the shell was last known to live, ms UTC. */
let heardAt = Date.now();
let hung = false;
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk: string) => {
  heard = (heard + chunk).slice(-100);
  silence.heard(performance.now());
  heardAt = Date.now();
});
const watch = setInterval(() => {
  const spent = silence.look(performance.now(), HANGS, { load: 0, use: threadUse(shellPid) });
  if (spent === undefined || heard.includes(BYE)) return;
  // Its end is heard like any other, and answered the same way.
  hung = true;
  silence.rest();
  kill(shellPid);
}, LOOK);
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
