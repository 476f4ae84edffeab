/** Tables of baseline JPEG (ITU-T T.81 annex K), in the words of RFC 2435 appendix A and B. */

/** Quantisation of luminance and chrominance at quality 50, in zigzag order. */
const LUMA = [16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99];
const CHROMA = [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99];

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ""), "hex");
/** Counts of codes by length, then symbols: each with its class and number first, as in a DHT segment. */
const HUFFMAN = [
  hex("00 00010501010101010100000000000000 000102030405060708090a0b"),
  hex(`10 0002010303020403050504040000017d 0102030004110512213141061351610722711432 8191a1082342b1c11552d1f02433627282090a16
    1718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a
    92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa`),
  hex("01 00030101010101010101010000000000 000102030405060708090a0b"),
  hex(`11 00020102040403040705040400010277 00010203110405213106124151076171132232 8108144291a1b1c109233352f0156272d10a162434e125f1
    1718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a
    92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa`),
];

/** @param q 1–99 (RFC 2435 §4.2). @returns both tables, 128 bytes */
export function tablesOfQuality(q: number): Buffer {
  const factor = Math.min(99, Math.max(1, q));
  const scale = factor < 50 ? Math.floor(5000 / factor) : 200 - factor * 2;
  return Buffer.from([...LUMA, ...CHROMA].map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100)))));
}

const marker = (code: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/**
 * All of a JPEG before its scan.
 *
 * @param type RFC 2435 §3.1.3: 0 is 4:2:2, 1 is 4:2:0
 * @param tables one or two tables of 64 bytes
 * @param restart MCUs between restart markers; 0: none
 */
export function jpegHead({ type, width, height, tables, restart }: { type: number; width: number; height: number; tables: Buffer; restart: number }): Buffer {
  const two = tables.length >= 128;
  const quantisation = [marker(0xdb, Buffer.concat([Buffer.from([0]), tables.subarray(0, 64)])), ...(two ? [marker(0xdb, Buffer.concat([Buffer.from([1]), tables.subarray(64, 128)]))] : [])];
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, type === 0 ? 0x21 : 0x22, 0, 2, 0x11, two ? 1 : 0, 3, 0x11, two ? 1 : 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]), ...quantisation, ...(restart > 0 ? [marker(0xdd, Buffer.from([restart >> 8, restart & 255]))] : []),
    marker(0xc0, frame), ...HUFFMAN.map((table) => marker(0xc4, table)), marker(0xda, Buffer.from([3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])),
  ]);
}
