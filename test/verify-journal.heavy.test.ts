import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportJournal } from "../backend/store/export-journal.ts";
import { commit, journalIn, someFacts, tempFolder } from "./kit/journal.ts";
import { verifyJournal } from "./kit/verify-journal.ts";

const FACTS = 20;
let folder: string;
let remove: () => void;
/** Lines of a sound export: [0] the header, [n] fact n. */
let sound: string[];
const db = (): string => join(folder, "ops.db");

async function exportTo(name: string): Promise<string> {
  const path = join(folder, name);
  const out = createWriteStream(path);
  await exportJournal(db(), out);
  await new Promise((done) => out.end(done));
  return path;
}
beforeAll(async () => {
  ({ folder, remove } = tempFolder());
  const journal = journalIn(folder);
  commit(journal, journal.load(), someFacts(FACTS, 77));
  journal.close();
  sound = readFileSync(await exportTo("sound.ndjson"), "utf8").trimEnd().split("\n");
});
afterAll(() => remove());

/** Writes lines as a file and verifies it. */
function verify(lines: string[], ...args: string[]): { code: number | null; text: string } {
  const path = join(folder, "changed.ndjson");
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return verifyJournal(path, ...args);
}
const line = (n: number): string => sound[n] ?? "";
const without = (from: number, count = 1): string[] => [...sound.slice(0, from), ...sound.slice(from + count)];
const put = (n: number, text: string): string[] => sound.map((old, i) => (i === n ? text : old));
const edit = (n: number): string => line(n).replace(/"at":(\d)/, '"at":9$1');
const hashOf = (n: number): string => JSON.parse(line(n)).hash;
const headerWithoutHead = (): string => { const { head: _, ...rest } = JSON.parse(line(0)); return JSON.stringify(rest); };

/** What someone with the format in hand does: hashes recomputed over lines [from…]. */
function rehash(lines: string[], from: number, to = lines.length): string[] {
  let previous = from === 1 ? JSON.parse(lines[0] ?? "").genesis : JSON.parse(lines[from - 1] ?? "").hash;
  return lines.map((text, i) => {
    if (i < from || i >= to) return text;
    const fact = /"fact":(.*)\}$/s.exec(text)?.[1] ?? "";
    previous = createHash("sha256").update(Buffer.from(previous, "hex")).update(fact).digest("hex");
    return `{"hash":"${previous}","fact":${fact}}`;
  });
}

test("a sound export passes, and the pass says what it does not prove", () => {
  const { code, text } = verify(sound);
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining(`OK: ${FACTS} facts of site hue`) });
  expect(text).toContain(`head ${FACTS}:${hashOf(FACTS)}`);
  expect(text).toMatch(/Not proved: that the end was not cut off/);
  expect(verify(sound, "--head", `12:${hashOf(12)}`)).toEqual({ code: 0, text: expect.stringMatching(/Proved up to the anchor, fact 12\. Not proved/) });
});

test("an empty journal passes", async () => {
  const empty = tempFolder();
  journalIn(empty.folder).close();
  expect(verifyJournal(join(empty.folder, "ops.db"))).toMatchObject({ code: 0, text: expect.stringContaining("OK: 0 facts") });
  empty.remove();
});

