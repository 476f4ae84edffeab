import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AlarmId, SiteId } from "#contract/ids";
import { emptyState } from "../core/state.ts";
import { DiskFull, StoreDamaged } from "../ports.ts";
import { SITE, commit, journalIn, keptLog, someFacts, stateText, tempFolder } from "../../test/kit/journal.ts";
import { genesisHash, linkHash } from "./hash-chain.ts";
import { StoreRefused } from "./migrate.ts";

let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = tempFolder()));
afterEach(() => remove());

const file = (): string => join(folder, "ops.db");
/** Changes the file behind the journal's back. */
function tamper(sql: string): void {
  const db = new Database(file());
  db.exec(sql);
  db.close();
}

describe("append and read", () => {
  test("facts get dense seq, come back as they were, newest first or paged, and survive reopening", () => {
    let journal = journalIn(folder);
    const state = journal.load();
    const facts = someFacts(500, 1);
    const appended = [...commit(journal, state, facts.slice(0, 200)), ...commit(journal, state, facts.slice(200))];
    expect(appended.map((fact) => fact.seq)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    const { epoch } = journal;
    journal.close();
    journal = journalIn(folder);
    expect(journal.epoch).toBe(epoch);
    expect(journal.head()).toBe(500);
    expect(journal.page(0, 1000)).toEqual(appended);
    expect(journal.page(123, 10)).toEqual(appended.slice(123, 133));
    expect(journal.page(500, 10)).toEqual([]);
    expect(journal.recent({ limit: 3 })).toEqual(appended.slice(-3).reverse());
    journal.close();
  });

  test("recent filters by kinds, alarm and before like a plain filter does", () => {
    const journal = journalIn(folder);
    const all = commit(journal, journal.load(), someFacts(400, 2, 5));
    const alarm = (fact: (typeof all)[number]): string | undefined => (fact.kind === "alarm:raised" ? fact.alarm.id : "alarmId" in fact ? fact.alarmId : undefined);
    const kinds = ["alarm:raised", "alarm:cleared", "session:opened", "no:such"];
    fc.assert(fc.property(fc.option(fc.subarray(kinds), { nil: undefined }), fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), fc.integer({ min: 0, max: 410 }), fc.integer({ min: 0, max: 50 }), (some, n, before, limit) => {
      const alarmId = n === undefined ? undefined : AlarmId.parse(`flood:tram-${n}`);
      const want = all.filter((fact) => fact.seq < before && (some === undefined || some.includes(fact.kind)) && (alarmId === undefined || alarm(fact) === alarmId)).reverse().slice(0, limit);
      expect(journal.recent({ before, kinds: some, alarmId, limit })).toEqual(want);
    }), { seed: 7, numRuns: 200 });
    journal.close();
  });

  test("the hash of each fact covers the one before, the site and the epoch (invariant 2)", () => {
    const journal = journalIn(folder);
    commit(journal, journal.load(), someFacts(20, 3));
    journal.close();
    const db = new Database(file(), { readonly: true });
    let hash = genesisHash(SITE, journal.epoch);
    for (const row of db.prepare<[], { body: string; hash: Buffer }>("SELECT body, hash FROM fact ORDER BY seq").all()) {
      hash = linkHash(hash, row.body);
      expect(row.hash.equals(hash)).toBe(true);
    }
    db.close();
    expect(genesisHash(SITE, "other").equals(genesisHash(SITE, journal.epoch))).toBe(false);
    expect(genesisHash(SiteId.parse("da-nang"), journal.epoch).equals(genesisHash(SITE, journal.epoch))).toBe(false);
  });

  test.each([
    ["an update", "UPDATE fact SET at = 1 WHERE seq = 2", "append-only"],
    ["a delete", "DELETE FROM fact WHERE seq = 2", "append-only"],
    ["a replace", "INSERT OR REPLACE INTO fact SELECT * FROM fact WHERE seq = 2", "no gaps"],
    ["a gap", "INSERT INTO fact SELECT seq + 100, at, kind, alarm_id, body, hash FROM fact WHERE seq = 2", "no gaps"],
  ])("%s is refused by the file itself (invariant 2)", (_, sql, why) => {
    const journal = journalIn(folder);
    commit(journal, journal.load(), someFacts(5, 4));
    journal.close();
    expect(() => tamper(sql)).toThrow(why);
  });

  test("secrets are written with their fact, replaced, and dropped", () => {
    let journal = journalIn(folder);
    journal.append(someFacts(1, 5), [], [{ owner: "account", id: "lan", hash: "a" }, { owner: "session", id: "lan", hash: "b" }]);
    journal.append([], [], [{ owner: "account", id: "lan", hash: "c" }, { owner: "session", id: "lan", hash: undefined }]);
    journal.close();
    journal = journalIn(folder);
    expect(journal.secret("account", "lan")).toBe("c");
    expect(journal.secret("session", "lan")).toBeUndefined();
    journal.close();
  });

  test("10,000 facts go in one append", () => {
    const journal = journalIn(folder);
    expect(commit(journal, journal.load(), someFacts(10_000, 6)).at(-1)?.seq).toBe(10_000);
    journal.close();
  });

  test("a fact that JSON cannot carry is a bug that throws, and leaves nothing behind", () => {
    const journal = journalIn(folder);
    const bad = { at: 1, kind: "alarm:cleared" as const, alarmId: AlarmId.parse("a"), cause: "rule-removed" as const, value: Number.NaN };
    expect(() => journal.append([...someFacts(3, 1), bad], [])).toThrow(TypeError);
    expect(journal.head()).toBe(0);
    expect(journal.append(someFacts(1, 1), [])[0]?.seq).toBe(1);
    journal.close();
  });
});

