import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { StoreRefused, appliedVersions, migrate } from "./migrate.ts";

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = tempFolder());
  mkdirSync(steps());
});
afterEach(() => remove());

const steps = (): string => join(folder, "steps");
const step = (name: string, sql: string): void => writeFileSync(join(steps(), name), sql);
const open = (): Database.Database => new Database(join(folder, "x.db"));

test("runs what is new, in order, once", () => {
  const db = open();
  step("0001-one.sql", "CREATE TABLE one (a)");
  expect(migrate(db, steps(), 1)).toEqual([1]);
  step("0002-two.sql", "ALTER TABLE one ADD COLUMN b; INSERT INTO one VALUES (1, 2)");
  step("0003-three.sql", "UPDATE one SET b = 3");
  expect(migrate(db, steps(), 2)).toEqual([2, 3]);
  expect(migrate(db, steps(), 3)).toEqual([]);
  expect(db.prepare("SELECT * FROM one").all()).toEqual([{ a: 1, b: 3 }]);
  expect(db.prepare("SELECT version, at FROM schema_version").all()).toEqual([{ version: 1, at: 1 }, { version: 2, at: 2 }, { version: 3, at: 2 }]);
  db.close();
});

test("a step that fails leaves nothing of itself, and the ones before it stand", () => {
  const db = open();
  step("0001-one.sql", "CREATE TABLE one (a)");
  step("0002-two.sql", "INSERT INTO one VALUES (1); INSERT INTO nowhere VALUES (1)");
  expect(() => migrate(db, steps(), 1)).toThrow("nowhere");
  expect([...appliedVersions(db)]).toEqual([1]);
  expect(db.prepare("SELECT * FROM one").all()).toEqual([]);
  db.close();
});

test("a file of a newer program is refused before anything runs", () => {
  const db = open();
  step("0001-one.sql", "CREATE TABLE one (a)");
  migrate(db, steps(), 1);
  db.exec("INSERT INTO schema_version VALUES (7, '0007-x.sql', 1)");
  step("0002-two.sql", "DROP TABLE one");
  expect(() => migrate(db, steps(), 2)).toThrow(StoreRefused);
  expect(db.prepare("SELECT * FROM one").all()).toEqual([]);
  db.close();
});

test.each([["one.sql", /named/], ["0002-late.sql", /missing or doubled/]])("a migration called %s is a mistake of ours and says so", (name, says) => {
  const db = open();
  step(name, "SELECT 1");
  expect(() => migrate(db, steps(), 1)).toThrow(says);
  db.close();
});
