/**
 * Closes what was inherited, then becomes the program named by the arguments, under the same process id. Node opens its own
 * files close-on-exec, so that whatever is not was inherited; and those it has marked itself end with the exec.
 */
const RELAY = `
const fs = require("node:fs");
for (const name of fs.readdirSync("/proc/self/fd")) {
  if (Number(name) < 3) continue;
  try {
    const flags = /^flags:\\s*([0-7]+)/m.exec(fs.readFileSync("/proc/self/fdinfo/" + name, "utf8"));
    if (flags !== null && (parseInt(flags[1], 8) & 0o2000000) === 0) fs.closeSync(Number(name));
  } catch {}
}
process.execve(process.execPath, [process.execPath, ...process.argv.slice(1)], process.env);
`;

/**
 * Arguments with which Node runs a program free of what its parent had open. On Linux Chromium's sockets, locks and pipes
 * would else go on in a backend that outlives its shell, and hold up the end of Chromium's own processes. Elsewhere a child
 * inherits only what it is given.
 *
 * @param program the program's file and its arguments
 */
export function cleanStart(program: readonly string[], platform: string = process.platform): string[] {
  if (platform !== "linux") return [...program];
  return ["--disable-warning=ExperimentalWarning", "--eval", RELAY, "--", ...program];
}
