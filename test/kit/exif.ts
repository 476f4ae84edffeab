/** One entry of an image file directory: tag, type (2 text, 4 long, 5 fractions), and its value's bytes. */
type Entry = readonly [tag: number, type: number, count: number, value: Buffer];

/** A JPEG with an EXIF segment of its own (EXIF 2.32, big-endian): when and where it says that it was taken. */
export function withExif(jpeg: Uint8Array, said: { at: string; offset?: string; position?: readonly [lon: number, lat: number] }): Buffer {
  const text = (tag: number, value: string): Entry => [tag, 2, value.length + 1, Buffer.from(`${value}\0`, "latin1")];
  const long = (tag: number, value: number): Entry => [tag, 4, 1, word32(value)];
  const angle = (tag: number, degrees: number): Entry => [tag, 5, 3, Buffer.concat([word32(Math.floor(degrees)), word32(1), word32(Math.floor((degrees % 1) * 60)), word32(1), word32(Math.round((((degrees % 1) * 60) % 1) * 60_000)), word32(1000)])];
  const exif = [text(0x9003, said.at), ...(said.offset === undefined ? [] : [text(0x9011, said.offset)])];
  const gps = said.position === undefined ? [] : [text(1, "N"), angle(2, said.position[1]), text(3, "E"), angle(4, said.position[0])];
  const first = 8;
  const exifAt = first + directory([long(0x8769, 0), ...(gps.length > 0 ? [long(0x8825, 0)] : [])], first).length;
  const exifPart = directory(exif, exifAt);
  const gpsAt = exifAt + exifPart.length;
  const root = directory([long(0x8769, exifAt), ...(gps.length > 0 ? [long(0x8825, gpsAt)] : [])], first);
  const body = Buffer.concat([Buffer.from("Exif\0\0MM\0*", "latin1"), word32(first), root, exifPart, gps.length > 0 ? directory(gps, gpsAt) : Buffer.alloc(0)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

function word32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** @param at where it stands, counted from the TIFF header: values longer than four bytes lie behind it */
function directory(entries: readonly Entry[], at: number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  head.writeUInt16BE(entries.length, 0);
  const tail: Buffer[] = [];
  let behind = at + head.length;
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const place = 2 + i * 12;
    head.writeUInt16BE(tag, place);
    head.writeUInt16BE(type, place + 2);
    head.writeUInt32BE(count, place + 4);
    if (value.length <= 4) value.copy(head, place + 8);
    else {
      head.writeUInt32BE(behind, place + 8);
      tail.push(value);
      behind += value.length;
    }
  }
  return Buffer.concat([head, ...tail]);
}
