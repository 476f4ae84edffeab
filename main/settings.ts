import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** What the shell was told, by environment and command line. */
export interface Settings {
  /** Data folder, absolute. */
  data: string;
  /** Where the backend can be reached, as a URL's host. */
  host: string;
  /** Node 24, which runs the backend: never Electron's own Node. */
  node: string;
  /** The built backend's entry. */
  backend: string;
  /** The backend goes on when the shell closes. */
  keepBackend: boolean;
}

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

/** Reads the settings. `npm start` names data and Node; a packaged application finds both itself. */
export function readSettings({ argv, env, platform, app, resources }: Surroundings): Settings {
  const bundled = join(resources, "node", platform === "win32" ? "node.exe" : "node");
  return {
    data: resolve(flag(argv, "data") ?? given(env, "KYDAI_DATA") ?? defaultData(env, platform)),
    host: reachable(flag(argv, "host") ?? given(env, "KYDAI_HOST") ?? "127.0.0.1"),
    node: given(env, "KYDAI_NODE") ?? bundled,
    backend: join(app, "dist", "backend", "main.js"),
    keepBackend: argv.includes("--keep-backend") || given(env, "KYDAI_KEEP_BACKEND") === "1",
  };
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
