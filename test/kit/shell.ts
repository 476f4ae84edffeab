import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { electronHere } from "../../scripts/machine.ts";
import { evaluateIn, targetsAt, type Target } from "./cdp.ts";
import { freePort, lives } from "./desktop.ts";
import { until } from "./until.ts";

const ROOT = join(import.meta.dirname, "../..");

/** One window as it stands: which page at which place, and what a wall shows in it. */
export interface Look {
  path: string;
  /** Left edge of the window on the desktop, CSS pixels. */
  x: number;
  width: number;
  /** "connected" and so on; none on a plain page or at the door. */
  link: string | null;
  /** Of a plain page: waiting, safe. */
  plain: string | null;
  monitor: string | null;
  /** `id kind` of each cell that is shown, in the page's order. */
  cells: string[];
}

const LOOK = `({
  path: location.pathname, x: screenX, width: innerWidth, link: document.querySelector("[data-link]")?.dataset.link ?? null, plain: document.body?.dataset.state ?? null,
  monitor: document.querySelector("main[data-monitor]")?.dataset.monitor ?? null,
  cells: [...document.querySelectorAll("[data-cell][data-phase=on]")].map((cell) => cell.dataset.cell + " " + cell.dataset.kind),
})`;
const Looked = z.object({ path: z.string(), x: z.number(), width: z.number(), link: z.string().nullable(), plain: z.string().nullable(), monitor: z.string().nullable(), cells: z.array(z.string()) });

/** The real shell as a person starts it, driven from outside alone: it may be killed at any time. */
export interface Shell {
  /** Process that holds the data folder now; undefined while there is none. */
  pid(): number | undefined;
  backendPid(): number;
  /** Processes of Chromium of one type: renderer, gpu-process, utility, zygote; the oldest first, whatever its number. */
  processes(type: string): number[];
  /** Who would start it again. */
  minders(): number[];
  targets(): Promise<Target[]>;
  /** What each window shows, from left to right; a window that does not answer at once is left out. */
  looks(): Promise<Look[]>;
  evaluate(target: Target, expression: string): Promise<unknown>;
  log(): string;
  /** Ends it, its backend and whoever started it again. */
  close(): Promise<void>;
}

export interface ShellOptions {
  display: string;
  data: string;
  port: number;
  args?: readonly string[];
  env?: Record<string, string>;
}

export async function startShell({ display, data, port, args = [], env = {} }: ShellOptions): Promise<Shell> {
  const executable = electronHere();
  if (executable === undefined) throw new Error("no Electron runtime");
  const debug = await freePort();
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child: ChildProcess = spawn(executable, [...root, `--remote-debugging-port=${debug}`, ROOT, ...args], {
    env: { ...process.env, DISPLAY: display, KYDAI_DATA: data, KYDAI_NODE: process.execPath, KYDAI_PORT: String(port), KYDAI_MQTT_PORT: "0", KYDAI_FEED: "none", KYDAI_MINDER: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-100_000)));

  const pid = () => {
    try {
      // Chromium's own lock: a link to "host-pid".
      const found = Number(/-(\d+)$/.exec(readlinkSync(join(data, "shell", "SingletonLock")))?.[1]);
      return lives(found) ? found : undefined;
    } catch {
      return undefined;
    }
  };
  const backendPid = (): number => z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(join(data, "backend.json"), "utf8"))).pid;
  const targets = () => targetsAt(debug);
  const endBackend = () => {
    const backend = backendPidOf(data);
    if (backend !== undefined && lives(backend)) process.kill(backend, "SIGTERM");
  };
  return {
    pid,
    backendPid,
    processes: (type) => ofFolder(join(data, "shell")).filter(({ line }) => line.includes(`--type=${type}`)).sort((a, b) => a.born - b.born).map((one) => one.pid),
    minders: () => mindersOf(data),
    targets,
    evaluate: evaluateIn,
    async looks() {
      const all = await Promise.all((await targets()).map(async (target) => Looked.safeParse(await evaluateIn(target, LOOK).catch(() => undefined))));
      return all.flatMap((one) => (one.success ? [one.data] : [])).sort((a, b) => a.x - b.x);
    },
    log: () => printed,
    async close() {
      const shell = pid();
      if (shell !== undefined) process.kill(shell, "SIGTERM");
      try {
        await until(() => pid() === undefined, 30_000, () => `the shell does not end\n${printed}`);
      } finally {
        // Whoever would start it again goes first.
        for (const one of [...mindersOf(data), pid()]) if (one !== undefined && lives(one)) process.kill(one, "SIGKILL");
        endBackend();
      }
      const backend = backendPidOf(data);
      await until(() => backend === undefined || !lives(backend), 20_000, () => "the backend does not end");
    },
  };
}

function backendPidOf(data: string): number | undefined {
  try {
    return z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(join(data, "backend.json"), "utf8"))).pid;
  } catch {
    return undefined;
  }
}

/** Minders of shells on this folder: they have it from their environment. */
function mindersOf(data: string): number[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const ours = readFileSync(`/proc/${name}/cmdline`, "utf8").includes("/minder.cjs") && readFileSync(`/proc/${name}/environ`, "utf8").split("\0").includes(`KYDAI_DATA=${data}`);
      return ours ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Chromium's processes name the folder they work for. */
function ofFolder(folder: string): { pid: number; line: string; born: number }[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      return line.includes("--type=") && line.includes(`--user-data-dir=${folder}`) ? [{ pid: Number(name), line, born: bornAt(name) }] : [];
    } catch {
      return [];
    }
  });
}

/** When a process began, in ticks since the machine did. The name, in brackets, may hold anything. */
function bornAt(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
}
