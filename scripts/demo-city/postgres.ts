import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CentreSettings } from "../../backend/replicate/settings.ts";
import { openSession } from "../../backend/replicate/session.ts";

/** ms until a server that was started has to answer. */
const PATIENCE = 60_000;
const PROGRAM = process.platform === "win32" ? "postgres.exe" : "postgres";

/** Folders with PostgreSQL's programs, Debian's newest version first, then what is on the PATH. */
const places = (): string[] => {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => Number(name) >= 15).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((name) => join(debian, name, "bin")), ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")];
};
/** Its main version; undefined: there is none, or it does not run. */
function versionIn(folder: string): number | undefined {
  const file = join(folder, PROGRAM);
  if (!existsSync(file) || !existsSync(join(folder, PROGRAM.replace("postgres", "initdb")))) return undefined;
  try {
    return Number(/\d+/.exec(execFileSync(file, ["--version"], { encoding: "utf8", timeout: 10_000 }))?.[0]);
  } catch {
    return undefined;
  }
}

/** @param version this one alone: a folder is read by the version that made it */
function findPrograms(version?: number): string | undefined {
  return places().find((folder) => {
    const found = versionIn(folder);
    return found !== undefined && (version === undefined ? found >= 15 : found === version);
  });
}
/** Why no PostgreSQL can be started here; undefined: one can. Debian: postgresql-15. */
export const NO_POSTGRES = findPrograms() === undefined ? "no PostgreSQL 15 or newer in /usr/lib/postgresql or on the PATH" : undefined;

/** A PostgreSQL of one's own on a port of the loopback, with a password. */
export interface PostgresServer {
  port: number;
  /** To the centre's database as its owner. */
  settings(over?: Partial<CentreSettings>): CentreSettings;
  start(): Promise<void>;
  end(signal: "SIGINT" | "SIGQUIT"): Promise<void>;
  /** Gives a file to the user the server runs as. */
  give(path: string): void;
}

/**
 * A database server of the system's own programs with its data in `folder`, which is made where it is not there yet; it is not
 * started. It refuses to run as root, so root hands it to the user `postgres` (Debian's package makes it).
 *
 * @throws Error in words when there are no programs for it
 */
export async function postgresIn(folder: string, password: string): Promise<PostgresServer> {
  const data = join(folder, "data");
  const mark = join(data, "PG_VERSION");
  const version = existsSync(mark) ? Number(readFileSync(mark, "utf8").trim()) : undefined;
  const programs = findPrograms(version);
  if (programs === undefined) throw new Error(version === undefined ? NO_POSTGRES : `${data} is of PostgreSQL ${version}, which is not installed`);
  const passwordFile = join(folder, "password");
  const as = process.getuid?.() === 0 ? userOf("postgres") : undefined;
  const give = (path: string): void => {
    if (as !== undefined) lchownSync(path, as.uid, as.gid);
  };
  const options = { ...as, cwd: folder };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  give(folder);
  if (version === undefined) {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    give(passwordFile);
    execFileSync(join(programs, "initdb"), ["-D", data, "-U", "centre", "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], { ...options, stdio: ["ignore", "ignore", "inherit"] });
  }
  const port = await freePort();
  const settings: PostgresServer["settings"] = (over) => CentreSettings.parse({ host: "127.0.0.1", port, database: "postgres", user: "centre", passwordFile, tls: "none", patience: { connect: 5, answer: 10 }, ...over });
  let child: ChildProcess | undefined;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const server = child;
    child = undefined;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise<void>((done) => server.once("exit", () => done()));
    server.kill(signal);
    await gone;
  };
  return {
    port, settings, give, end,
    async start() {
      let errors = "";
      const server = spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=32MB", "-c", "max_connections=30"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
      child = server;
      server.on("error", (error) => (errors += error.message));
      server.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-3000)));
      const limit = performance.now() + PATIENCE;
      const over = (): boolean => server.exitCode !== null || server.signalCode !== null || server.pid === undefined;
      while (!over()) {
        const session = await openSession(settings(), sleep).catch(() => undefined);
        if (session !== undefined) return session.close();
        if (performance.now() > limit) await end("SIGQUIT");
        await sleep(50);
      }
      throw new Error(`PostgreSQL does not answer: ${errors}`);
    },
  };
}

/** Stops a server that a killed run left in this folder; there mostly is none. */
export function stopPostgresIn(folder: string): void {
  const data = join(folder, "data");
  if (!existsSync(join(data, "postmaster.pid"))) return;
  const programs = findPrograms(Number(readFileSync(join(data, "PG_VERSION"), "utf8").trim()));
  if (programs === undefined) return;
  const control = (...args: string[]) => spawnSync(join(programs, "pg_ctl"), ["-D", data, ...args], { ...(process.getuid?.() === 0 && userOf("postgres")), cwd: folder, stdio: "ignore" }).status;
  if (control("status") === 0 && control("-m", "fast", "-w", "-t", "60", "stop") !== 0) throw new Error(`a PostgreSQL runs in ${data} and does not end`);
}

function userOf(name: string): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8").split("\n").find((text) => text.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`PostgreSQL does not run as root, and there is no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
