import type { Database } from "better-sqlite3";
import type { RejectionReason } from "#contract/observation";
import { SourceId } from "#contract/ids";
import { SourceCounters } from "#contract/source";
import { StoreDamaged } from "../../ports.ts";
import { rowChecksum } from "./checksum.ts";

/** What came of each source's readings (invariant 8), in memory and on disk. Bounded by the catalogue of sources. */
export interface Counters {
  received(source: SourceId, n: number, at: number): void;
  stored(source: SourceId, n: number): void;
  superseded(source: SourceId, n: number): void;
  rejected(source: SourceId, reason: RejectionReason, n: number): void;
  /** Writes what changed; call inside the transaction, then `settle` or `rollback`. */
  write(): void;
  settle(): void;
  rollback(): void;
  all(): SourceCounters[];
}

interface Row {
  source: string;
  received: number;
  stored: number;
  rejected: number;
  superseded: number;
  by_reason: string;
  last_at: number | null;
  crc: number;
}

/** @throws StoreDamaged naming the source whose row is damaged */
export function createCounters(db: Database, file: string): Counters {
  const upsert = db.prepare(
    `INSERT OR REPLACE INTO counter (source, received, stored, rejected, superseded, by_reason, last_at, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const known = new Map<SourceId, SourceCounters>();
  for (const row of db.prepare<[], Row>("SELECT * FROM counter").all()) {
    const counters = parse(row, file);
    known.set(counters.sourceId, counters);
  }
  /** Copies changed by the transaction under way. */
  const changed = new Map<SourceId, SourceCounters>();
  function open(sourceId: SourceId): SourceCounters {
    const already = changed.get(sourceId);
    if (already !== undefined) return already;
    const old = known.get(sourceId);
    const copy: SourceCounters =
      old === undefined
        ? { sourceId, received: 0, stored: 0, rejected: 0, superseded: 0, byReason: {} }
        : { ...old, byReason: { ...old.byReason } };
    changed.set(sourceId, copy);
    return copy;
  }
  return {
    received(source, n, at) {
      const counters = open(source);
      counters.received += n;
      counters.lastAt = at;
    },
    stored(source, n) {
      open(source).stored += n;
    },
    superseded(source, n) {
      open(source).superseded += n;
    },
    rejected(source, reason, n) {
      const counters = open(source);
      counters.rejected += n;
      counters.byReason[reason] = (counters.byReason[reason] ?? 0) + n;
    },
    write() {
      for (const counters of changed.values()) {
        const columns = columnsOf(counters);
        upsert.run(...columns, rowChecksum(columns));
      }
    },
    settle() {
      for (const [source, counters] of changed) known.set(source, counters);
      changed.clear();
    },
    rollback() {
      changed.clear();
    },
    all() {
      return [...known.values()];
    },
  };
}

function columnsOf(c: SourceCounters): (string | number | null)[] {
  return [c.sourceId, c.received, c.stored, c.rejected, c.superseded, JSON.stringify(c.byReason), c.lastAt ?? null];
}

function parse(row: Row, file: string): SourceCounters {
  const { source, received, stored, rejected, superseded, by_reason, last_at, crc } = row;
  if (rowChecksum([source, received, stored, rejected, superseded, by_reason, last_at]) !== crc) {
    throw new StoreDamaged(file, `counters of source ${source}: checksum differs`);
  }
  return SourceCounters.parse({
    sourceId: SourceId.parse(source),
    received,
    stored,
    rejected,
    superseded,
    byReason: JSON.parse(by_reason) as SourceCounters["byReason"],
    ...(last_at === null ? {} : { lastAt: last_at }),
  });
}
