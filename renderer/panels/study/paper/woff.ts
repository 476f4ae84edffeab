/** Of one table: its name and bytes, as the file has them. */
interface Packed {
  tag: number;
  sum: number;
  length: number;
  packed: Uint8Array<ArrayBuffer>;
}

/** A typeface file of so many bytes is one of ours. */
const MOST_BYTES = 1_000_000;
const HEAD = 12, ROW = 16;

/**
 * A typeface as a PDF takes it (TrueType) out of one as web pages take it (WOFF 1.0, W3C): the tables are unpacked, nothing in
 * them is changed.
 *
 * @throws RangeError on anything else: the caller's bug, the files are the program's own
 */
export async function trueTypeOf(woff: ArrayBuffer): Promise<Uint8Array> {
  const view = new DataView(woff);
  if (woff.byteLength > MOST_BYTES || woff.byteLength < 44 || view.getUint32(0) !== 0x77_4f_46_46) throw new RangeError("no WOFF 1.0 file");
  const tables: Packed[] = Array.from({ length: view.getUint16(12) }, (_table, i) => {
    const [tag, offset, size, length, sum] = [0, 4, 8, 12, 16].map((at) => view.getUint32(44 + i * 20 + at)) as [number, number, number, number, number];
    return { tag, sum, length, packed: new Uint8Array(woff, offset, size) };
  });
  const padded = (length: number): number => Math.ceil(length / 4) * 4;
  let at = HEAD + ROW * tables.length;
  const out = new Uint8Array(at + tables.reduce((all, { length }) => all + padded(length), 0));
  const to = new DataView(out.buffer);
  to.setUint32(0, view.getUint32(4));
  const power = Math.floor(Math.log2(tables.length));
  [tables.length, 2 ** power * 16, power, tables.length * 16 - 2 ** power * 16].forEach((value, i) => to.setUint16(4 + i * 2, value));
  for (const [i, { tag, sum, length, packed }] of tables.entries()) {
    const body = packed.length === length ? packed : new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
    if (body.length !== length) throw new RangeError("a table of another length than its file says");
    [tag, sum, at, length].forEach((value, k) => to.setUint32(HEAD + i * ROW + k * 4, value));
    out.set(body, at);
    at += padded(length);
  }
  return out;
}
