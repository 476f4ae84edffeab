/** Bytes of a JPEG as its structure goes (ITU-T T.81): start, frame header, scan, end. `seed` makes them differ. */
export function jpegOf(width: number, height: number, options: { seed?: number; bytes?: number } = {}): Buffer {
  const head = Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
    0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0,
    0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0,
  ]);
  const scan = Buffer.alloc(Math.max(4, (options.bytes ?? 200) - head.length - 2), 0x5a);
  scan.writeUInt32BE((options.seed ?? 0) & 0x7f7f7f7f);
  return Buffer.concat([head, scan, Buffer.from([0xff, 0xd9])]);
}

/** The beginning of a PNG and enough behind it. */
export function pngOf(seed = 0, bytes = 100): Buffer {
  const whole = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(whole);
  whole.writeUInt32BE(seed, 40);
  return whole;
}
