import { describe, expect, test } from "vitest";
import { jpegOf, pngOf } from "../../test/kit/pictures.ts";
import { tooBig, typeOf } from "./wall-content.ts";

function png(width: number, height: number): Buffer {
  const bytes = pngOf();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
function webp(kind: "VP8X" | "VP8L" | "VP8 ", width: number, height: number): Buffer {
  const bytes = Buffer.alloc(60);
  bytes.write("RIFF", 0);
  bytes.write("WEBP" + kind, 8);
  if (kind === "VP8X") {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  } else if (kind === "VP8L") {
    bytes[20] = 0x2f;
    bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  } else {
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  }
  return bytes;
}
const makers: [string, (width: number, height: number) => Buffer, number][] = [
  ["PNG", png, 0x7fffffff], ["JPEG", (w, h) => jpegOf(w, h), 65_535], ["WebP, extended", (w, h) => webp("VP8X", w, h), 16_777_216],
  ["WebP, lossless", (w, h) => webp("VP8L", w, h), 16_384], ["WebP, lossy", (w, h) => webp("VP8 ", w, h), 16_383],
];

describe.each(makers)("invariant 11: a %s by its header", (_what, make, most) => {
  test.each([[1920, 1080, true], [10_000, 5000, true], [10_000, 5001, false], [most, most, false], [16_383, 3000, true], [3000, 16_383, true]])("%i × %i", (width, height, fits) => {
    const bytes = make(width, height);
    const type = typeOf(bytes);
    if (type === undefined) throw new Error("no picture");
    expect(tooBig(bytes, type)?.startsWith(`${width} × ${height} pixels`) ?? true).toBe(true);
    expect(tooBig(bytes, type) === undefined).toBe(fits);
  });
});
test("a side of more than 16,384 pixels, however thin", () => {
  expect([tooBig(png(16_384, 1), "image/png"), tooBig(png(16_385, 1), "image/png") === undefined]).toEqual([undefined, false]);
});
