import type { Fact } from "#contract/fact";
import type { Journal } from "../ports.ts";
import { StoreDamaged } from "../ports.ts";
import { SELECT_FACTS, readFact } from "./facts.ts";
import type { FactRow } from "./facts.ts";
import type { Sqlite } from "./sqlite.ts";

/** Facts one call gives at most, whatever was asked: the read runs on the main thread (about 10 ms per 1000). */
const MAX_PAGE = 10_000;
/** Facts read at once while folding all. */
const SLICE = 2000;

type Recent = Parameters<Journal["recent"]>[0];

/** Reads of the journal. Every row given out has been checked against the hash chain; a bad one throws StoreDamaged. */
export interface FactReader {
  page(after: number, limit: number, head: number): Fact[];
  recent(query: Recent): Fact[];
  /** All facts up to `head`, ascending, in bounded memory. */
  all(head: number): Generator<Fact>;
}

export function openFactReader(db: Sqlite, file: string, genesis: Buffer): FactReader {
  const after = db.prepare<[number, number], FactRow>(`${SELECT_FACTS} WHERE f.seq > ? ORDER BY f.seq LIMIT ?`);
  const newest = db.prepare<[number, number], FactRow>(`${SELECT_FACTS} WHERE f.seq < ? ORDER BY f.seq DESC LIMIT ?`);
  const ofAlarm = db.prepare<[string, number, number], FactRow>(`${SELECT_FACTS} WHERE f.alarm_id = ? AND f.seq < ? ORDER BY f.seq DESC LIMIT ?`);
  const ofKind = db.prepare<[string, number, number], FactRow>(`${SELECT_FACTS} WHERE f.kind = ? AND f.seq < ? ORDER BY f.seq DESC LIMIT ?`);
  const ofBoth = db.prepare<[string, string, number, number], FactRow>(`${SELECT_FACTS} WHERE f.alarm_id = ? AND +f.kind = ? AND f.seq < ? ORDER BY f.seq DESC LIMIT ?`);

  const page: FactReader["page"] = (from, limit, head) => {
    const want = Math.min(bounded(limit), Math.max(0, head - from));
    if (want === 0) return [];
    const facts = after.all(from, want).map((row) => readFact(file, row, genesis));
    if (facts.length < want) throw new StoreDamaged(file, `fact ${from + facts.length + 1} is missing, the newest is ${head}`);
    return facts;
  };

  return {
    page,
    recent({ before = Number.MAX_SAFE_INTEGER, kinds, alarmId, limit }) {
      const most = bounded(limit);
      let rows: FactRow[];
      if (kinds === undefined) rows = alarmId === undefined ? newest.all(before, most) : ofAlarm.all(alarmId, before, most);
      // One walk of the index per kind, then merged: a rare kind in a long journal costs no scan.
      else rows = [...new Set(kinds)].flatMap((kind) => (alarmId === undefined ? ofKind.all(kind, before, most) : ofBoth.all(alarmId, kind, before, most)));
      if (kinds !== undefined) rows = rows.sort((a, b) => b.seq - a.seq).slice(0, most);
      return rows.map((row) => readFact(file, row, genesis));
    },
    *all(head) {
      for (let from = 0; from < head; from += SLICE) yield* page(from, SLICE, head);
    },
  };
}

function bounded(limit: number): number {
  return Math.max(0, Math.min(MAX_PAGE, Math.floor(limit)));
}
