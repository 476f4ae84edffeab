/** Boxes of ISO/IEC 14496-12: size, name, content. */
export function box(name: string, ...content: (Uint8Array | readonly number[])[]): Buffer {
  const body = content.map((part) => Buffer.from(part));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.reduce((sum, { length }) => sum + length, 0), 0);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, ...body]);
}

/** A box that says its version and flags first. */
export function fullBox(name: string, version: number, flags: number, ...content: (Uint8Array | readonly number[])[]): Buffer {
  return box(name, [version, flags >> 16, (flags >> 8) & 255, flags & 255], ...content);
}

/** Numbers of 32 bits, without sign. */
export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
  return bytes;
}

/** Numbers of 16 bits, without sign. */
export const u16 = (...values: readonly number[]): number[] => values.flatMap((value) => [(value >> 8) & 255, value & 255]);

/** Equal neighbours as one entry: how many, and what. */
export function runs(values: readonly number[]): [count: number, value: number][] {
  const out: [number, number][] = [];
  for (const value of values) {
    const last = out.at(-1);
    if (last?.[1] === value) last[0]++;
    else out.push([1, value]);
  }
  return out;
}
