import { closeSync, copyFileSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreDamaged } from "../ports.ts";
import type { Journal } from "../ports.ts";
import { verifyJournal } from "../../test/kit/verify-journal.ts";
import { commit, journalIn, keptLog, seeded, someFacts, stateText, tempFolder } from "../../test/kit/journal.ts";

const PAGE = 4096;
let folder: string;
let remove: () => void;
beforeEach(() => ({ folder, remove } = tempFolder()));
afterEach(() => remove());

const file = (): string => join(folder, "ops.db");

/** Bytes that are no page of SQLite's. */
function garbage(length: number, seed: number): Buffer {
  const random = seeded(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}
function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const fd = openSync(path, "r+");
  writeSync(fd, bytes, 0, bytes.length, at);
  closeSync(fd);
}
/** A stopped journal of so many facts. @returns its state as text */
function stopped(facts: number): string {
  const journal = journalIn(folder);
  const state = journal.load();
  commit(journal, state, someFacts(facts, 1));
  journal.close();
  return stateText(state);
}
/** Opens, loads and reads everything: what a start and its windows do. */
function readAll(): { journal: Journal; state: string; facts: number } {
  const journal = journalIn(folder);
  try {
    return { journal, state: stateText(journal.load()), facts: journal.page(0, 10_000).length };
  } finally {
    journal.close();
  }
}
function caught(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("a corrupt page is named, never silently wrong", () => {
  test("garbage over any page of ops.db: StoreDamaged with file and page or fact, or nothing is different", () => {
    const want = stopped(600);
    const pages = statSync(file()).size / PAGE;
    const sound = readFileSync(file());
    let named = 0;
    for (let page = 0; page < pages; page += 1) {
      writeFileSync(file(), sound);
      overwrite(file(), page * PAGE, garbage(PAGE, page + 1));
      const error = caught(() => {
        const { state, facts } = readAll();
        expect({ state, facts }).toEqual({ state: want, facts: 600 });
      });
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(StoreDamaged);
      if (!(error instanceof StoreDamaged)) continue;
      expect(error.file).toBe(file());
      expect(error.detail).toMatch(/page|fact \d+|database/);
      named += 1;
    }
    // Every page of this file is in use but, at most, a few on the free list.
    expect(named).toBeGreaterThan(pages * 0.95);
  }, 60_000);

  test("a few bytes changed inside any page: the same", () => {
    const want = stopped(300);
    const sound = readFileSync(file());
    const random = seeded(5);
    let named = 0;
    for (let round = 0; round < 150; round += 1) {
      writeFileSync(file(), sound);
      const at = PAGE + Math.floor(random() * (sound.length - PAGE - 3));
      overwrite(file(), at, Buffer.from([0x30 + (round % 10), 0x39 - (round % 10)]));
      const error = caught(() => {
        const { state, facts } = readAll();
        expect({ state, facts }).toEqual({ state: want, facts: 300 });
      });
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(StoreDamaged);
      named += 1;
    }
    expect(named).toBeGreaterThan(50);
  }, 60_000);

  test("a page of facts that goes bad while the journal is open is named by the read that meets it", () => {
    stopped(3000);
    const journal = journalIn(folder);
    const random = seeded(9);
    const size = statSync(file()).size;
    for (let i = 0; i < 40; i += 1) overwrite(file(), Math.floor(random() * (size / PAGE - 20) + 20) * PAGE, garbage(PAGE, i));
    // A fresh connection has no page in its cache; the one open may still serve sound pages from memory.
    const error = caught(() => {
      journal.page(0, 10_000);
      const other = new Database(file());
      other.close();
      journal.close();
      readAll();
    });
    expect(error).toBeInstanceOf(StoreDamaged);
    journal.close();
  });

  test("a fact rewritten with the triggers dropped is found by its seq", () => {
    stopped(50);
    const db = new Database(file());
    db.exec("DROP TRIGGER fact_no_update; UPDATE fact SET body = replace(body, 'lan', 'nam') WHERE seq = 31; UPDATE fact SET body = body || ' ' WHERE seq = 32");
    db.close();
    expect(caught(() => journalIn(folder))).toMatchObject({ name: "StoreDamaged", file: file(), detail: expect.stringMatching(/^fact 3[12] is not what was written/) });
  });

  test.each([["kind", "'clock:jumped'"], ["alarm_id", "'flood:elsewhere'"], ["at", "1"]])("a fact whose column %s was changed, so that filters would miss it, is named", (column, value) => {
    stopped(50);
    const db = new Database(file());
    db.exec(`DROP TRIGGER fact_no_update; UPDATE fact SET ${column} = ${value} WHERE seq = 31`);
    db.close();
    expect(caught(() => journalIn(folder))).toMatchObject({ name: "StoreDamaged", detail: "fact 31: its columns do not fit its body" });
  });

  test("a fact deleted with the triggers dropped is named", () => {
    stopped(50);
    const db = new Database(file());
    db.exec("DROP TRIGGER fact_no_delete; DELETE FROM fact WHERE seq = 20");
    db.close();
    expect(caught(() => journalIn(folder))).toMatchObject({ name: "StoreDamaged", detail: "fact 20 is missing before fact 21" });
  });
});

describe("the write-ahead log", () => {
  /** A folder as a killed backend leaves it: `commits` single facts still in the WAL alone. */
  function killed(commits: number): { facts: number } {
    const live = tempFolder();
    const journal = journalIn(live.folder);
    const state = journal.load();
    for (let i = 0; i < commits; i += 1) commit(journal, state, someFacts(1, i));
    for (const name of ["ops.db", "ops.db-wal", "ops.head"]) copyFileSync(join(live.folder, name), join(folder, name));
    journal.close();
    live.remove();
    return { facts: commits };
  }
  const wal = (): string => join(folder, "ops.db-wal");

  test("a killed backend's facts come back from it", () => {
    const { facts } = killed(30);
    expect(readAll().facts).toBe(facts);
  });

  test("a torn last write, never acknowledged, is dropped and the rest is whole", () => {
    const { facts } = killed(30);
    // What a kill in the middle of the next commit leaves: part of a frame behind the last whole one.
    const whole = readFileSync(wal());
    writeFileSync(wal(), Buffer.concat([whole, whole.subarray(32, 32 + 2000)]));
    expect(readAll().facts).toBe(facts);
  });

  test.each([
    ["garbage in its middle", (bytes: Buffer) => garbage(3 * PAGE, 3).copy(bytes, Math.floor(bytes.length / 2))],
    ["garbage over its header", (bytes: Buffer) => garbage(32, 3).copy(bytes, 0)],
    ["one bit flipped in its middle", (bytes: Buffer) => { const at = Math.floor(bytes.length / 2); bytes[at] = (bytes[at] ?? 0) ^ 4; }],
  ])("%s loses acknowledged facts: said, not swallowed", (_, harm) => {
    killed(30);
    const bytes = readFileSync(wal());
    harm(bytes);
    writeFileSync(wal(), bytes);
    expect(caught(readAll)).toMatchObject({ name: "StoreDamaged", file: file(), detail: expect.stringMatching(/journal ends at fact \d+, but fact 30 was committed|no journal/) });
  });

  test("an older copy of ops.db put back is noticed", () => {
    stopped(20);
    copyFileSync(file(), join(folder, "old"));
    const journal = journalIn(folder);
    commit(journal, journal.load(), someFacts(20, 2));
    journal.close();
    copyFileSync(join(folder, "old"), file());
    expect(caught(() => journalIn(folder))).toMatchObject({ detail: expect.stringMatching(/ends at fact 20, but fact 40 was committed/) });
  });

  test.each([["removed", undefined], ["unreadable", "?"], ["long and unreadable", "không ".repeat(100)]])("a copy is accepted when ops.head is %s: same chain, new epoch, once", (_, mark) => {
    stopped(20);
    if (mark === undefined) rmSync(join(folder, "ops.head"));
    else writeFileSync(join(folder, "ops.head"), mark);
    const old = verifyJournal(file()).text;
    const log = keptLog();
    let journal = journalIn(folder, { log });
    const { epoch } = journal;
    expect(old).not.toContain(epoch);
    expect(log.lines.find((line) => line.event === "journal-restored")?.fields).toMatchObject({ epoch, seq: 20 });
    commit(journal, journal.load(), someFacts(5, 3));
    journal.close();
    journal = journalIn(folder);
    expect(journal.epoch).toBe(epoch);
    expect(journal.page(0, 100)).toHaveLength(25);
    journal.close();
    expect(verifyJournal(file())).toMatchObject({ code: 0, text: expect.stringContaining(`25 facts of site hue, epoch ${epoch}`) });
  });
});
