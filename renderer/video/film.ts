/** A picture (VP9) as an encoder gave it. */
export interface FilmSample {
  data: Uint8Array;
  key: boolean;
}

interface Film {
  width: number;
  height: number;
  /** Each shown equally long, in this order; the first is a key one. */
  samples: readonly FilmSample[];
  perSecond: number;
}

/** Ticks of a second: whole for every pace up to 60. */
const TICKS = 60_000;

const utf8 = new TextEncoder();
const ascii = (text: string): Uint8Array => utf8.encode(text);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(i * 4, value));
  return bytes;
}

function u16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint16(i * 2, value));
  return bytes;
}

const box = (kind: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => joined([u32(8 + parts.reduce((sum, { length }) => sum + length, 0)), ascii(kind), ...parts]);
/** @param flags version 0 */
const full = (kind: string, flags: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => box(kind, u32(flags), ...parts);

const MATRIX = u32(0x1_00_00, 0, 0, 0, 0x1_00_00, 0, 0, 0, 0x40_00_00_00);

/**
 * A film (MP4, ISO/IEC 14496-12) whose header stands first. For what this window drew itself; cameras' films are made by the
 * backend (backend/video/media/film.ts), which windows do not import.
 */
export function filmOf(film: Film): Uint8Array<ArrayBuffer> {
  const ftyp = box("ftyp", ascii("isom"), u32(0x200), ascii("isomiso2vp09mp41"));
  // The header's length does not depend on the offset in it.
  const offset = ftyp.length + header(film, 0).length + 8;
  return joined([ftyp, header(film, offset), box("mdat", ...film.samples.map(({ data }) => data))]);
}

function header({ width, height, samples, perSecond }: Film, offset: number): Uint8Array {
  const step = Math.round(TICKS / perSecond);
  const length = step * samples.length;
  const keys = samples.flatMap(({ key }, i) => (key ? [i + 1] : []));
  // VP9, profile 0, level 3.1, 8 bits, 4:2:0 (webmproject.org/vp9/mp4).
  const config = box("vpcC", u32(0x1_00_00_00), Uint8Array.of(0, 31, 0x82, 2, 2, 2), u16(0));
  const entry = box("vp09", new Uint8Array(6), u16(1), new Uint8Array(16), u16(width, height), u32(0x48_00_00, 0x48_00_00, 0), u16(1), new Uint8Array(32), u16(0x18, 0xff_ff), config);
  const stbl = box("stbl", full("stsd", 0, u32(1), entry), full("stts", 0, u32(1, samples.length, step)), full("stss", 0, u32(keys.length, ...keys)), full("stsc", 0, u32(1, 1, samples.length, 1)),
    full("stsz", 0, u32(0, samples.length, ...samples.map(({ data }) => data.length))), full("stco", 0, u32(1, offset)));
  const mdia = box("mdia", full("mdhd", 0, u32(0, 0, TICKS, length), u16(0x55_c4, 0)), full("hdlr", 0, u32(0), ascii("vide"), new Uint8Array(12), ascii("Ky Dai\0")),
    box("minf", full("vmhd", 1, new Uint8Array(8)), box("dinf", full("dref", 0, u32(1), full("url ", 1))), stbl));
  const trak = box("trak", full("tkhd", 3, u32(0, 0, 1, 0, length), new Uint8Array(16), MATRIX, u32(width << 16, height << 16)), mdia);
  return box("moov", full("mvhd", 0, u32(0, 0, TICKS, length, 0x1_00_00), u16(0x1_00), new Uint8Array(10), MATRIX, new Uint8Array(24), u32(2)), trak);
}
