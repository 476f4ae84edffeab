#!/usr/bin/env node
// Checks a journal's hash chain from its entries alone, sharing no code with the program that wrote it.
//   node scripts/verify-journal.mjs FILE [--head SEQ:HASH]
// FILE: an export (NDJSON; Node 20 and no packages are enough), or ops.db of a running or stopped backend (needs better-sqlite3).
// Exit code 0: the chain holds; 1: damage, first bad entry and kind printed; 2: cannot tell (usage, unreadable file).
//
// Each hash is SHA-256(previous hash, then the fact's canonical JSON, RFC 8785); the one before fact 1 is SHA-256 of the
// canonical JSON of {"epoch","site"}, with the epoch that the chain began with.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";

const USAGE = "usage: verify-journal FILE [--head SEQ:HASH]";
/** Characters of the longest line taken. */
const MAX_LINE = 64 * 1024 * 1024;
class Unreadable extends Error {}

/** RFC 8785, for what JSON.parse gives. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const link = (previous, entry) => sha(Buffer.from(previous, "hex"), entry.text);

/** One entry, from the text of its fact and the hash it claims; `bad` says why it is none. */
function entry(place, text, hash, columns = {}) {
  let fact;
  try {
    fact = JSON.parse(text);
  } catch {
    return { place, bad: "the fact is not JSON" };
  }
  if (typeof fact !== "object" || fact === null || !Number.isSafeInteger(fact.seq)) return { place, bad: "the fact has no seq" };
  if (!/^[0-9a-f]{64}$/.test(hash)) return { place, bad: "the hash is not 64 hex digits" };
  if (canonical(fact) !== text) return { place, bad: "the fact is not in canonical form (repeated or unsorted keys, white space)" };
  for (const [name, value] of Object.entries(columns)) {
    if (fact[name] !== value) return { place, seq: fact.seq, mismatch: `column ${name} says ${value}, its body ${fact[name]}` };
  }
  return { place, seq: fact.seq, text, hash };
}

/** Lines of a file, split at \n alone: a fact may contain U+2028, at which readline would split. */
async function* linesOf(file) {
  let rest = "";
  for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop();
    if (rest.length > MAX_LINE) throw new Unreadable(`a line is longer than ${MAX_LINE} characters: not an export`);
    yield* parts;
  }
  if (rest !== "") yield rest;
}

/** An export: its header, and a way to walk its entries from the start (twice, to tell a gap from a swap). */
async function openExport(file) {
  let header;
  for await (const line of linesOf(file)) {
    try {
      header = JSON.parse(line);
    } catch {
      throw new Unreadable("line 1 is not the header of an export");
    }
    break;
  }
  if (typeof header?.site !== "string" || typeof header.epoch !== "string") throw new Unreadable("line 1 is not the header of an export");
  return {
    header,
    async *entries() {
      let number = 0;
      for await (const line of linesOf(file)) {
        number += 1;
        if (number === 1) continue;
        const parts = /^\{"hash":"([^"]*)","fact":(.*)\}$/s.exec(line);
        yield parts === null ? { place: `line ${number}`, bad: "not an entry" } : entry(`line ${number}`, parts[2], parts[1]);
      }
    },
  };
}

async function openDatabase(file) {
  const { default: Database } = await import("better-sqlite3").catch((error) => {
    throw new Unreadable(`reading a .db file needs better-sqlite3 (run it in the program's folder, Node 22 or newer), or export the journal first: ${error.message}`);
  });
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  const { site, epoch, chainEpoch } = db.prepare("SELECT site, epoch, chain_epoch AS chainEpoch FROM meta").get() ?? {};
  if (typeof site !== "string") throw new Unreadable("it has no journal in it");
  const last = db.prepare("SELECT max(seq) AS seq FROM fact").get().seq ?? 0;
  return {
    header: { site, epoch, chainEpoch },
    async *entries() {
      const rows = db.prepare("SELECT seq, at, kind, body, hash FROM fact WHERE seq <= ? ORDER BY seq");
      for (const row of rows.iterate(last)) {
        yield entry(`row ${row.seq}`, row.body, Buffer.from(row.hash).toString("hex"), { seq: row.seq, at: row.at, kind: row.kind });
      }
    },
  };
}

/** Walks the chain. @returns the damage, or the head */
async function verify(journal, anchor) {
  const { header } = journal;
  const genesis = sha(canonical({ epoch: header.chainEpoch ?? header.epoch, site: header.site }));
  if (header.genesis !== undefined && header.genesis !== genesis) return damage("edited", "header", "its genesis hash does not fit its site and epoch");
  let head = { seq: 0, hash: genesis };
  let anchored = anchor?.seq === 0 ? genesis : undefined;
  let suspect;
  for await (const next of journal.entries()) {
    if (suspect !== undefined) return judge(suspect, head, next);
    if (next.bad !== undefined) return await malformed(journal, next, head);
    if (next.mismatch !== undefined) return damage("edited", next.place, next.mismatch);
    if (next.seq > head.seq + 1) return await gap(journal, next, head);
    if (next.seq <= head.seq) return damage("inserted/duplicate", next.place, `fact ${next.seq} stands after fact ${head.seq}: ${next.hash === head.hash ? "the same entry twice" : `two entries claim seq ${next.seq}, or one was put in`}`);
    // The entry after it tells whether this one's text or its place in the chain was tampered with.
    if (link(head.hash, next) !== next.hash) suspect = next;
    else head = { seq: next.seq, hash: next.hash };
    if (suspect === undefined && anchor?.seq === head.seq) anchored = head.hash;
  }
  if (suspect !== undefined) return judge(suspect, head, undefined);
  const promised = header.head;
  if (promised !== undefined && promised.seq > head.seq) return damage("truncated-tail", `after fact ${head.seq}`, `the header promises facts up to ${promised.seq}`);
  if (promised !== undefined && (promised.seq !== head.seq || promised.hash !== head.hash)) return damage("broken-link", `fact ${head.seq}`, "the last entry is not the head that the header names");
  if (anchor !== undefined && anchor.seq > head.seq) return damage("chain shorter than anchor", `after fact ${head.seq}`, `the anchor is fact ${anchor.seq}: entries were cut off the end`);
  if (anchor !== undefined && anchored !== anchor.hash) return damage("chain rewritten", `fact ${anchor.seq}`, `its hash is ${anchored}, the anchor says ${anchor.hash}`);
  return { ok: true, head };
}

