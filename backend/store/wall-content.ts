/** What a file is by its own bytes: never by its name or by what the sender calls it. */
export type WallFileType = "image/png" | "image/jpeg" | "image/webp" | "application/pdf";

/** Suffix of a kept file of each type. */
export const SUFFIX: Readonly<Record<WallFileType, string>> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "application/pdf": "pdf" };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @returns undefined for everything that is none of the four; SVG and HTML, which can run, are none by design */
export function typeOf(bytes: Uint8Array): WallFileType | undefined {
  if (bytes.length > 33 && begins(bytes, 0, PNG) && ascii(bytes, 12, 4) === "IHDR") return "image/png";
  if (jpegSize(bytes) !== undefined) return "image/jpeg";
  if (bytes.length > 20 && ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP" && /^VP8[ LX]$/.test(ascii(bytes, 12, 4))) return "image/webp";
  if (bytes.length > 20 && /^%PDF-[12]\.\d/.test(ascii(bytes, 0, 8))) return "application/pdf";
  return undefined;
}

/**
 * Width and height of a JPEG (ITU-T T.81): walks the segments to the frame header and on to the scan, so that two magic
 * bytes before something else do not pass for a picture.
 *
 * @returns pixels; undefined when it is none, or cut off
 */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < 20 || !begins(bytes, 0, [0xff, 0xd8, 0xff])) return undefined;
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++; // padding between segments
      continue;
    }
    const length = word(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === 0xda) return size !== undefined && endsAsJpeg(bytes) ? size : undefined;
    // Frame headers are C0 to CF but for C4 (Huffman tables), C8 (reserved) and CC (arithmetic conditioning).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc && length >= 8) size = { height: word(bytes, at + 5), width: word(bytes, at + 7) };
    at += 2 + length;
  }
  return undefined;
}

/** Pixels of one picture for a cell: unpacked it takes four bytes each of every window that shows it. */
const MAX_SIDE = 16_384;
const MAX_PIXELS = 50_000_000;

/** @returns why a picture is too big to be unpacked, by its own header; undefined: it is not, or it is no picture */
export function tooBig(bytes: Uint8Array, type: WallFileType): string | undefined {
  const size = type === "image/png" ? { width: long(bytes, 16), height: long(bytes, 20) } : type === "image/jpeg" ? jpegSize(bytes) : type === "image/webp" ? webpSize(bytes) : undefined;
  if (size === undefined || (size.width <= MAX_SIDE && size.height <= MAX_SIDE && size.width * size.height <= MAX_PIXELS)) return undefined;
  return `${size.width} × ${size.height} pixels; at most ${MAX_SIDE} a side and ${MAX_PIXELS} in all`;
}

/** Of the canvas (VP8X), or of the one frame: RFC 9649, and RFC 6386 for VP8. */
function webpSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const b = (at: number): number => bytes[at] ?? 0;
  switch (ascii(bytes, 12, 4)) {
    case "VP8X": return { width: 1 + (b(24) | (b(25) << 8) | (b(26) << 16)), height: 1 + (b(27) | (b(28) << 8) | (b(29) << 16)) };
    case "VP8L": return { width: 1 + (b(21) | ((b(22) & 0x3f) << 8)), height: 1 + ((b(22) >> 6) | (b(23) << 2) | ((b(24) & 0x0f) << 10)) };
    case "VP8 ": return { width: (b(26) | (b(27) << 8)) & 0x3fff, height: (b(28) | (b(29) << 8)) & 0x3fff };
    default: return undefined;
  }
}

function long(bytes: Uint8Array, at: number): number {
  return word(bytes, at) * 65_536 + word(bytes, at + 2);
}

/** The end-of-image marker, with at most a few bytes of padding after it. */
function endsAsJpeg(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at >= Math.max(0, bytes.length - 18); at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

function begins(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** So many bytes as letters. */
export function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
