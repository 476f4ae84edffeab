import pg from "pg";
import { CentreFault } from "../ports-replica.ts";
import { faultOf } from "./fault.ts";
import { connection, type CentreSettings } from "./settings.ts";

/** One statement; values that BIGINT columns give are text. @throws CentreFault */
export type Ask = <Row extends pg.QueryResultRow = never>(sql: string, values?: readonly unknown[]) => Promise<{ rows: Row[]; count: number }>;

export interface Session {
  ask: Ask;
  /** One transaction, run again where the database asks for it (40001): `act` may run several times. */
  transaction<T>(act: (ask: Ask) => Promise<T>): Promise<T>;
  /** Something was notified on this connection since the last call. A wake-up call and no more: it may never come. */
  woken(): boolean;
  close(): Promise<void>;
}

const TRIES = 6;

/** One connection to the centre. A loss of it is a fault of the call that meets it. @throws CentreFault */
export async function openSession(settings: CentreSettings, pause: (ms: number) => Promise<void>): Promise<Session> {
  const client = new pg.Client(connection(settings));
  // Without a listener the loss of an idle connection would end the thread.
  client.on("error", () => undefined);
  let called = false;
  client.on("notification", () => (called = true));
  const ask: Ask = async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
    try {
      const done = await client.query<Row>(sql, values.length === 0 ? undefined : [...values]);
      return { rows: done.rows, count: done.rowCount ?? 0 };
    } catch (error) {
      throw faultOf(error);
    }
  };
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw faultOf(error);
  }
  return {
    ask,
    async transaction(act) {
      for (let attempt = 1; ; attempt++) {
        try {
          await ask("BEGIN");
          const result = await act(ask);
          await ask("COMMIT");
          return result;
        } catch (error) {
          const fault = faultOf(error);
          // Over a connection that is lost there is nothing to take back: the server does it.
          if (fault.why !== "unreachable") await ask("ROLLBACK");
          if (fault.why !== "busy" || !fault.code.startsWith("40") || attempt === TRIES) throw error instanceof CentreFault ? fault : error;
          await pause(Math.random() * 20 * 2 ** attempt);
        }
      }
    },
    woken() {
      const was = called;
      called = false;
      return was;
    },
    async close() {
      // `end` waits for the server, which may be gone: the socket is closed whatever it says.
      const ended = client.end().catch(() => undefined);
      await Promise.race([ended, pause(500)]);
      client.connection.stream.destroy();
    },
  };
}
