import { deflateSync } from "node:zlib";

/** A colour as 0xRRGGBB. */
export type Colour = number;

const WIDTH = 960;
const HEIGHT = 540;

/**
 * A picture as walls show them, 960 × 540: grain, which costs what a photograph costs to decode, around a plain middle of one
 * colour, by which it is known on the screen.
 *
 * @returns PNG
 */
export function plainPicture(colour: Colour): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  const [r, g, b] = [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
  let grain = colour + 1;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = y * (WIDTH * 3 + 1) + 1 + x * 3;
      const middle = Math.abs(x - WIDTH / 2) < WIDTH / 4 && Math.abs(y - HEIGHT / 2) < HEIGHT / 4;
      grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0;
      const shade = middle ? 0 : ((grain >>> 24) % 48) - 24;
      for (const [i, part] of [r, g, b].entries()) rows[at + i] = Math.max(0, Math.min(255, (part ?? 0) + shade));
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc(body), body.length + 4);
  return framed;
}

/** CRC-32 as PNG has it (ISO 3309). */
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

/** The same colour but for rounding on its way to the screen. */
export function isColour(seen: number | undefined, wanted: Colour): boolean {
  if (seen === undefined) return false;
  return [16, 8, 0].every((shift) => Math.abs(((seen >> shift) & 0xff) - ((wanted >> shift) & 0xff)) <= 4);
}
