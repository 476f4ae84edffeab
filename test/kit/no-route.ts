import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What tried to leave: counted by the kernel, and names that were asked for. */
export interface Left {
  ip4: number;
  ip6: number;
  names: string[];
}

/** What the day found. `proof`: the counts after three attempts on purpose. */
export interface Found {
  /** s of the day. */
  dayTo: number;
  closed: string;
  states: string[];
  report: string;
  policy: string;
  day: Left;
  attempts: string[];
  proof: Left;
  refusedInLog: string[];
}

const AS_ROOT = process.getuid?.() === 0 ? [] : ["--map-root-user"];
const BEGIN = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf';
const inside = (resolv: string, command: string, args: string[]): string[] => [...AS_ROOT, "--net", "--mount", "--kill-child", "--", "sh", "-c", `${BEGIN} && ${command}`, resolv, ...args];

function withResolver<T>(act: (resolv: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "kydai-no-route-"));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  const resolv = join(folder, "resolv.conf");
  writeFileSync(resolv, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", { mode: 0o644 });
  const done = act(resolv);
  if (done instanceof Promise) void done.finally(clean).catch(() => undefined);
  else clean();
  return done;
}

/** Why no network of its own can be had here; undefined: one can. */
export const NO_NAMESPACE = withResolver((resolv) => {
  const tried = spawnSync("unshare", inside(resolv, "grep -q 127.0.0.1 /etc/resolv.conf", []), { encoding: "utf8", timeout: 20_000 });
  return tried.status === 0 ? undefined : `unshare: ${tried.error?.message ?? tried.stderr.trim().slice(0, 200)}`;
});

/** The day, in a network namespace of its own: a loopback and no route. */
export const dayWithoutRoute = (limitMs: number): Promise<Found> => withResolver((resolv) => new Promise<Found>((done, failed) => {
  execFile("unshare", inside(resolv, 'exec "$1" --disable-warning=ExperimentalWarning "$2"', [process.execPath, new URL("no-route-day.ts", import.meta.url).pathname]), { timeout: limitMs, killSignal: "SIGKILL", maxBuffer: 16_000_000 }, (error, out, err) => {
    if (error === null) done(JSON.parse(out.trim().split("\n").at(-1) ?? ""));
    else failed(new Error(`${err.slice(-4000)}\n${error.message.slice(0, 500)}`));
  });
}));
