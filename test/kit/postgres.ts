import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { CentreSettings } from "../../backend/replicate/settings.ts";
import { NO_POSTGRES, postgresIn } from "../../scripts/demo-city/postgres.ts";

export { NO_POSTGRES };

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

/** A real PostgreSQL of its own in a temporary folder, on a free port of the loopback, with a password. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "ky-dai-pg-"));
  const server = await postgresIn(folder, PASSWORD);
  const { port } = server;
  let own: pg.Client | undefined;

  const connected = async (): Promise<pg.Client> => {
    if (own !== undefined) return own;
    const client = new pg.Client({ host: "127.0.0.1", port, database: "postgres", user: "centre", password: PASSWORD, connectionTimeoutMillis: 5000 });
    client.on("error", () => (own = own === client ? undefined : own));
    await client.connect();
    return (own = client);
  };
  const end = async (signal: "SIGINT" | "SIGQUIT"): Promise<void> => {
    const client = own;
    own = undefined;
    await client?.end().catch(() => undefined);
    await server.end(signal);
  };
  await server.start();
  return {
    port,
    settings: (over) => server.settings(over),
    async query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) {
      return (await (await connected()).query<Row>(sql, values)).rows;
    },
    kill: () => end("SIGQUIT"),
    start: () => server.start(),
    async speakTls(files) {
      for (const name of ["key", "cert"] as const) {
        const to = join(folder, `${name}.pem`);
        writeFileSync(to, files[name], { mode: 0o600 });
        server.give(to);
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
