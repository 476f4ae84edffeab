import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + body.length);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, "latin1");
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
}

/** One row under one of the filters of PNG (0 none, 1 left, 2 up), `step` bytes per pixel, after a leading filter byte. */
function filtered(data: Uint8Array, at: number, stride: number, step: number, filter: 0 | 1 | 2): Uint8Array {
  const out = new Uint8Array(stride + 1);
  out[0] = filter;
  for (let i = 0; i < stride; i++) {
    const before = filter === 1 ? (i >= step ? data[at + i - step]! : 0) : filter === 2 ? (at >= stride ? data[at + i - stride]! : 0) : 0;
    out[i + 1] = data[at + i]! - before;
  }
  return out;
}

/** Sum of what the filter leaves, taken as signed: the usual guess at which row deflates best. */
function weight(line: Uint8Array): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += Math.min(line[i]!, 256 - line[i]!);
  return sum;
}

/**
 * A PNG of 8 bits a channel.
 *
 * @param data width × height × channels, row 0 on top; 3 red green blue, or 1 the index of a palette
 * @param palette for one channel: red green blue alpha of each index
 */
export function png({ width, height, data, palette }: { width: number; height: number; data: Uint8Array; palette?: readonly (readonly [number, number, number, number])[] }): Uint8Array {
  const channels = palette === undefined ? 3 : 1;
  const stride = width * channels;
  if (data.length !== stride * height) throw new RangeError(`a picture of ${width} × ${height} × ${channels} needs ${stride * height} bytes, got ${data.length}`);
  const lines: Uint8Array[] = [];
  for (let y = 0; y < height; y++) {
    const choices = (palette === undefined ? ([1, 2] as const) : ([0] as const)).map((filter) => filtered(data, y * stride, stride, channels, filter));
    lines.push(choices.reduce((best, next) => (weight(next) < weight(best) ? next : best)));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, palette === undefined ? 2 : 3, 0, 0, 0], 8);
  const colours = palette === undefined ? [] : [chunk("PLTE", Uint8Array.from(palette.flatMap(([r, g, b]) => [r, g, b]))), chunk("tRNS", Uint8Array.from(palette.map(([, , , alpha]) => alpha)))];
  return new Uint8Array(Buffer.concat([SIGNATURE, chunk("IHDR", head), ...colours, chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 9 })), chunk("IEND", new Uint8Array(0))]));
}
