import type { SiteId } from "#contract/ids";
import Database from "better-sqlite3";
import { alarmOf } from "../facts.ts";
import { genesisHash, linkHash } from "../hash-chain.ts";
import type { Fact } from "#contract/fact";
import { BackupFault } from "./fault.ts";

/** What a copy of ops.db says of itself. */
export interface OpsHead {
  site: string;
  epoch: string;
  chainEpoch: string;
  schema: number;
  head: { seq: number; hash: string };
}
/** A fact as it stands in the journal. */
export interface Line {
  hash: string;
  body: string;
}

/** Rows read at a time. */
const SLICE = 2000;

export function readHead(file: string): OpsHead {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return db.transaction(() => {
      const meta = db.prepare<[], { site: string; epoch: string; chainEpoch: string }>("SELECT site, epoch, chain_epoch AS chainEpoch FROM meta").get();
      if (meta === undefined) throw new BackupFault("store", `${file}: its meta row is missing`);
      const last = db.prepare<[], { seq: number; hash: Buffer }>("SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1").get();
      const schema = db.prepare<[], number>("SELECT max(version) FROM schema_version").pluck().get() ?? 0;
      return { ...meta, schema, head: { seq: last?.seq ?? 0, hash: (last?.hash ?? genesisHash(meta.site as SiteId, meta.chainEpoch)).toString("hex") } };
    })();
  } finally {
    db.close();
  }
}

/** Facts after `after`, as many as `bytes` of text hold, and one at least. */
export function readLines(file: string, after: number, bytes: number): { lines: Line[]; to: number } {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const lines: Line[] = [];
    let held = 0;
    let to = after;
    for (const row of db.prepare<[number, number], { seq: number; body: string; hash: Buffer }>("SELECT seq, body, hash FROM fact WHERE seq > ? ORDER BY seq LIMIT ?").iterate(after, 50_000)) {
      held += row.body.length;
      if (lines.length > 0 && held > bytes) break;
      lines.push({ hash: row.hash.toString("hex"), body: row.body });
      to = row.seq;
    }
    return { lines, to };
  } finally {
    db.close();
  }
}

/** As `export-journal.ts` writes them. */
export function textOf(lines: readonly Line[]): Buffer {
  return Buffer.from(lines.map(({ hash, body }) => `{"hash":"${hash}","fact":${body}}\n`).join(""));
}

/** @throws BackupFault where a line is none */
export function linesOf(text: Buffer): Line[] {
  return text.toString("utf8").split("\n").filter((line) => line !== "").map((line) => {
    const [, hash, body] = /^\{"hash":"([0-9a-f]{64})","fact":(.*)\}$/s.exec(line) ?? [];
    if (hash === undefined || body === undefined) throw new BackupFault("damaged", "a line of the facts is none");
    return { hash, body };
  });
}

/**
 * Goes through a whole copy: every page, the rows of every table against those counted when it was made, and of a journal the
 * chain from the first fact to the last.
 *
 * @throws BackupFault `damaged`, saying where
 */
export function checkDatabase(file: string, rows: Record<string, number>, head?: OpsHead): void {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = db.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") throw new BackupFault("damaged", `damaged page: ${String(found).slice(0, 200)}`);
    for (const [table, count] of Object.entries(rows)) {
      const there = db.prepare<[], number>(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`).pluck().get();
      if (there !== count) throw new BackupFault("damaged", `table ${table} has ${there} rows of ${count}`);
    }
    if (head === undefined) return;
    let previous = genesisHash(head.site as SiteId, head.chainEpoch);
    let seq = 0;
    const slice = db.prepare<[number, number], { seq: number; body: string; hash: Buffer }>("SELECT seq, body, hash FROM fact WHERE seq > ? ORDER BY seq LIMIT ?");
    for (let some = slice.all(seq, SLICE); some.length > 0; some = slice.all(seq, SLICE)) {
      for (const row of some) {
        seq++;
        previous = linkHash(previous, row.body);
        if (row.seq !== seq || !previous.equals(row.hash)) throw new BackupFault("damaged", `fact ${seq} does not continue the chain`);
      }
    }
    if (seq !== head.head.seq || previous.toString("hex") !== head.head.hash) throw new BackupFault("damaged", `the journal ends at fact ${seq}, ${head.head.seq} was copied`);
  } catch (error) {
    if (error instanceof BackupFault) throw error;
    throw new BackupFault("damaged", error instanceof Error ? error.message.slice(0, 200) : "unreadable", { cause: error });
  } finally {
    db.close();
  }
}

/**
 * Appends facts that were brought after a copy, as far as their chain goes and their instants allow, and has the next start make
 * the state anew from them.
 *
 * @returns the last fact's seq and instant, and whether a later one was left out on purpose
 */
export function appendLines(file: string, lines: Iterable<Line>, until: number): { seq: number; appended: number; cut: boolean } {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma("synchronous = FULL");
    return db.transaction(() => {
      const last = db.prepare<[], { seq: number; hash: Buffer }>("SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1").get();
      const insert = db.prepare<[number, number, string, string | null, string, Buffer]>("INSERT INTO fact (seq, at, kind, alarm_id, body, hash) VALUES (?, ?, ?, ?, ?, ?)");
      const meta = db.prepare<[], { site: string; chain_epoch: string }>("SELECT site, chain_epoch FROM meta").get();
      let hash = last?.hash ?? genesisHash((meta?.site ?? "") as SiteId, meta?.chain_epoch ?? "");
      let seq = last?.seq ?? 0;
      const from = seq;
      let cut = false;
      for (const line of lines) {
        const fact = JSON.parse(line.body) as Fact;
        if (fact.seq <= seq) continue;
        const next = linkHash(hash, line.body);
        if (fact.seq !== seq + 1 || next.toString("hex") !== line.hash) throw new BackupFault("damaged", `fact ${seq + 1} does not continue the chain`);
        if (fact.at > until) {
          cut = true;
          break;
        }
        insert.run(fact.seq, fact.at, fact.kind, alarmOf(fact), line.body, next);
        hash = next;
        seq = fact.seq;
      }
      if (seq > from) db.prepare("UPDATE meta SET projection_seq = -1").run();
      return { seq, appended: seq - from, cut };
    })();
  } finally {
    db.close();
  }
}
