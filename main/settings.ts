import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { readJoin, type Join } from "./join.ts";

/** What the shell was told, by environment and command line. */
export interface Settings {
  /** Data folder, absolute. */
  data: string;
  /** Where the backend can be reached, as a URL's host. */
  host: string;
  /** Its port as told, or its usual one; undefined: it takes any. */
  port: number | undefined;
  /** Node 24, which runs the backend: never Electron's own Node. */
  node: string;
  /** The built backend's entry. */
  backend: string;
  /** Flags of the command line that are the backend's, as given. */
  backendFlags: readonly string[];
  /** The backend goes on when the shell closes. */
  keepBackend: boolean;
  /** A wall of another PC's backend: none is started here. */
  join: Join | undefined;
  /** Screens of this PC are for the wall alone, unless the backend says otherwise. */
  wallOnly: boolean;
  /** Change whether the system starts the shell; undefined: leave it as it is. */
  startWithSystem: boolean | undefined;
  /** The built program that starts the shell again when it dies; undefined: nobody does. */
  minder: string | undefined;
}

/** Settings, or why they are not understood. */
export type SettingsAnswer = { ok: true; settings: Settings } | { ok: false; why: string };

/** What settings are made of; handed in so that a test can. */
export interface Surroundings {
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** Folder that holds dist/. */
  app: string;
  /** Electron's resources folder: a packaged application carries Node there. */
  resources: string;
}

/** What the backend is told on the shell's own command line (backend/config.ts); `npm start` tells it by environment. */
const BACKEND_FLAGS = ["host", "port", "mqtt-port", "config", "pack", "feed", "day", "speed", "vehicles", "log"] as const;

/** Reads the settings. `npm start` names data and Node; a packaged application finds both itself. */
export function readSettings({ argv, env, platform, app, resources }: Surroundings): SettingsAnswer {
  const told = (name: string) => flag(argv, name) ?? given(env, `KYDAI_${name.toUpperCase().replaceAll("-", "_")}`);
  const role = told("role");
  if (role !== undefined && role !== "wall" && role !== "console") return { ok: false, why: "--role: wall or console" };
  const start = told("start-with-system");
  if (start !== undefined && start !== "on" && start !== "off") return { ok: false, why: "--start-with-system: on or off" };
  const address = told("join");
  const joined = address === undefined ? undefined : readJoin(address, told("ticket"));
  if (joined?.ok === false) return { ok: false, why: `--join: ${joined.why}` };
  const bundled = join(resources, "node", platform === "win32" ? "node.exe" : "node");
  // What plain Node runs lies beside the archive that Electron reads.
  const plain = app.endsWith(".asar") ? `${app}.unpacked` : app;
  return {
    ok: true,
    settings: {
      data: resolve(told("data") ?? defaultData(env, platform)),
      host: reachable(told("host") ?? "127.0.0.1"),
      port: portOf(told("port")),
      node: given(env, "KYDAI_NODE") ?? bundled,
      backend: join(plain, "dist", "backend", "main.js"),
      backendFlags: BACKEND_FLAGS.flatMap((name) => ((value) => (value === undefined ? [] : [`--${name}`, value]))(flag(argv, name))),
      keepBackend: argv.includes("--keep-backend") || given(env, "KYDAI_KEEP_BACKEND") === "1",
      join: joined?.join,
      wallOnly: role === "wall" || (joined !== undefined && role !== "console"),
      startWithSystem: start === undefined ? undefined : start === "on",
      minder: told("minder") === "off" ? undefined : join(plain, "dist", "minder", "minder.cjs"),
    },
  };
}

/** The backend's own default (backend/config.ts). */
const USUAL_PORT = 7373;
/** What is no port the backend refuses by itself. */
function portOf(text: string | undefined): number | undefined {
  const port = text === undefined ? USUAL_PORT : Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** A host to connect to for a host to bind to. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** The same folder the backend takes when none is named. */
function defaultData(env: Surroundings["env"], platform: string): string {
  if (platform === "win32") return join(given(env, "APPDATA") ?? homedir(), "ky-dai");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "ky-dai");
  return join(given(env, "XDG_DATA_HOME") ?? join(homedir(), ".local", "share"), "ky-dai");
}

function given(env: Surroundings["env"], name: string): string | undefined {
  const value = env[name];
  return value === "" ? undefined : value;
}

function flag(argv: readonly string[], name: string): string | undefined {
  const at = argv.indexOf(`--${name}`);
  if (at >= 0) return argv[at + 1];
  return argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
