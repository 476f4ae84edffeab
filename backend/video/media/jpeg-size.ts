/** Markers that stand alone, without a length. */
const alone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd8);
/** Segments before the frame's own; cameras write comments and tables, a handful. */
const MOST_SEGMENTS = 64;

/** A whole JPEG's size. @returns undefined: it is none, is cut off, or has a size no camera has */
export function readJpeg(data: Buffer): { width: number; height: number } | undefined {
  if (data.length < 20 || data.readUInt16BE(0) !== 0xffd8) return undefined;
  // Some fill up with zeros behind the end, or with a line end.
  let end = data.length;
  while (end > 20 && [0, 0x0a, 0x0d].includes(data[end - 1] ?? 1)) end--;
  if (data[end - 2] !== 0xff || data[end - 1] !== 0xd9) return undefined;
  for (let at = 2, n = 0; n < MOST_SEGMENTS && at + 4 <= data.length; n++) {
    if (data[at] !== 0xff) return undefined;
    const code = data[at + 1] ?? 0;
    if (code === 0xff) {
      at++;
      continue;
    }
    if (alone(code)) {
      at += 2;
      continue;
    }
    // Frame headers of every process but those that are no frames: tables (C4), extensions (C8), arithmetic conditioning (CC).
    if (code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code)) {
      if (at + 9 > data.length) return undefined;
      const [height, width] = [data.readUInt16BE(at + 5), data.readUInt16BE(at + 7)];
      return width >= 1 && height >= 1 && width <= 16_384 && height <= 16_384 ? { width, height } : undefined;
    }
    at += 2 + data.readUInt16BE(at + 2);
  }
  return undefined;
}
