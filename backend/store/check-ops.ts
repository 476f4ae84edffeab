import { statSync } from "node:fs";
import { StoreDamaged } from "../ports.ts";
import { SELECT_FACTS, readFact } from "./facts.ts";
import type { FactRow } from "./facts.ts";
import type { HeadMark } from "./head-mark.ts";
import type { Sqlite } from "./sqlite.ts";

/** Bytes up to which every page is checked at start (about half a second). */
const WHOLE_CHECK = 64 * 1024 * 1024;
/** Facts whose chain is recomputed at start. Older ones are checked whenever they are read, and by verify-journal. */
const CHAIN_CHECK = 10_000;
/** Of facts' text at the most: some 20 ms, whatever the facts are. */
const CHAIN_BYTES = 8 * 1024 * 1024;

/**
 * Structure of the file's pages. Above 64 MB the tables that grow without bound are left out here: of the facts the end is
 * checked by {@link checkChain}, the rest, like cases that are over and what finds them, whenever it is read.
 *
 * @returns what was checked, for the log
 * @throws StoreDamaged with SQLite's first finding, which names tree and page
 */
export function checkPages(db: Sqlite, file: string): "whole" | "all but fact" {
  const whole = statSync(file).size <= WHOLE_CHECK;
  const checks = whole ? ["integrity_check(1)"] : ["projection", "meta", "secret", "alarm_spell", "alarm_rate", "fact_block", "rule_trait", "incident_due", "evidence", "violation"].map((table) => `quick_check('${table}')`);
  for (const check of checks) {
    const found = db.pragma(check, { simple: true });
    if (found !== "ok") throw new StoreDamaged(file, `damaged page: ${String(found).replaceAll("\n", " ")}`);
  }
  return whole ? "whole" : "all but fact";
}

/**
 * Recomputes the chain of the newest facts.
 *
 * @returns the head
 * @throws StoreDamaged naming the first bad seq
 */
export function checkChain(db: Sqlite, file: string, genesis: Buffer): { seq: number; hash: Buffer } {
  const head = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM fact").pluck().get() ?? 0;
  const from = Math.max(0, head - CHAIN_CHECK);
  // From the newest back: each row brings the hash of the one before it.
  const rows = db.prepare<[number], FactRow>(`${SELECT_FACTS} WHERE f.seq > ? ORDER BY f.seq DESC`);
  let newest: { seq: number; hash: Buffer } | undefined;
  let expected = head;
  let bytes = 0;
  for (const row of rows.iterate(from)) {
    if (row.seq !== expected) throw new StoreDamaged(file, `fact ${expected} is missing before fact ${expected + 1}`);
    readFact(file, row, genesis);
    newest ??= { seq: row.seq, hash: row.hash };
    expected -= 1;
    bytes += row.body.length;
    if (bytes > CHAIN_BYTES) return newest;
  }
  if (expected !== from) throw new StoreDamaged(file, `fact ${expected} is missing, the newest is ${head}`);
  return newest ?? { seq: 0, hash: genesis };
}

/**
 * Compares the journal with the head noted outside it.
 *
 * @throws StoreDamaged when committed facts are gone (a damaged WAL, an older copy put back) or others stand in their place
 */
export function checkMark(db: Sqlite, file: string, mark: HeadMark, journal: { epoch: string; seq: number }): void {
  if (mark.epoch !== journal.epoch) throw new StoreDamaged(file, `ops.head is of another journal (epoch ${mark.epoch}, this is ${journal.epoch})`);
  if (journal.seq < mark.seq) {
    throw new StoreDamaged(file, `the journal ends at fact ${journal.seq}, but fact ${mark.seq} was committed: ops.db-wal is damaged, or an older copy was put back (to go on with what is left, remove ops.head)`);
  }
  if (mark.seq === 0) return;
  const hash = db.prepare<[number], Buffer>("SELECT hash FROM fact WHERE seq = ?").pluck().get(mark.seq);
  if (hash?.toString("hex") !== mark.hash) throw new StoreDamaged(file, `fact ${mark.seq} is not the one that was committed (its hash differs from ops.head)`);
}
