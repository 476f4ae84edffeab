import { crc32 } from "node:zlib";

/**
 * CRC-32 of bytes together with the numbers that name them (a row's key and its other columns), so that a bit flipped
 * in either is noticed. Not a defence against people: the journal has its hash chain, telemetry guards against disks.
 */
export function checksum(bytes: Uint8Array, key: readonly number[]): number {
  // SQLite keeps -0 as 0: both must give one checksum.
  return crc32(bytes, crc32(new Uint8Array(Float64Array.from(key, (x) => x + 0).buffer)));
}

/** CRC-32 of a row made of texts and numbers. */
export function rowChecksum(columns: readonly (string | number | null)[]): number {
  return crc32(JSON.stringify(columns));
}
