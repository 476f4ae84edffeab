import type { Database } from "better-sqlite3";
import { checksum } from "./checksum.ts";
import { decodeFrame, encodeFrame, type Rows } from "./frame.ts";

interface FrameRow {
  id: number;
  at: number;
  t0: number;
  n: number;
  crc: number;
  body: Uint8Array;
}

/** Batches as they came, until their hour is sealed. */
export interface Frames {
  /** Call inside a transaction. @param id above every earlier one; @param at wall clock of the commit, ms */
  write(id: number, at: number, rows: Rows): void;
  /** All frames ascending; `rows` undefined where the frame is damaged. */
  all(): Generator<{ id: number; at: number; rows: Rows | undefined }>;
  /** Ids after `after`, up to `upto`, ascending. */
  ids(after: number, upto: number, limit: number): number[];
  remove(id: number): void;
  count(): number;
}

export function createFrames(db: Database): Frames {
  const insert = db.prepare("INSERT INTO frame (id, at, t0, n, crc, body) VALUES (?, ?, ?, ?, ?, ?)");
  const select = db.prepare<[], FrameRow>("SELECT id, at, t0, n, crc, body FROM frame ORDER BY id");
  const between = db
    .prepare<[number, number, number], number>("SELECT id FROM frame WHERE id > ? AND id <= ? ORDER BY id LIMIT ?")
    .pluck();
  const remove = db.prepare("DELETE FROM frame WHERE id = ?");
  const count = db.prepare<[], number>("SELECT count(*) FROM frame").pluck();
  return {
    write(id, at, rows) {
      const { body, t0 } = encodeFrame(rows);
      insert.run(id, at, t0, rows.n, checksum(body, [id, at, t0, rows.n]), body);
    },
    *all() {
      for (const { id, at, t0, n, crc, body } of select.iterate()) {
        const intact = checksum(body, [id, at, t0, n]) === crc;
        yield { id, at, rows: intact ? decodeFrame(body, t0, n) : undefined };
      }
    },
    ids: (after, upto, limit) => between.all(after, upto, limit),
    remove(id) {
      remove.run(id);
    },
    count: () => count.get() ?? 0,
  };
}
