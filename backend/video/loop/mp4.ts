import { fail, ok, type Result } from "#contract/result";
import { boxesIn, inside, nalsOf, readAvcConfig } from "../media/read-boxes.ts";

/** A film as it is played: pictures in the order they are decoded in. */
export interface Film {
  /** NAL units without start codes; `at`: ms from the beginning. */
  pictures: { nals: Buffer[]; at: number }[];
  /** Parameter sets that stand beside the pictures. */
  sets: Buffer[];
  /** ms after which it begins anew. */
  length: number;
}

/** Pictures of one film. */
const MOST = { pictures: 200_000 };

/** Rows of a table with `width` numbers of 32 bits each behind version, flags and a count. */
function rows(data: Buffer | undefined, width: number): number[][] {
  if (data === undefined || data.length < 8) return [];
  const count = Math.min(data.readUInt32BE(4), Math.floor((data.length - 8) / (4 * width)), MOST.pictures);
  return Array.from({ length: count }, (_, i) => Array.from({ length: width }, (_each, j) => data.readUInt32BE(8 + (i * width + j) * 4)));
}

/** Reads an MP4 with H.264 in it, whole in memory. @returns in words why it is none */
export function readMp4(file: Buffer): Result<Film, string> {
  const moov = inside(file, "moov");
  const track = boxesIn(moov ?? Buffer.alloc(0)).find(({ name, data }) => name === "trak" && inside(data, "mdia", "hdlr")?.toString("latin1", 8, 12) === "vide")?.data;
  const [table, mdhd] = [inside(track, "mdia", "minf", "stbl"), inside(track, "mdia", "mdhd")];
  if (table === undefined || mdhd === undefined || mdhd.length < 24) return fail("no picture track in it");
  const scale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  const entry = boxesIn(inside(table, "stsd")?.subarray(8) ?? Buffer.alloc(0))[0];
  const config = entry !== undefined && /^avc[13]$/.test(entry.name) ? boxesIn(entry.data.subarray(78)).find(({ name }) => name === "avcC")?.data : undefined;
  if (config === undefined || scale === 0) return fail(`its pictures are ${entry?.name ?? "of no kind"}, not H.264`);
  const described = readAvcConfig(config);
  if (described === undefined) return fail("broken parameter sets");
  const sizes = sizesOf(inside(table, "stsz"));
  const [short, long] = [inside(table, "stco"), inside(table, "co64")];
  const chunks = short === undefined ? rows(long, 2).map(([high = 0, low = 0]) => high * 2 ** 32 + low) : rows(short, 1).map(([at = 0]) => at);
  const places = placesOf(sizes, rows(inside(table, "stsc"), 3), chunks);
  const times = timesOf(rows(inside(table, "stts"), 2), sizes.length);
  if (places.length === 0 || places.length !== sizes.length || times === undefined) return fail("broken tables");
  const pictures: Film["pictures"] = [];
  for (const [i, at] of places.entries()) {
    const nals = nalsOf(file.subarray(at, at + (sizes[i] ?? 0)), described.bytes);
    if (at + (sizes[i] ?? 0) > file.length || nals === undefined) return fail("a picture that is cut off");
    pictures.push({ nals, at: ((times.at[i] ?? 0) / scale) * 1000 });
  }
  return ok({ pictures, sets: described.sets, length: (times.end / scale) * 1000 });
}

function sizesOf(stsz: Buffer | undefined): number[] {
  if (stsz === undefined || stsz.length < 12) return [];
  const [all, count] = [stsz.readUInt32BE(4), Math.min(stsz.readUInt32BE(8), MOST.pictures)];
  return all > 0 ? Array.from({ length: count }, () => all) : Array.from({ length: Math.min(count, Math.floor((stsz.length - 12) / 4)) }, (_, i) => stsz.readUInt32BE(12 + i * 4));
}

/** Where each picture begins: `runs` say from which chunk on a chunk holds how many. */
function placesOf(sizes: readonly number[], runs: readonly number[][], chunks: readonly number[]): number[] {
  const places: number[] = [];
  let run = 0;
  for (let chunk = 0; chunk < chunks.length && places.length < sizes.length; chunk++) {
    while ((runs[run + 1]?.[0] ?? Infinity) <= chunk + 1) run++;
    let at = chunks[chunk] ?? 0;
    for (let i = 0; i < (runs[run]?.[1] ?? 0) && places.length < sizes.length; i++) {
      places.push(at);
      at += sizes[places.length - 1] ?? 0;
    }
  }
  return places;
}

function timesOf(runs: readonly number[][], count: number): { at: number[]; end: number } | undefined {
  const at: number[] = [];
  let now = 0;
  for (const [times = 0, each = 0] of runs) {
    for (let i = 0; i < times && at.length < count; i++) {
      at.push(now);
      now += each;
    }
  }
  return at.length === count && now > 0 ? { at, end: now } : undefined;
}
