import type { Database } from "better-sqlite3";
import type { SourceId } from "#contract/ids";
import { Rejection } from "#contract/observation";
import { StoreDamaged } from "../../ports.ts";
import { rowChecksum } from "./checksum.ts";

/** The newest so many refused messages of each source are kept for people to look at. */
export const REJECTIONS_KEPT = 500;

/** A ring of refused messages for each source. */
export interface Rejections {
  /** Call inside a transaction. Only the newest REJECTIONS_KEPT of each source survive. */
  add(rejections: readonly Rejection[]): void;
  /** @returns newest first. @throws StoreDamaged naming the damaged row */
  newest(source: SourceId | undefined, limit: number): Rejection[];
}

interface Row {
  id: number;
  source: string;
  at: number;
  reason: string;
  datastream: string | null;
  detail: string;
  sample: string;
  crc: number;
}

export function createRejections(db: Database, file: string): Rejections {
  const insert = db.prepare(
    "INSERT INTO rejection (source, at, reason, datastream, detail, sample, crc) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const trim = db.prepare(
    `DELETE FROM rejection WHERE source = ? AND id <=
       (SELECT id FROM rejection WHERE source = ? ORDER BY id DESC LIMIT 1 OFFSET ${REJECTIONS_KEPT})`,
  );
  const ofAll = db.prepare<[number], Row>("SELECT * FROM rejection ORDER BY id DESC LIMIT ?");
  const ofOne = db.prepare<[string, number], Row>("SELECT * FROM rejection WHERE source = ? ORDER BY id DESC LIMIT ?");
  return {
    add(rejections) {
      const bySource = Map.groupBy(rejections, (rejection) => rejection.sourceId);
      for (const [source, list] of bySource) {
        for (const r of list.slice(-REJECTIONS_KEPT)) {
          const columns = [source, r.at, r.reason, r.datastreamId ?? null, r.detail, r.sample];
          insert.run(...columns, rowChecksum(columns));
        }
        trim.run(source, source);
      }
    },
    newest(source, limit) {
      const rows = source === undefined ? ofAll.all(limit) : ofOne.all(source, limit);
      return rows.map((row) => parse(row, file));
    },
  };
}

function parse(row: Row, file: string): Rejection {
  const { id, source, at, reason, datastream, detail, sample, crc } = row;
  if (rowChecksum([source, at, reason, datastream, detail, sample]) !== crc) {
    throw new StoreDamaged(file, `rejection ${id} of source ${source}: checksum differs`);
  }
  const optional = datastream === null ? {} : { datastreamId: datastream };
  return Rejection.parse({ sourceId: source, at, reason, detail, sample, ...optional });
}
