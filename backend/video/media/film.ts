import type { VideoCodec } from "#contract/video-wire";
import { splitAnnexB } from "./annex-b.ts";
import { box, fullBox, runs, u16, u32 } from "./boxes.ts";
import { kindOf, sampleDescription, sampleEntry, SETS } from "./sample-entry.ts";
import { TICKS, timesOf, type Timed } from "./timeline.ts";

/** A picture as it came from the camera. */
export interface FilmPicture extends Timed {
  key: boolean;
  /** Annex B. */
  data: Buffer;
}
interface Film {
  codec: VideoCodec;
  width: number;
  height: number;
  /** The first is a key one; all of one format. */
  pictures: readonly FilmPicture[];
}

/** Seconds from 1904, which films count from, to 1970. */
const EPOCH_1904 = 2_082_844_800;
const MATRIX = u32(0x1_00_00, 0, 0, 0, 0x1_00_00, 0, 0, 0, 0x40_00_00_00);

/**
 * A film (MP4, ISO/IEC 14496-12 and -15) of pictures as they came: not one bit of a picture is changed, only start codes become
 * lengths. The same pictures make the same bytes. Its header stands first, so that a browser can show it while it comes.
 *
 * @returns pieces to be written one after the other; undefined for a codec films do not hold here (single JPEGs), or without parameter sets
 */
export function makeFilm({ codec, width, height, pictures }: Film): Buffer[] | undefined {
  const [first] = pictures;
  if (codec === "mjpeg" || first === undefined || !first.key) return undefined;
  const isSet = (nal: Buffer): boolean => SETS[codec].some((kind) => kind === kindOf(codec, nal));
  const split = pictures.map(({ data }) => splitAnnexB(data));
  const sets = new Map<number, Buffer[]>();
  for (const nal of split[0] ?? []) if (isSet(nal)) sets.set(kindOf(codec, nal), [...(sets.get(kindOf(codec, nal)) ?? []), nal]);
  const isKnown = (nal: Buffer): boolean => sets.get(kindOf(codec, nal))?.some((one) => one.equals(nal)) === true;
  const inBand = split.some((nals) => nals.some((nal) => isSet(nal) && !isKnown(nal)));
  const entry = sampleEntry(codec, sets, { width, height, inBand });
  if (entry === undefined) return undefined;
  const samples = split.map((nals) => nals.filter((nal) => inBand || !isSet(nal)).flatMap((nal) => [u32(nal.length), nal]));
  const sizes = samples.map((parts) => parts.reduce((sum, { length }) => sum + length, 0));
  const ftyp = box("ftyp", Buffer.from("isom"), u32(0x200), Buffer.from(`isomiso2${codec === "h264" ? "avc1" : "hvc1"}mp41`));
  const table = { entry, sizes, keys: pictures.flatMap(({ key }, i) => (key ? [i + 1] : [])), ...timesOf(pictures) };
  // The header's length does not depend on the offset in it.
  const length = header(table, { width, height, at: first.arrived, offset: 0 }).length;
  const moov = header(table, { width, height, at: first.arrived, offset: ftyp.length + length + 8 });
  const mdat = Buffer.concat([u32(8 + sizes.reduce((sum, size) => sum + size, 0)), Buffer.from("mdat")]);
  return [ftyp, moov, mdat, ...samples.flat()];
}

interface Table extends ReturnType<typeof timesOf> {
  entry: Buffer;
  sizes: readonly number[];
  keys: readonly number[];
}

function header({ entry, sizes, keys, times, begin, end }: Table, { width, height, at, offset }: { width: number; height: number; at: number; offset: number }): Buffer {
  const made = Math.floor(at / 1000) + EPOCH_1904;
  const shown = end - begin;
  const steps = times.map(({ dts }, i) => (times[i + 1]?.dts ?? Math.max(dts + 1, end - begin)) - dts);
  const late = times.map(({ dts, pts }) => pts - dts);
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const pairs = (values: readonly number[]): Buffer => {
    const all = runs(values);
    return u32(all.length, ...all.flat());
  };
  const stbl = box("stbl", sampleDescription(entry), fullBox("stts", 0, 0, pairs(steps)), ...(late.some((by) => by > 0) ? [fullBox("ctts", 0, 0, pairs(late))] : []),
    fullBox("stss", 0, 0, u32(keys.length, ...keys)), fullBox("stsc", 0, 0, u32(1, 1, sizes.length, 1)), fullBox("stsz", 0, 0, u32(0, sizes.length, ...sizes)), fullBox("stco", 0, 0, u32(1, offset)));
  const mdia = box("mdia", fullBox("mdhd", 0, 0, u32(made, made, TICKS, whole), u16(0x55_c4, 0)), fullBox("hdlr", 0, 0, u32(0), Buffer.from("vide"), new Uint8Array(12), Buffer.from("Ky Dai\0")),
    box("minf", fullBox("vmhd", 0, 1, new Uint8Array(8)), box("dinf", fullBox("dref", 0, 0, u32(1), fullBox("url ", 0, 1))), stbl));
  const tkhd = fullBox("tkhd", 0, 3, u32(made, made, 1, 0, shown), new Uint8Array(16), MATRIX, u32(width << 16, height << 16));
  const edts = box("edts", fullBox("elst", 0, 0, u32(1, shown, begin), u16(1, 0)));
  return box("moov", fullBox("mvhd", 0, 0, u32(made, made, TICKS, shown, 0x1_00_00), u16(0x1_00), new Uint8Array(10), MATRIX, new Uint8Array(24), u32(2)), box("trak", tkhd, edts, mdia));
}
