import type { Database } from "better-sqlite3";
import { checksum } from "./checksum.ts";
import { CHUNK_POINTS, decodeChunk, encodeChunk, newestInChunk, type Points } from "./codec.ts";
import { ascending } from "./column.ts";
import type { Tally } from "./notes.ts";
import { pack, unpack } from "./pack.ts";

/** A chunk lies inside one hour of UTC, so that an hour's late points can be merged into it. ms. */
export const HOUR = 3_600_000;

export interface ChunkRow {
  series: number;
  t0: number;
  t1: number;
  n: number;
  min: number;
  max: number;
  crc: number;
  body: Uint8Array;
}

/** The sealed points. Writes belong inside a transaction of the caller's and keep `tally` up to date. */
export interface Chunks {
  /** Rows of a series that may hold points from `from` to `to`, ascending, the first `limit` of them. */
  rows(series: number, from: number, to: number, limit: number): ChunkRow[];
  /** @returns undefined, after reporting it, when the row is damaged */
  points(row: ChunkRow): Points | undefined;
  /** The newest point of a row at or before an instant; undefined: there is none. "damaged", after reporting it. */
  newest(row: ChunkRow, at: number): { t: number; v: number; q: number } | "damaged" | undefined;
  /** Whether a point of that series and instant is sealed. Keeps the last LOOK_UPS decoded chunks for the next call. */
  has(series: number, t: number): boolean;
  /** Adds points of one hour, ascending, merging them into the chunks of that hour. @returns rows written */
  write(series: number, points: Points): number;
  remove(row: { series: number; t0: number; n: number }): void;
}

const LOOK_UPS = 64;
/** No limit: the rows of one hour of one series, which holds at most 3.6 million instants. */
const ALL = -1;
const COLUMNS = "series, t0, t1, n, min, max, crc, body";

export function hourOf(t: number): number {
  return Math.floor(t / HOUR) * HOUR;
}

/**
 * @param tally changed in place along with the rows
 * @param damaged told once for every damaged chunk met, with its name
 */
export function createChunks(db: Database, tally: Tally, damaged: (detail: string) => void): Chunks {
  const select = db.prepare<[number, number, number, number, number], ChunkRow>(
    `SELECT ${COLUMNS} FROM chunk WHERE series = ? AND t0 >= ? AND t0 <= ? AND t1 >= ? ORDER BY t0 LIMIT ?`,
  );
  const insert = db.prepare(`INSERT INTO chunk (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const remove = db.prepare("DELETE FROM chunk WHERE series = ? AND t0 = ?");
  const lookedUp = new Map<string, Float64Array | undefined>();

  function points(row: ChunkRow): Points | undefined {
    const problem = problemOf(row);
    if (typeof problem !== "string") return problem;
    damaged(`chunk of series ${row.series} from ${new Date(row.t0).toISOString()}: ${problem}`);
    return undefined;
  }
  function newest(row: ChunkRow, at: number): ReturnType<Chunks["newest"]> {
    try {
      if (crcOf(row) !== row.crc) throw new RangeError("checksum differs");
      return newestInChunk(unpack(row.body), at);
    } catch (error) {
      damaged(`chunk of series ${row.series} from ${new Date(row.t0).toISOString()}: ${error instanceof RangeError && error.message === "checksum differs" ? error.message : String(error)}`);
      return "damaged";
    }
  }
  function instants(row: ChunkRow): Float64Array | undefined {
    const key = `${row.series}:${row.t0}`;
    if (lookedUp.has(key)) return lookedUp.get(key);
    const decoded = points(row)?.t;
    if (lookedUp.size >= LOOK_UPS) lookedUp.delete(lookedUp.keys().next().value ?? "");
    lookedUp.set(key, decoded);
    return decoded;
  }
  function put(series: number, piece: Points): void {
    const n = piece.t.length;
    const row = { series, t0: piece.t[0]!, t1: piece.t[n - 1]!, n, ...extremes(piece.v), body: pack(encodeChunk(piece)) };
    insert.run(series, row.t0, row.t1, n, row.min, row.max, crcOf(row), row.body);
    tally.chunks++;
    tally.points += n;
  }
  function drop(row: { series: number; t0: number; n: number }): void {
    lookedUp.clear();
    remove.run(row.series, row.t0);
    tally.chunks--;
    tally.points -= row.n;
  }
  return {
    rows: (series, from, to, limit) => select.all(series, hourOf(from), to, from, limit),
    points,
    newest,
    has(series, t) {
      return select
        .all(series, hourOf(t), t, t, ALL)
        .some((row) => row.t0 === t || row.t1 === t || instants(row)?.includes(t) === true);
    },
    write(series, fresh) {
      lookedUp.clear();
      const hour = hourOf(fresh.t[0]!);
      const existing = select.all(series, hour, hour + HOUR - 1, hour, ALL);
      // Full chunks that end before the new points stay as they are; a damaged one is never rewritten.
      const parts = [fresh];
      for (const row of existing) {
        if (row.n >= CHUNK_POINTS && row.t1 < fresh.t[0]!) continue;
        const decoded = points(row);
        if (decoded === undefined) continue;
        parts.push(decoded);
        drop(row);
      }
      const merged = parts.length === 1 ? fresh : merge(parts);
      let written = 0;
      for (let from = 0; from < merged.t.length; from += CHUNK_POINTS, written++) {
        put(series, slicePoints(merged, from, from + CHUNK_POINTS));
      }
      return written;
    },
    remove: drop,
  };
}

export function slicePoints(points: Points, from: number, to: number): Points {
  return { t: points.t.subarray(from, to), v: points.v.subarray(from, to), q: points.q.subarray(from, to) };
}

/** @returns all points of the parts, ascending in t */
export function merge(parts: readonly Points[]): Points {
  const n = parts.reduce((sum, part) => sum + part.t.length, 0);
  const all: Points = { t: new Float64Array(n), v: new Float64Array(n), q: new Uint8Array(n) };
  let at = 0;
  for (const part of parts.toSorted((a, b) => (a.t[0] ?? 0) - (b.t[0] ?? 0))) {
    all.t.set(part.t, at);
    all.v.set(part.v, at);
    all.q.set(part.q, at);
    at += part.t.length;
  }
  return ascending(all);
}

function crcOf(row: Omit<ChunkRow, "crc">): number {
  return checksum(row.body, [row.series, row.t0, row.t1, row.n, row.min, row.max]);
}

function problemOf(row: ChunkRow): Points | string {
  if (crcOf(row) !== row.crc) return "checksum differs";
  try {
    return decodeChunk(unpack(row.body));
  } catch (error) {
    return String(error);
  }
}

function extremes(v: Float64Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const x of v) {
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return { min, max };
}
