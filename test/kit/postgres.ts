import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { tmpdir } from "node:os";
import pg from "pg";
import { CentreSettings } from "../../backend/replicate/settings.ts";
import { until } from "./until.ts";

/** Debian's place of PostgreSQL's programs, the newest version; undefined: none is installed. */
const PROGRAMS = (() => {
  try {
    const versions = readdirSync("/usr/lib/postgresql").filter((name) => Number(name) >= 15).toSorted((a, b) => Number(b) - Number(a));
    return versions[0] === undefined ? undefined : join("/usr/lib/postgresql", versions[0], "bin");
  } catch {
    return undefined;
  }
})();
/** Why no PostgreSQL can be started here; undefined: one can. Debian: postgresql-15. */
export const NO_POSTGRES = PROGRAMS === undefined ? "no PostgreSQL 15 or newer in /usr/lib/postgresql" : undefined;

const PASSWORD = "mat-khau-trung-tam";

export interface Postgres {
  port: number;
  settings(over?: Partial<CentreSettings>): CentreSettings;
  /** A connection of the test's own, as the database's owner. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** The server dies as by a power cut, and stands up again on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** From now on it speaks TLS too, with this certificate (PEM). */
  speakTls(files: { key: string; cert: string }): Promise<void>;
  close(): Promise<void>;
}

/** A real PostgreSQL of its own in a temporary folder, on a free port of the loopback, with a password. It refuses to run as root, so root hands it to the user `postgres` (Debian's package makes it). */
export async function startPostgres(): Promise<Postgres> {
  const programs = PROGRAMS;
  if (programs === undefined) throw new Error(NO_POSTGRES);
  const folder = mkdtempSync(join(tmpdir(), "ky-dai-pg-"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
  const as = process.getuid?.() === 0 ? userOf("postgres") : undefined;
  if (as !== undefined) for (const path of [folder, passwordFile]) chownSync(path, as.uid, as.gid);
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "centre", "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], { ...as, stdio: ["ignore", "ignore", "inherit"], cwd: folder });
  const port = await freePort();
  let child: ChildProcess | undefined;
  let own: pg.Client | undefined;

  const connected = async (): Promise<pg.Client> => {
    if (own !== undefined) return own;
    const client = new pg.Client({ host: "127.0.0.1", port, database: "postgres", user: "centre", password: PASSWORD, connectionTimeoutMillis: 5000 });
    client.on("error", () => (own = own === client ? undefined : own));
    await client.connect();
    return (own = client);
  };
  const start = async (): Promise<void> => {
    let errors = "";
    const server = spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=32MB", "-c", "max_connections=30"], { ...as, stdio: ["ignore", "ignore", "pipe"], cwd: folder });
    child = server;
    server.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-3000)));
    await until(async () => server.exitCode !== null || (await connected().then(() => true, () => false)), 60_000, () => `PostgreSQL does not answer: ${errors}`);
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended: ${errors}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const server = child;
    child = undefined;
    const client = own;
    own = undefined;
    await client?.end().catch(() => undefined);
    if (server === undefined || server.exitCode !== null) return;
    const gone = new Promise<void>((done) => server.once("exit", () => done()));
    server.kill(signal);
    await gone;
  };
  await start();
  return {
    port,
    settings: (over) => CentreSettings.parse({ host: "127.0.0.1", port, database: "postgres", user: "centre", passwordFile, tls: "none", patience: { connect: 5, answer: 10 }, ...over }),
    async query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) {
      return (await (await connected()).query<Row>(sql, values)).rows;
    },
    kill: () => end("SIGQUIT"),
    start,
    async speakTls(files) {
      for (const name of ["key", "cert"] as const) {
        const to = join(folder, `${name}.pem`);
        writeFileSync(to, files[name], { mode: 0o600 });
        if (as !== undefined) chownSync(to, as.uid, as.gid);
        await (await connected()).query(`ALTER SYSTEM SET ssl_${name}_file = '${to}'`);
      }
      await (await connected()).query("ALTER SYSTEM SET ssl = on");
      await (await connected()).query("SELECT pg_reload_conf()");
    },
    async close() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
