import { gzipSync } from "node:zlib";

/** gzip whose bytes depend on the input alone: no time stands in it (zlib writes 0), and the system's name is "unknown". */
export function gzip(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}