describe("state = fold(facts)", () => {
  test("live, stored and rebuilt states are equal byte for byte (invariant 3)", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 300 }), (seed, size) => {
      const own = tempFolder();
      let journal = journalIn(own.folder);
      const live = journal.load();
      const facts = someFacts(size, seed, 8);
      for (let i = 0; i < size; i += 37) commit(journal, live, facts.slice(i, i + 37));
      journal.close();
      journal = journalIn(own.folder);
      expect(stateText(journal.load())).toBe(stateText(live));
      journal.close();
      const path = join(own.folder, "ops.db");
      const rows = (): unknown[] => {
        const db = new Database(path);
        const found = db.prepare("SELECT * FROM projection ORDER BY collection, id").all();
        db.close();
        return found;
      };
      const before = rows();
      const db = new Database(path);
      db.exec("UPDATE meta SET projection_seq = -1");
      db.close();
      const log = keptLog();
      journal = journalIn(own.folder, { log });
      expect(stateText(journal.load())).toBe(stateText(live));
      journal.close();
      expect(log.lines.map((line) => line.event)).toContain("projection-rebuilt");
      expect(rows()).toEqual(before);
      own.remove();
    }), { seed: 11, numRuns: 15 });
  });

  test.each([
    ["a changed body", "UPDATE projection SET body = replace(body, '\"high\"', '\"routine\"') WHERE collection = 'alarms'"],
    ["a body that is not JSON", "UPDATE projection SET body = 'x' WHERE collection = 'alarms'"],
    ["an unknown collection", "UPDATE projection SET collection = 'alrms' WHERE collection = 'alarms'"],
    ["a stored state behind the journal", "UPDATE meta SET projection_seq = 3"],
  ])("%s is not shown: the state is folded anew and said so", (_, sql) => {
    let journal = journalIn(folder);
    const live = journal.load();
    commit(journal, live, someFacts(100, 8));
    journal.close();
    tamper(sql);
    const log = keptLog();
    journal = journalIn(folder, { log });
    expect(stateText(journal.load())).toBe(stateText(live));
    expect(log.lines.some((line) => line.level === "warn" && line.event === "projection-rebuild")).toBe(true);
    journal.close();
    const again = keptLog();
    journal = journalIn(folder, { log: again });
    expect(stateText(journal.load())).toBe(stateText(live));
    expect(again.lines.some((line) => line.event === "projection-rebuild")).toBe(false);
    journal.close();
  });

  test("appends made before the stored state is rebuilt do not hide that it is behind", () => {
    let journal = journalIn(folder);
    const live = journal.load();
    commit(journal, live, someFacts(50, 9));
    journal.close();
    tamper("UPDATE meta SET projection_seq = 3; DELETE FROM projection WHERE collection = 'alarms'");
    journal = journalIn(folder);
    commit(journal, live, someFacts(5, 10));
    journal.close();
    journal = journalIn(folder);
    expect(stateText(journal.load())).toBe(stateText(live));
    journal.close();
  });
});

describe("refusals at open", () => {
  test("a newer program's file is refused in words, unchanged", () => {
    journalIn(folder).close();
    tamper("INSERT INTO schema_version VALUES (99, '0099-future.sql', 1)");
    const before = readFileSync(file());
    expect(() => journalIn(folder)).toThrow(StoreRefused);
    expect(() => journalIn(folder)).toThrow(/newer version.*schema 99/);
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  test("another site's folder is refused", () => {
    journalIn(folder).close();
    expect(() => journalIn(folder, { site: SiteId.parse("da-nang") })).toThrow(/site hue.*site da-nang/);
  });

  test("a new folder gets a new epoch", () => {
    const one = journalIn(join(folder, "one"));
    const two = journalIn(join(folder, "two"));
    expect(one.epoch).not.toBe(two.epoch);
    one.close();
    two.close();
  });

  test.each<[string, () => void, RegExp]>([
    ["ops.db is missing but its head mark is there", () => rmSync(file()), /missing.*ops\.head/],
    ["ops.db is cut to nothing", () => writeFileSync(file(), ""), /empty/],
    ["ops.db is no database", () => writeFileSync(file(), "không phải cơ sở dữ liệu".repeat(100)), /not a database/],
    ["ops.db is a database of something else", () => { rmSync(file()); new Database(file()).exec("CREATE TABLE x (y)").close(); }, /no journal/],
  ])("%s: damaged, never a new empty journal", (_, harm, says) => {
    const journal = journalIn(folder);
    commit(journal, emptyState(), someFacts(10, 1));
    journal.close();
    harm();
    expect(() => journalIn(folder)).toThrow(StoreDamaged);
    expect(() => journalIn(folder)).toThrow(says);
  });
});

test("a full file throws DiskFull, writes nothing, and goes on when there is room", () => {
  let journal = journalIn(folder, { maxPageCount: 60 });
  const state = journal.load();
  let stored = 0;
  let full: unknown;
  for (const facts of Array.from({ length: 200 }, (_, i) => someFacts(10, i))) {
    try {
      journal.append(facts, []);
      stored += facts.length;
    } catch (error) {
      full = error;
      break;
    }
  }
  expect(full).toBeInstanceOf(DiskFull);
  expect(stored).toBeGreaterThan(0);
  expect(journal.head()).toBe(stored);
  expect(journal.page(0, 10_000)).toHaveLength(stored);
  expect(() => journal.append(someFacts(2000, 1), [])).toThrow(DiskFull);
  // A fact small enough for what is left still goes in: the connection is sound.
  expect(journal.append([{ at: 1, kind: "backend:stopped" }], [])[0]?.seq).toBe(stored + 1);
  journal.close();
  journal = journalIn(folder);
  expect(commit(journal, state, someFacts(2000, 1)).at(-1)?.seq).toBe(stored + 2001);
  journal.close();
});
