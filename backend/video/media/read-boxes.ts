/** Boxes inside one box that are looked at. */
const MOST_BOXES = 1000;

export interface Box { name: string; data: Buffer }

/** Boxes one after the other (ISO/IEC 14496-12 §4.2); what is cut off or lies about its size ends the list. Views, not copies. */
export function boxesIn(data: Buffer): Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= data.length && found.length < MOST_BOXES; ) {
    const short = data.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 0 ? data.length - at : short === 1 && at + 16 <= data.length ? Number(data.readBigUInt64BE(at + 8)) : short;
    if (size < head || at + size > data.length) break;
    found.push({ name: data.toString("latin1", at + 4, at + 8), data: data.subarray(at + head, at + size) });
    at += size;
  }
  return found;
}

/** The box at the end of a path of names. */
export const inside = (data: Buffer | undefined, ...path: readonly string[]): Buffer | undefined => path.reduce<Buffer | undefined>((here, name) => (here === undefined ? undefined : boxesIn(here).find((one) => one.name === name)?.data), data);

/** What stands beside pictures: parameter sets, and how many bytes the length of a unit takes. */
export interface DecoderConfig { sets: Buffer[]; bytes: number }

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3). */
export function readAvcConfig(config: Buffer): DecoderConfig | undefined {
  if (config.length < 7) return undefined;
  const sets: Buffer[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (config[at++] ?? 0) & mask;
    const read = unitsAt(config, at, count);
    if (read === undefined) return undefined;
    sets.push(...read.units);
    at = read.end;
  }
  return { sets, bytes: ((config[4] ?? 0) & 3) + 1 };
}

/** HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 §8.3.3). */
export function readHevcConfig(config: Buffer): DecoderConfig | undefined {
  if (config.length < 23) return undefined;
  const sets: Buffer[] = [];
  let at = 23;
  for (let arrays = config[22] ?? 0; arrays > 0; arrays--) {
    if (at + 3 > config.length) return undefined;
    const read = unitsAt(config, at + 3, config.readUInt16BE(at + 1));
    if (read === undefined) return undefined;
    sets.push(...read.units);
    at = read.end;
  }
  return { sets, bytes: ((config[21] ?? 0) & 3) + 1 };
}

function unitsAt(config: Buffer, from: number, count: number): { units: Buffer[]; end: number } | undefined {
  const units: Buffer[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    const size = at + 2 <= config.length ? config.readUInt16BE(at) : 0;
    if (size === 0 || at + 2 + size > config.length) return undefined;
    units.push(config.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return { units, end: at };
}

/** NAL units of a picture, each behind its length. @returns undefined where one does not fit, or there are more than `most` */
export function nalsOf(sample: Buffer, bytes: number, most = Infinity): Buffer[] | undefined {
  const nals: Buffer[] = [];
  for (let at = 0; at < sample.length; ) {
    const size = at + bytes <= sample.length ? sample.readUIntBE(at, bytes) : 0;
    if (size === 0 || at + bytes + size > sample.length || nals.length >= most) return undefined;
    nals.push(sample.subarray(at + bytes, at + bytes + size));
    at += bytes + size;
  }
  return nals;
}
