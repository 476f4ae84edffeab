import type { Bounds } from "#contract/city";
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { zxyToTileId } from "pmtiles";
import { gzip } from "./gzip.ts";
import { directories, type Entry } from "./pmtiles-directory.ts";
import type { TileAt } from "./tile-math.ts";

export interface PmtilesHead {
  /** vector: gzipped MVT; png as it is. */
  type: "vector" | "png";
  minZoom: number;
  maxZoom: number;
  bounds: Bounds;
  centre: readonly [lon: number, lat: number];
  /** What readers show; `vector_layers` for vector tiles. */
  metadata: Readonly<Record<string, unknown>>;
}

export interface PmtilesWriter {
  /** Each tile once; in any order. Vector tiles come as plain protobuf and are gzipped here. */
  add(at: TileAt, bytes: Uint8Array): void;
  /** Writes the archive, sorted. @returns tiles addressed, and bytes of the file */
  close(): { tiles: number; bytes: number };
  /** Gives up: nothing is left on the disk. */
  drop(): void;
}

/** Bytes copied at a time from the waiting tiles into the archive. */
const COPY = 1_048_576;

/**
 * Opens an archive in PMTiles version 3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). Tiles wait in `<file>.tiles`
 * until the end, since the archive is in order of tile id with its directories in front. Equal tiles are stored once.
 */
export function openPmtiles(file: string, head: PmtilesHead): PmtilesWriter {
  const waiting = `${file}.tiles`;
  const pool = openSync(waiting, "w+");
  const where = new Map<string, { offset: number; length: number }>();
  const tiles: { id: number; offset: number; length: number }[] = [];
  let end = 0;

  function drop(): void {
    closeSync(pool);
    rmSync(waiting, { force: true });
  }

  return {
    add({ z, x, y }, bytes) {
      const packed = head.type === "vector" ? gzip(bytes) : bytes;
      const key = createHash("sha256").update(packed).digest("base64");
      let place = where.get(key);
      if (place === undefined) {
        writeSync(pool, packed, 0, packed.length, end);
        place = { offset: end, length: packed.length };
        where.set(key, place);
        end += packed.length;
      }
      tiles.push({ id: zxyToTileId(z, x, y), ...place });
    },
    close() {
      tiles.sort((a, b) => a.id - b.id);
      const { entries, pieces, length } = order(tiles);
      const { root, leaves } = directories(entries);
      const metadata = gzip(Buffer.from(JSON.stringify(head.metadata)));
      const out = openSync(file, "w");
      let at = 0;
      const write = (bytes: Uint8Array): void => {
        writeSync(out, bytes, 0, bytes.length, at);
        at += bytes.length;
      };
      write(header(head, { root: root.length, metadata: metadata.length, leaves: leaves.length, data: length, addressed: tiles.length, entries: entries.length, contents: pieces.length }));
      for (const part of [root, metadata, leaves]) write(part);
      const buffer = Buffer.alloc(COPY);
      for (const piece of pieces) {
        for (let done = 0; done < piece.length; ) {
          const read = readSync(pool, buffer, 0, Math.min(COPY, piece.length - done), piece.offset + done);
          if (read === 0) throw new Error(`${waiting}: shorter than what was written to it`);
          write(buffer.subarray(0, read));
          done += read;
        }
      }
      closeSync(out);
      drop();
      return { tiles: tiles.length, bytes: at };
    },
    drop,
  };
}

/** Gives each stored tile its place in the archive, in order of first use, and joins neighbours that are alike. */
function order(tiles: readonly { id: number; offset: number; length: number }[]): { entries: Entry[]; pieces: { offset: number; length: number }[]; length: number } {
  const moved = new Map<number, number>();
  const entries: Entry[] = [];
  const pieces: { offset: number; length: number }[] = [];
  let end = 0;
  for (const { id, offset, length } of tiles) {
    let to = moved.get(offset);
    if (to === undefined) {
      to = end;
      moved.set(offset, to);
      pieces.push({ offset, length });
      end += length;
    }
    const last = entries.at(-1);
    if (last !== undefined && last.id === id - last.run && last.offset === to) last.run++;
    else if (last !== undefined && id < last.id + last.run) throw new Error(`tile ${id} was added twice`);
    else entries.push({ id, offset: to, length, run: 1 });
  }
  return { entries, pieces, length: end };
}

/** The 127 bytes in front. */
function header(head: PmtilesHead, sizes: { root: number; metadata: number; leaves: number; data: number; addressed: number; entries: number; contents: number }): Uint8Array {
  const out = Buffer.alloc(127);
  out.write("PMTiles", 0, "latin1");
  out[7] = 3;
  const metadataAt = 127 + sizes.root;
  const leavesAt = metadataAt + sizes.metadata;
  const longs = [127, sizes.root, metadataAt, sizes.metadata, leavesAt, sizes.leaves, leavesAt + sizes.leaves, sizes.data, sizes.addressed, sizes.entries, sizes.contents];
  longs.forEach((value, i) => out.writeBigUInt64LE(BigInt(value), 8 + 8 * i));
  // Clustered; directories gzipped; tiles gzipped (2) or as they are (1); vector tiles (1) or PNG (2).
  out.set([1, 2, head.type === "vector" ? 2 : 1, head.type === "vector" ? 1 : 2, head.minZoom, head.maxZoom], 96);
  [...head.bounds].forEach((degrees, i) => out.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i));
  out[118] = head.minZoom;
  head.centre.forEach((degrees, i) => out.writeInt32LE(Math.round(degrees * 1e7), 119 + 4 * i));
  return out;
}
