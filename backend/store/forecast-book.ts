import { rmSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import { ForecastManner, ForecastPast } from "#contract/forecast";
import type { GaugeModel } from "../core/forecast/gauge.ts";
import { KEPT, type KeptForecast } from "../core/forecast/kept.ts";
import type { Log } from "../ports.ts";
import type { ForecastBook, TrainedGauge } from "../ports-forecast.ts";
import { migrateBook, type BookSteps } from "./book-schema.ts";
import { StoreRefused } from "./migrate.ts";
import { openSqlite, type Sqlite } from "./sqlite.ts";

/** A file of its own: what is in it can be learnt and counted anew, and never delays the journal. */
const FILE = "forecasts.db";
/** Its schema, by version. */
export const FORECAST_STEPS: BookSteps = [`
CREATE TABLE IF NOT EXISTS trained (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS kept (id TEXT NOT NULL, made_at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, made_at)) STRICT, WITHOUT ROWID;
`];
const Trained = z.object({ at: z.number(), past: ForecastPast, seconds: z.number(), of: z.string(), model: z.custom<GaugeModel>((value) => typeof value === "object" && value !== null && "manners" in value) });
const Kept = z.object({ madeAt: z.number(), from: z.number(), by: ForecastManner, points: z.array(z.object({ lead: z.number(), at: z.number(), low: z.number(), mid: z.number(), high: z.number() })) });

/** Opens, or makes, the book of forecasts in the data folder. A file that is damaged is begun anew, and told. @throws StoreRefused; what SQLite does where not even that is possible */
export function openForecastBook(folder: string, log: Log): ForecastBook {
  const file = join(folder, FILE);
  const db = opened(file, log);
  const one = db.prepare<[string], { body: Uint8Array }>("SELECT body FROM trained WHERE id = ?");
  const put = db.prepare("INSERT INTO trained (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body");
  const all = db.prepare<[string], { body: string }>("SELECT body FROM kept WHERE id = ? ORDER BY made_at");
  const add = db.prepare("INSERT OR REPLACE INTO kept (id, made_at, body) VALUES (?, ?, ?)");
  const trim = db.prepare(`DELETE FROM kept WHERE id = ? AND made_at < (SELECT made_at FROM kept WHERE id = ? ORDER BY made_at DESC LIMIT 1 OFFSET ${KEPT - 1})`);
  const cut = db.prepare("DELETE FROM kept WHERE id = ? AND made_at >= ?");
  /** The room goes on without: what is not written is learnt or counted anew. */
  const try_ = <T>(doing: string, act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      log.warn("forecast-book", { doing, error });
      return undefined;
    }
  };
  return {
    trained: (id) => try_("reading a model", () => {
      const row = one.get(id);
      const parsed = row === undefined ? undefined : Trained.safeParse(deserialize(row.body));
      return parsed?.success === true ? (parsed.data satisfies TrainedGauge) : undefined;
    }),
    keepTrained: (id, trained) => void try_("keeping a model", () => put.run(id, serialize(trained))),
    kept: (id) => try_("reading forecasts", () => all.all(id).flatMap(({ body }): KeptForecast[] => {
      const parsed = Kept.safeParse(JSON.parse(body));
      return parsed.success ? [parsed.data] : [];
    })) ?? [],
    keep(rows) {
      try_("keeping forecasts", db.transaction(() => {
        for (const { id, forecast } of rows) add.run(id, forecast.madeAt, JSON.stringify(forecast));
        for (const id of new Set(rows.map((row) => row.id))) trim.run(id, id);
      }));
    },
    forget: (id, from) => void try_("forgetting forecasts", () => cut.run(id, from)),
    close: () => void db.close(),
  };
}

function opened(file: string, log: Log): Sqlite {
  try {
    return make(file);
  } catch (error) {
    // Sound, and a newer program's.
    if (error instanceof StoreRefused) throw error;
    log.error("forecast-book-damaged", { file, error });
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    return make(file);
  }
}

function make(file: string): Sqlite {
  const db = openSqlite(file);
  try {
    migrateBook(db, FORECAST_STEPS);
    db.prepare("SELECT count(*) FROM kept").get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
