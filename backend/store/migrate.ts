import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "#contract/ids";
import type { Sqlite } from "./sqlite.ts";

/** The data folder is sound but not for this program: made by a newer version, or it belongs to another site. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

/** Why a start is refused, for whoever reads the terminal. */
export function newerWords(newer: readonly { file: string; has: number; knows: number }[]): string {
  const each = newer.map(({ file, has, knows }) => `${file}: schema ${has} > ${knows}`).join(", ");
  return `dữ liệu do phiên bản mới hơn của chương trình ghi, không gì bị thay đổi; hãy cài phiên bản đó, hoặc quay lại bản sao trước khi nâng cấp: npm run restore -- --before-upgrade / written by a newer version of this program, nothing was changed; install that version, or put the copy from before the upgrade back: npm run restore -- --before-upgrade (${each})`;
}

interface Migration {
  version: number;
  name: string;
  sql: string;
}

/**
 * Brings a database to the newest schema: runs the numbered files of a folder (`0001-name.sql`, …) that it has not seen yet,
 * each in a transaction of its own together with its row in `schema_version`.
 *
 * @returns the versions that were run now
 * @throws StoreRefused when the file has versions this program does not know: nothing was changed
 */
export function migrate(db: Sqlite, folder: string, at: Instant): number[] {
  const known = readMigrations(folder);
  const done = appliedVersions(db);
  const newest = known.at(-1)?.version ?? 0;
  const ahead = Math.max(0, ...done);
  if (ahead > newest) {
    throw new StoreRefused(newerWords([{ file: db.name, has: ahead, knows: newest }]));
  }
  const run = known.filter((step) => !done.has(step.version));
  for (const step of run) {
    db.transaction(() => {
      db.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT");
      db.exec(step.sql);
      db.prepare("INSERT INTO schema_version (version, name, at) VALUES (?, ?, ?)").run(step.version, step.name, at);
    }).immediate();
  }
  return run.map((step) => step.version);
}

/** @returns the schema versions a database has, empty when it has none */
export function appliedVersions(db: Sqlite): Set<number> {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'").get();
  if (table === undefined) return new Set();
  return new Set(db.prepare<[], number>("SELECT version FROM schema_version").pluck().all());
}

/** The newest schema a folder of steps makes. */
export const newestIn = (folder: string): number => readMigrations(folder).at(-1)?.version ?? 0;

function readMigrations(folder: string): Migration[] {
  const steps = readdirSync(folder).filter((name) => name.endsWith(".sql")).sort().map((name): Migration => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (number === undefined) throw new Error(`${join(folder, name)}: a migration is named 0001-what-it-does.sql`);
    return { version: Number(number), name, sql: readFileSync(join(folder, name), "utf8") };
  });
  steps.forEach((step, i) => {
    if (step.version !== i + 1) throw new Error(`${folder}: migration ${i + 1} is missing or doubled (found ${step.name})`);
  });
  return steps;
}
