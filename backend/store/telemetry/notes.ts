import type { Database } from "better-sqlite3";
import { StoreDamaged } from "../../ports.ts";
import { checksum } from "./checksum.ts";

/** Small values the store keeps about itself, each with its checksum. */
export interface Notes {
  /** @throws StoreDamaged naming the note */
  get(key: string): Uint8Array | undefined;
  put(key: string, body: Uint8Array): void;
  drop(key: string): void;
}

export function createNotes(db: Database, file: string): Notes {
  const select = db.prepare<[string], { body: Uint8Array; crc: number }>("SELECT body, crc FROM note WHERE key = ?");
  const upsert = db.prepare("INSERT OR REPLACE INTO note (key, body, crc) VALUES (?, ?, ?)");
  const remove = db.prepare("DELETE FROM note WHERE key = ?");
  return {
    get(key) {
      const row = select.get(key);
      if (row === undefined) return undefined;
      if (checksum(row.body, [key.length]) !== row.crc) throw new StoreDamaged(file, `note ${key}: checksum differs`);
      return row.body;
    },
    put(key, body) {
      upsert.run(key, body, checksum(body, [key.length]));
    },
    drop(key) {
      remove.run(key);
    },
  };
}

/** How much is in chunks, kept in the same transaction as the chunks: counting them would read the whole file. */
export interface Tally {
  chunks: number;
  points: number;
  /** Points removed by retention since the store was made. */
  retired: number;
}

/** @throws StoreDamaged when the note is damaged */
export function readTally(notes: Notes): Tally {
  const body = notes.get("tally");
  if (body === undefined) return { chunks: 0, points: 0, retired: 0 };
  const [chunks = 0, points = 0, retired = 0] = numbers(body);
  return { chunks, points, retired };
}

export function writeTally(notes: Notes, tally: Tally): void {
  notes.put("tally", bytesOf([tally.chunks, tally.points, tally.retired]));
}

/**
 * How far sealing has come. Frames up to `upto` belong to the generation being sealed; of those, points of series below
 * `series`, and of `series` itself those before `t`, are in chunks already.
 */
export interface SealMark {
  upto: number;
  series: number;
  t: number;
}

export function readSealMark(notes: Notes): SealMark | undefined {
  const body = notes.get("seal");
  if (body === undefined) return undefined;
  const [upto = 0, series = 0, t = 0] = numbers(body);
  return { upto, series, t };
}

export function writeSealMark(notes: Notes, mark: SealMark): void {
  notes.put("seal", bytesOf([mark.upto, mark.series, mark.t]));
}

/** @returns whether the mark says that this point of its generation is in a chunk */
export function isSealed(mark: SealMark, series: number, t: number): boolean {
  return series < mark.series || (series === mark.series && t < mark.t);
}

function bytesOf(values: number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(values).buffer);
}

function numbers(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.slice().buffer);
}