const damage = (kind, place, detail) => ({ ok: false, kind, place, detail });

/** The entry does not link to the one before: whose fault is it? `next` is the entry after, if any. */
function judge(suspect, head, next) {
  const place = `${suspect.place}, fact ${suspect.seq}`;
  const before = head.seq === 0 ? "the header (site, epoch)" : `fact ${head.seq}`;
  if (next === undefined) return damage("edited", place, "the last entry: its text or its hash was changed");
  if (next.text === undefined || next.seq !== suspect.seq + 1) return damage("broken-link", place, `it does not follow from ${before}, and the entry after it is no witness`);
  // Hashes alone cannot tell these two apart: in both, the chain goes on from the old hash of this entry.
  if (link(suspect.hash, next) === next.hash) return damage("edited", place, `its text was changed, or ${before} was changed and given a fitting hash`);
  if (link(link(head.hash, suspect), next) === next.hash) return damage("edited", place, "its hash was changed, its text was not");
  return damage("broken-link", place, `it does not follow from ${before}, nor the next entry from it: several entries were changed, renumbered or replaced from here on`);
}

async function gap(journal, next, head) {
  const missing = head.seq + 1;
  let first = true;
  for await (const later of journal.entries()) {
    if (later.seq === missing) return damage("reordered", `${next.place}, fact ${next.seq}`, `fact ${missing} belongs here and stands at ${later.place}`);
    first &&= later.seq === next.seq;
  }
  const which = missing === next.seq - 1 ? `fact ${missing} is missing` : `facts ${missing} to ${next.seq - 1} are missing`;
  return damage(head.seq === 0 ? "truncated-head" : "deleted", `${next.place}, fact ${next.seq}`, `${which} before it`);
}

async function malformed(journal, bad, head) {
  let past = false;
  for await (const later of journal.entries()) {
    if (past && later.bad === undefined) return damage("malformed line", bad.place, `${bad.bad}; fact ${head.seq} was the last good entry before it`);
    past ||= later.place === bad.place;
  }
  return damage("trailing garbage", bad.place, `${bad.bad}; nothing good follows it, fact ${head.seq} was the last good entry`);
}

function options(args) {
  const at = args.indexOf("--head");
  const anchor = at < 0 ? undefined : /^(\d+):([0-9a-f]{64})$/i.exec(args[at + 1] ?? "");
  const files = at < 0 ? args : args.filter((_, i) => i !== at && i !== at + 1);
  if (files.length !== 1 || files[0].startsWith("-") || anchor === null) throw new Unreadable(USAGE);
  // npm runs scripts in the package's folder; INIT_CWD is where the person stands.
  const file = [files[0], resolve(process.env.INIT_CWD ?? "", files[0])].find((path) => existsSync(path));
  if (file === undefined) throw new Unreadable(`${files[0]}: no such file`);
  return { file, anchor: anchor && { seq: Number(anchor[1]), hash: anchor[2].toLowerCase() } };
}

function isDatabase(file) {
  const start = Buffer.alloc(16);
  readSync(openSync(file, "r"), start, 0, 16, 0);
  return file.endsWith(".db") || start.toString("latin1") === "SQLite format 3\0";
}

try {
  const { file, anchor } = options(process.argv.slice(2));
  const journal = isDatabase(file) ? await openDatabase(file) : await openExport(file);
  const found = await verify(journal, anchor);
  if (found.ok) {
    console.log(`OK: ${found.head.seq} facts of site ${journal.header.site}, epoch ${journal.header.epoch}; head ${found.head.seq}:${found.head.hash}`);
    console.log(anchor === undefined
      ? "Not proved: that the end was not cut off, nor the whole chain rewritten. Keep the head above elsewhere, and pass it next time with --head."
      : `Proved up to the anchor, fact ${anchor.seq}. Not proved: that nothing was cut off or rewritten after it, nor that what people entered is true.`);
  } else {
    console.log(`DAMAGED: ${found.kind} at ${found.place}: ${found.detail}`);
    process.exitCode = 1;
  }
} catch (error) {
  const corrupt = /^SQLITE_(CORRUPT|NOTADB)/.test(error.code ?? "");
  console.error(corrupt ? `DAMAGED: unreadable page: ${error.message} (${error.code})` : `cannot tell: ${error.message}`);
  process.exitCode = corrupt ? 1 : 2;
}
