import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { commit, journalIn, keptLog, someFacts, tempFolder } from "../../../test/kit/journal.ts";
import { bookVersion, migrateBook } from "../book-schema.ts";
import { StoreRefused } from "../migrate.ts";
import { openForecastBook } from "../forecast-book.ts";
import { openStudyBook } from "../study-book.ts";
import { openSubscribers } from "../subscribers.ts";
import { openVault } from "../telemetry/open-vault.ts";
import { backOut } from "./back-out.ts";
import { BEFORE_UPGRADE, KEPT_COPIES, keptCopies } from "./kept-copies.ts";
import { SCHEMAS, type StoreSchema } from "./schemas.ts";
import { beforeUpgrade } from "./upgrade.ts";

const AT = 1_800_000_000_000;
function folderOf(): string {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return folder;
}
/** A folder with every database in it, of today. */
function wholeRoom(): string {
  const folder = folderOf();
  const journal = journalIn(folder);
  commit(journal, journal.load(), someFacts(40, 7));
  journal.close();
  openVault(join(folder, "telemetry.db"), (detail) => expect.fail(detail)).vault.db.close();
  openStudyBook(folder).close();
  openForecastBook(folder, keptLog()).close();
  openSubscribers(folder).close();
  return folder;
}
function altered<T>(folder: string, file: string, act: (db: Database.Database) => T): T {
  const db = new Database(join(folder, file));
  try {
    return act(db);
  } finally {
    db.close();
  }
}
const start = (folder: string, more: Partial<Parameters<typeof beforeUpgrade>[0]> = {}) => beforeUpgrade({ folder, at: AT, program: "1.0.0", log: keptLog(), ...more });
/** A program one step ahead of this one, in the studies alone. */
const NEXT: readonly StoreSchema[] = SCHEMAS.map((schema) => (schema.file === "studies.db" ? { ...schema, knows: 2, steps: [...(schema.steps ?? []), "ALTER TABLE study ADD COLUMN colour TEXT"] } : schema));

test("K-5.1e: a room of today is neither copied nor changed, a new folder neither", async () => {
  expect(await start(wholeRoom())).toBeUndefined();
  const empty = folderOf();
  expect(await start(empty)).toBeUndefined();
  expect(readdirSync(empty)).toEqual([]);
});

test.each(SCHEMAS.map(({ file }) => file))("K-5.1e: %s of a newer program refuses the start, in words of both languages, and nothing is touched", async (file) => {
  const folder = wholeRoom();
  altered(folder, file, (db) => (file === "ops.db" ? db.exec("INSERT INTO schema_version VALUES (99, '0099-x.sql', 1)") : db.pragma("user_version = 99")));
  const refused = await start(folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StoreRefused);
  expect(String(refused)).toMatch(/phiên bản mới hơn.*--before-upgrade.*newer version.*: schema 99 > \d/);
  expect(String(refused)).toContain(`${file}: schema 99`);
  expect(existsSync(join(folder, BEFORE_UPGRADE))).toBe(false);
});

test("K-5.1e: a book of a newer program is not opened, and above all not begun anew", () => {
  const folder = wholeRoom();
  for (const file of ["studies.db", "forecasts.db", "subscribers.db"]) altered(folder, file, (db) => db.pragma("user_version = 7"));
  const opened = [() => openStudyBook(folder), () => openForecastBook(folder, keptLog()), () => openSubscribers(folder)];
  for (const open of opened) expect(open).toThrow(StoreRefused);
  expect(altered(folder, "forecasts.db", bookVersion)).toBe(7);
});

test("K-5.1e: what is older is copied with the journal, then goes forward; the way back puts both in their place", async () => {
  const folder = wholeRoom();
  altered(folder, "studies.db", (db) => db.exec("INSERT INTO study VALUES ('s', 1, 1, '{}')"));
  const kept = await start(folder, { schemas: NEXT }) ?? "";
  expect(readdirSync(kept).toSorted()).toEqual(["copy.json", "ops.db", "studies.db"]);
  expect(altered(folder, "studies.db", (db) => [bookVersion(db), db.prepare("SELECT id, colour FROM study").all()])).toEqual([2, [{ id: "s", colour: null }]]);
  expect(await start(folder, { schemas: NEXT })).toBeUndefined();
  // The program of today refuses it, and says how back.
  await expect(start(folder)).rejects.toThrow("studies.db: schema 2 > 1");
  const { aside } = backOut({ folder, stamp: "thu" });
  expect(await start(folder)).toBeUndefined();
  expect(altered(folder, "studies.db", bookVersion)).toBe(1);
  expect(altered(aside ?? "", "studies.db", bookVersion)).toBe(2);
  const journal = journalIn(folder);
  expect(journal.head()).toBe(40);
  journal.close();
});

test("K-5.1e: two copies are kept, a start made again after a kill finds its own, and what a kill left half is removed", async () => {
  const folder = wholeRoom();
  const backwards = (): void => altered(folder, "studies.db", (db) => {
    if (db.prepare("SELECT 1 FROM pragma_table_info('study') WHERE name = 'colour'").get() !== undefined) db.exec("ALTER TABLE study DROP COLUMN colour");
    db.pragma("user_version = 1");
  });
  const names: string[] = [];
  for (let i = 0; i < KEPT_COPIES + 2; i++) {
    backwards();
    mkdirSync(join(folder, BEFORE_UPGRADE, "left.part"), { recursive: true });
    writeFileSync(join(folder, BEFORE_UPGRADE, "left.part", "ops.db"), "half");
    names.push(await start(folder, { schemas: NEXT, at: AT + i }) ?? "");
    // Killed before it went forward: the same again.
    backwards();
    expect(await start(folder, { schemas: NEXT, at: AT + 1000 + i })).toBe(names.at(-1));
    const journal = journalIn(folder);
    commit(journal, journal.load(), someFacts(1, i));
    journal.close();
  }
  expect(keptCopies(folder).map(({ path }) => path)).toEqual(names.slice(-KEPT_COPIES).toReversed());
  expect(readdirSync(join(folder, BEFORE_UPGRADE))).toHaveLength(KEPT_COPIES);
});

test("K-5.1e: without room for the copy nothing is upgraded, and the terminal says how much is wanted", async () => {
  const folder = wholeRoom();
  await expect(start(folder, { schemas: NEXT, free: () => 100_000_000 })).rejects.toThrow(/không đủ chỗ.*cần 53\d MB, còn 100 MB.*no room/);
  expect(altered(folder, "studies.db", bookVersion)).toBe(1);
  expect(keptCopies(folder)).toEqual([]);
});

test("K-5.1e: without a copy there is no way back, and that is said", () => {
  expect(() => backOut({ folder: wholeRoom(), stamp: "thu" })).toThrow("no copy from before an upgrade");
});

test("a step of a book that fails leaves nothing of itself, and the ones before it stand", () => {
  const folder = folderOf();
  altered(folder, "x.db", (db) => {
    expect(() => migrateBook(db, ["CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"])).toThrow("nowhere");
    expect(bookVersion(db)).toBe(1);
    expect(migrateBook(db, ["CREATE TABLE a (x)", "CREATE TABLE c (x)"])).toEqual([2]);
    expect(db.prepare("SELECT name FROM sqlite_schema ORDER BY name").pluck().all()).toEqual(["a", "c"]);
  });
});
