import { hash } from "node:crypto";
import type { SiteId } from "#contract/ids";
import { canonicalJson } from "./canonical-json.ts";

/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;

let scratch = Buffer.allocUnsafe(64 * 1024);

/** The hash before the first fact: SHA-256 of the canonical JSON of what the chain belongs to. 32 bytes. */
export function genesisHash(site: SiteId, epoch: string): Buffer {
  return hash("sha256", canonicalJson({ epoch, site }), "buffer");
}

/**
 * The next link: SHA-256(previous hash ‖ UTF-8 of the entry's canonical JSON), 32 bytes. The entry holds seq, at, kind and
 * all the rest of the fact, so an edit, a gap or a swap changes every link after it.
 */
export function linkHash(previous: Uint8Array, entry: string): Buffer {
  // A UTF-16 unit is at most 3 bytes of UTF-8.
  const room = HASH_BYTES + entry.length * 3;
  if (scratch.length < room) scratch = Buffer.allocUnsafe(room * 2);
  scratch.set(previous, 0);
  const end = HASH_BYTES + scratch.write(entry, HASH_BYTES, "utf8");
  return hash("sha256", scratch.subarray(0, end), "buffer");
}
