import type { Database } from "better-sqlite3";
import { StoreDamaged } from "../../ports.ts";

/** Numbered from 1: the position is the version kept in `PRAGMA user_version`. Never change one that was released. */
const MIGRATIONS: readonly string[] = [
  // chunk: layout measured in research/backend.md §1c; chunk_age finds the oldest without reading bodies.
  // counter: the check is invariant 8, enforced by the database itself.
  `CREATE TABLE frame (
     id INTEGER PRIMARY KEY, at INTEGER NOT NULL, t0 INTEGER NOT NULL, n INTEGER NOT NULL, crc INTEGER NOT NULL,
     body BLOB NOT NULL
   ) STRICT;
   CREATE TABLE chunk (
     series INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL, n INTEGER NOT NULL,
     min REAL NOT NULL, max REAL NOT NULL, crc INTEGER NOT NULL, body BLOB NOT NULL,
     PRIMARY KEY (series, t0)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX chunk_age ON chunk (t1);
   CREATE TABLE counter (
     source TEXT PRIMARY KEY, received INTEGER NOT NULL, stored INTEGER NOT NULL, rejected INTEGER NOT NULL,
     superseded INTEGER NOT NULL, by_reason TEXT NOT NULL, last_at INTEGER, crc INTEGER NOT NULL,
     CHECK (received = stored + rejected + superseded)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE rejection (
     id INTEGER PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL, datastream TEXT,
     detail TEXT NOT NULL, sample TEXT NOT NULL, crc INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX rejection_source ON rejection (source, id);
   CREATE TABLE note (key TEXT PRIMARY KEY, body BLOB NOT NULL, crc INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
];

/** The newest version this program knows. */
export const TELEMETRY_VERSION = MIGRATIONS.length;

/** @throws StoreDamaged when the file is from a newer version of this program */
export function migrate(db: Database, file: string): void {
  const version = Number(db.pragma("user_version", { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new StoreDamaged(file, `schema version ${version} is newer than this program's ${MIGRATIONS.length}`);
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[next]!} PRAGMA user_version = ${next + 1}; COMMIT;`);
  }
}
