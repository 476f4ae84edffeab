import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { electronHere } from "../../scripts/machine.ts";
import { until } from "./until.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The real shell with its real backend. */
export interface Desktop {
  app: ElectronApplication;
  /** All that it and its backend have printed. */
  log(): string;
  /** The window on this address, `/` or `/wall`, once there are as many as wanted. */
  pages(path: "/" | "/wall", count: number): Promise<Page[]>;
  /** Process id of the backend as the data folder tells it. */
  backendPid(): number;
  close(): Promise<void>;
}

/** @returns a TCP port that was free a moment ago */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts the built shell (dist/) on a display. The feed is off: what a test sees, it caused. */
export async function startDesktop(options: { display: string; data: string; port: number; env?: Record<string, string> }): Promise<Desktop> {
  const executablePath = electronHere();
  if (executablePath === undefined) throw new Error("no Electron runtime");
  const root = process.getuid?.() === 0;
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const app = await _electron.launch({
    executablePath,
    args: [...(root ? ["--no-sandbox"] : []), ROOT],
    env: {
      ...inherited, DISPLAY: options.display, KYDAI_DATA: options.data, KYDAI_NODE: process.execPath,
      KYDAI_PORT: String(options.port), KYDAI_MQTT_PORT: "0", KYDAI_FEED: "none", KYDAI_MINDER: "off", ...options.env,
    },
  });
  let log = "";
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-200_000)));
  const tell = () => log + readFileSync(join(options.data, "backend.log"), "utf8");
  const at = (path: string) => app.windows().filter((page) => page.url() === `http://127.0.0.1:${options.port}${path}`);
  return {
    app,
    log: tell,
    async pages(path, count) {
      await until(() => at(path).length === count, 60_000, () => `windows: ${app.windows().map((page) => page.url()).join(" ")}\n${tell()}`);
      return at(path);
    },
    backendPid: () => JSON.parse(readFileSync(join(options.data, "backend.json"), "utf8")).pid,
    close: () => app.close(),
  };
}

/** @returns true while the process lives */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
