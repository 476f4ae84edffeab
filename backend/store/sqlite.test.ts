import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { journalIn, someFacts, tempFolder } from "../../test/kit/journal.ts";
import { DiskFull, StoreDamaged } from "../ports.ts";
import { openSqlite, storeError } from "./sqlite.ts";

test("commits are durable by setting, not by default: WAL with synchronous FULL, checks on, memory map off", () => {
  const { folder, remove } = tempFolder();
  const db = openSqlite(join(folder, "x.db"), { maxPageCount: 100 });
  const value = (name: string): unknown => db.pragma(name, { simple: true });
  expect({ mode: value("journal_mode"), sync: value("synchronous"), keys: value("foreign_keys"), cells: value("cell_size_check"), mmap: value("mmap_size"), pages: value("max_page_count") })
    .toEqual({ mode: "wal", sync: 2, keys: 1, cells: 1, mmap: 0, pages: 100 });
  db.close();
  remove();
});

test("another program holding the file: DiskFull's promise (nothing written, call again), and so it goes", () => {
  const { folder, remove } = tempFolder();
  const journal = journalIn(folder);
  const other = new Database(join(folder, "ops.db"));
  other.exec("BEGIN IMMEDIATE");
  expect(() => journal.append(someFacts(3, 1), [])).toThrow(DiskFull);
  expect(() => journal.append(someFacts(3, 1), [])).toThrow(/held by another program/);
  other.close();
  expect(journal.append(someFacts(3, 1), []).map((fact) => fact.seq)).toEqual([1, 2, 3]);
  journal.close();
  remove();
});

test.each<[unknown, unknown]>([
  [new Database.SqliteError("full", "SQLITE_FULL"), DiskFull],
  [new Database.SqliteError("busy", "SQLITE_BUSY_SNAPSHOT"), DiskFull],
  [new Database.SqliteError("malformed", "SQLITE_CORRUPT_INDEX"), StoreDamaged],
  [new Database.SqliteError("not one", "SQLITE_NOTADB"), StoreDamaged],
  [new Database.SqliteError("disk I/O error", "SQLITE_IOERR_READ"), StoreDamaged],
  [Object.assign(new Error("quota"), { code: "EDQUOT" }), DiskFull],
])("%s", (error, kind) => expect(storeError("/tmp/ops.db", error, "reading fact 7")).toBeInstanceOf(kind));

test("what is our own mistake stays what it is", () => {
  const bug = new Database.SqliteError("no such table", "SQLITE_ERROR");
  expect(storeError("/tmp/ops.db", bug, "x")).toBe(bug);
});
