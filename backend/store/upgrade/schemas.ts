import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { bookVersion, type BookSteps } from "../book-schema.ts";
import { OPS_MIGRATIONS } from "../create-ops.ts";
import { FORECAST_STEPS } from "../forecast-book.ts";
import { appliedVersions, newestIn } from "../migrate.ts";
import type { Sqlite } from "../sqlite.ts";
import { STUDY_STEPS } from "../study-book.ts";
import { SUBSCRIBER_STEPS } from "../subscribers.ts";
import { TELEMETRY_VERSION } from "../telemetry/schema.ts";

/** A database of the data folder: how its version is read, the newest one known here. */
export interface StoreSchema {
  file: string;
  knows: number;
  read: (db: Sqlite) => number;
  /** Of one that need not be opened at each start: migrated here, or it would lag behind for ever. The others check themselves first. */
  steps?: BookSteps;
}

const book = (file: string, steps: BookSteps): StoreSchema => ({ file, knows: steps.length, read: bookVersion, steps });

/** Every database that has a schema, the journal first. A new one: a line here. */
export const SCHEMAS: readonly StoreSchema[] = [
  { file: "ops.db", knows: newestIn(OPS_MIGRATIONS), read: (db) => Math.max(0, ...appliedVersions(db)) },
  { file: "telemetry.db", knows: TELEMETRY_VERSION, read: bookVersion },
  book("studies.db", STUDY_STEPS), book("forecasts.db", FORECAST_STEPS), book("subscribers.db", SUBSCRIBER_STEPS),
];

/** Which schema each database of a folder has; one that is not there, empty, or cannot be read (who opens it says why) is left out. */
export function versionsIn(folder: string, schemas: readonly StoreSchema[]): Map<string, number> {
  return new Map(schemas.flatMap(({ file, read }): [string, number][] => {
    const path = join(folder, file);
    if (!existsSync(path) || statSync(path).size === 0) return [];
    let db: Sqlite | undefined;
    try {
      db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
      const version = read(db);
      return version > 0 ? [[file, version]] : [];
    } catch (error) {
      if (error instanceof Database.SqliteError) return [];
      throw error;
    } finally {
      db?.close();
    }
  }));
}