describe("each kind of damage is named, with its first bad entry (invariant 2)", () => {
  test.each<[string, () => string[], RegExp]>([
    ["a fact's text changed", () => put(7, edit(7)), /edited at line 8, fact 7: its text was changed/],
    ["the first fact's text changed", () => put(1, edit(1)), /edited at line 2, fact 1: its text/],
    ["the last fact's text changed", () => put(FACTS, edit(FACTS)), /edited at line 21, fact 20/],
    ["a hash changed", () => put(7, line(7).replace(/"hash":"...../, '"hash":"00000')), /edited at line 8, fact 7: its hash was changed/],
    ["a fact changed and rehashed", () => rehash(put(7, edit(7)), 7, 8), /edited at line 9, fact 8: its text was changed, or fact 7 was changed and given a fitting hash/],
    ["two facts changed, hashes kept", () => put(7, edit(7)).map((text, i) => (i === 8 ? edit(8) : text)), /broken-link at line 8, fact 7: it does not follow from fact 6, nor/],
    ["a fact removed", () => without(7), /deleted at line 8, fact 8: fact 7 is missing/],
    ["three facts removed", () => without(7, 3), /deleted at line 8, fact 10: facts 7 to 9 are missing/],
    ["a fact removed, the rest renumbered", () => without(7).map((text, i) => (i < 7 ? text : text.replace(/"seq":\d+/, `"seq":${i}`))), /broken-link at line 8, fact 7/],
    ["the first facts removed", () => without(1, 4), /truncated-head at line 2, fact 5: facts 1 to 4 are missing/],
    ["the last facts removed", () => without(18, 3), /truncated-tail at after fact 17: the header promises facts up to 20/],
    ["an entry doubled", () => [...sound.slice(0, 8), line(7), ...sound.slice(8)], /inserted\/duplicate at line 9: .*the same entry twice/],
    ["an old entry put in again", () => [...sound.slice(0, 12), line(3), ...sound.slice(12)], /inserted\/duplicate at line 13: fact 3 stands after fact 11/],
    ["a forged entry with a fitting hash put in", () => rehash([...sound.slice(0, 7), edit(7), ...sound.slice(7)], 7, 8), /inserted\/duplicate at line 9: .*two entries claim seq 7/],
    ["two neighbours swapped", () => [...sound.slice(0, 7), line(8), line(7), ...sound.slice(9)], /reordered at line 8, fact 8: fact 7 belongs here and stands at line 9/],
    ["the first two swapped", () => [line(0), line(2), line(1), ...sound.slice(3)], /reordered at line 2, fact 2/],
    ["an entry moved far back", () => [...sound.slice(0, 5), ...sound.slice(6), line(5)], /reordered at line 6, fact 6: fact 5 belongs here and stands at line 21/],
    ["a line that is no entry", () => put(7, "xin chào"), /malformed line at line 8: not an entry; fact 6 was the last good/],
    ["an empty line in the middle", () => put(7, ""), /malformed line at line 8/],
    ["an entry whose fact is no JSON", () => put(7, '{"hash":"00","fact":{]}'), /malformed line at line 8: the fact is not JSON/],
    ["a key repeated to deceive other readers", () => put(7, line(7).replace('"fact":{', '"fact":{"at":1,')), /malformed line at line 8: the fact is not in canonical form/],
    ["words after the end", () => [...sound, "và thêm", "nữa"], /trailing garbage at line 22/],
    ["the last line cut in the middle", () => put(FACTS, line(FACTS).slice(0, 90)), /trailing garbage at line 21/],
    ["the header's site changed", () => put(0, line(0).replace("hue", "da-nang")), /edited at header: its genesis hash/],
    ["the header replaced with a fitting one of another site", () => put(0, headerOf("da-nang")), /edited at line 2, fact 1: its text was changed, or the header \(site, epoch\) was changed/],
    ["the head in the header changed", () => put(0, line(0).replace(`"hash":"${hashOf(FACTS)}"`, `"hash":"${"0".repeat(64)}"`)), /broken-link at fact 20: the last entry is not the head/],
  ])("%s", (_, lines, says) => {
    const { code, text } = verify(lines());
    expect(text).toMatch(/^DAMAGED: /);
    expect(text).toMatch(says);
    expect(code).toBe(1);
  });
});

function headerOf(site: string): string {
  const { epoch } = JSON.parse(line(0));
  const genesis = createHash("sha256").update(JSON.stringify({ epoch, site })).digest("hex");
  return JSON.stringify({ site, epoch, chainEpoch: epoch, genesis });
}

describe("with an anchor", () => {
  const anchor = (n: number): string => `${n}:${hashOf(n)}`;
  test("a cut end without the header's promise passes alone and fails against the anchor", () => {
    const cut = [headerWithoutHead(), ...sound.slice(1, 16)];
    expect(verify(cut).code).toBe(0);
    expect(verify(cut, "--head", anchor(20))).toMatchObject({ code: 1, text: expect.stringContaining("chain shorter than anchor at after fact 15: the anchor is fact 20") });
  });
  test("a chain rewritten with fitting hashes passes alone and fails against the anchor", () => {
    const rewritten = rehash([headerWithoutHead(), ...put(7, edit(7)).slice(1)].map((text, i) => (i === 0 ? line(0).replace(/,"head":.*$/, "}") : text)), 7);
    expect(verify(rewritten).code).toBe(0);
    expect(verify(rewritten, "--head", anchor(20))).toMatchObject({ code: 1, text: expect.stringContaining("chain rewritten at fact 20") });
    expect(verify(rewritten, "--head", anchor(6)).code).toBe(0);
  });
});

describe("of a database", () => {
  test("a live backend's ops.db is read while it writes", () => {
    const journal = journalIn(folder);
    expect(verifyJournal(db())).toMatchObject({ code: 0, text: expect.stringContaining(`OK: ${journal.head()} facts`) });
    commit(journal, journal.load(), someFacts(1, 5));
    expect(verifyJournal(db())).toMatchObject({ code: 0, text: expect.stringContaining(`OK: ${journal.head()} facts`) });
    journal.close();
  });

  test.each<[string, string, RegExp]>([
    ["an edited body", "DROP TRIGGER fact_no_update; UPDATE fact SET body = replace(body, '\"kind\":', '\"kind\":\"x\",\"kinds\":') WHERE seq = 9", /edited at row 9/],
    ["an edited column", "DROP TRIGGER fact_no_update; UPDATE fact SET kind = 'clock:jumped' WHERE seq = 9", /edited at row 9: column kind/],
    ["a deleted row", "DROP TRIGGER fact_no_delete; DELETE FROM fact WHERE seq = 9", /deleted at row 10, fact 10: fact 9 is missing/],
    ["another site's name", "UPDATE meta SET site = 'da-nang'", /edited at row 1, fact 1: .*the header/],
  ])("%s is named", async (_, sql, says) => {
    const copy = join(folder, "copy.db");
    const source = new Database(db());
    await source.backup(copy);
    source.close();
    const changed = new Database(copy);
    changed.exec(sql);
    changed.close();
    const { code, text } = verifyJournal(copy);
    expect(text).toMatch(says);
    expect(code).toBe(1);
  });

  test("a page of garbage is reported as damage", () => {
    const bytes = readFileSync(db());
    for (let page = 4; page < bytes.length / 4096; page += 1) bytes.fill(0xab, page * 4096, (page + 1) * 4096);
    writeFileSync(join(folder, "bad.db"), bytes);
    expect(verifyJournal(join(folder, "bad.db"))).toMatchObject({ code: 1, text: expect.stringMatching(/^DAMAGED: unreadable page/) });
  });
});

test.each<[string, string[], RegExp]>([
  ["no file", [], /usage/],
  ["two files", ["a", "b"], /usage/],
  ["a file that is not there", ["/nowhere/x.ndjson"], /no such file/],
  ["an anchor that is none", [import.meta.filename, "--head", "12:abc"], /usage/],
  ["a file that is no export", [import.meta.filename], /not the header of an export/],
])("%s: cannot tell, exit code 2", (_, args, says) => {
  const { code, text } = verifyJournal(...args);
  expect(text).toMatch(says);
  expect(code).toBe(2);
});

/** The system's own Node, which may be as old as 20. */
const PLAIN = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => existsSync(path) && path !== process.execPath);
test.skipIf(PLAIN === undefined)(`an export is verified by plain ${PLAIN ?? "node (skipped: no system Node)"} without packages`, () => {
  const path = join(folder, "plain.ndjson");
  const program = join(folder, "verify-journal.mjs");
  writeFileSync(path, sound.join("\n"));
  writeFileSync(program, readFileSync(new URL("../scripts/verify-journal.mjs", import.meta.url)));
  const run = spawnSync(PLAIN ?? "", [program, path], { encoding: "utf8" });
  expect(run.stdout).toContain(`OK: ${FACTS} facts`);
  expect(run.status).toBe(0);
});
