import { StoreRefused, newerWords } from "./migrate.ts";
import type { Sqlite } from "./sqlite.ts";

/** Steps of a database that keeps its version in `PRAGMA user_version`, numbered from 1 by their place. Never change one that was released. */
export type BookSteps = readonly string[];

/**
 * @returns the schema a database has; 0: nothing is in it yet. Programs before versions were kept made what is now version 1 and
 * wrote no number into it.
 */
export function bookVersion(db: Sqlite): number {
  const written = Number(db.pragma("user_version", { simple: true }));
  if (written > 0) return written;
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1").get() === undefined ? 0 : 1;
}

/**
 * Brings such a database to the newest schema, each step in a transaction of its own together with its number.
 *
 * @returns the versions that were run now
 * @throws StoreRefused when a newer program wrote it: nothing was changed
 */
export function migrateBook(db: Sqlite, steps: BookSteps): number[] {
  const has = bookVersion(db);
  if (has > steps.length) throw new StoreRefused(newerWords([{ file: db.name, has, knows: steps.length }]));
  const run = steps.map((_step, i) => i + 1).slice(has);
  for (const version of run) {
    db.transaction(() => {
      db.exec(steps[version - 1] ?? "");
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
  // One of before versions: its number is written once.
  if (run.length === 0 && Number(db.pragma("user_version", { simple: true })) !== has) db.pragma(`user_version = ${has}`);
  return run;
}
