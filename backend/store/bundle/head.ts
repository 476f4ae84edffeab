import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { Instant, SiteId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";

/** Bytes of the block a bundle begins with: a line of what it holds, a line of signature, blanks. */
export const HEAD_BYTES = 4096;
/** What is signed begins with this, so that a signature over anything else is none. */
const PURPOSE = "ky-dai bundle\n";
/** Pieces of evidence in one bundle at most; more go into the next one. */
export const MOST_FILES = 100_000;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Place = z.object({ seq: z.int().min(0), hash: Hash });
const Count = z.int().min(0);

/** What a bundle holds: facts above `after` up to `to`, all of them, and pieces of evidence. */
export const BundleHead = z.strictObject({
  bundle: z.literal(1),
  site: SiteId,
  /** Which run of the room's database it was taken from. */
  journal: z.string().max(100),
  after: Place,
  to: Place,
  factBytes: Count,
  files: Count.max(MOST_FILES),
  fileBytes: Count,
  /** SHA-256 of all that follows the block. */
  sum: Hash,
  madeAt: Instant,
  /** Public half of the room's key (Ed25519, SPKI, base64). */
  key: z.string().max(200),
});
export type BundleHead = z.infer<typeof BundleHead>;

/** Why a bundle is not taken. `newer`: of a later version of this program. */
export type BundleFault = "not-a-bundle" | "newer" | "signature" | "cut-short" | "altered" | "chain";

/** @param sign the room's; base64 */
export function headBlock(head: BundleHead, sign: (bytes: Uint8Array) => string): Buffer {
  const line = JSON.stringify(head);
  const text = Buffer.from(`${line}\n${sign(Buffer.from(PURPOSE + line))}\n`);
  if (text.length > HEAD_BYTES) throw new RangeError(`a head of ${text.length} bytes`);
  return Buffer.concat([text, Buffer.alloc(HEAD_BYTES - text.length, 0x20)]);
}

/** @returns what the bundle says of itself, signed by the key it names; whose key that is, the centre knows */
export function readHead(block: Buffer): Result<BundleHead, BundleFault> {
  if (block.length < HEAD_BYTES) return fail("not-a-bundle");
  const [line = "", signature = "", blanks = "", ...more] = block.toString("utf8").split("\n");
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return fail("not-a-bundle");
  }
  if (z.object({ bundle: z.int().min(2) }).safeParse(said).success) return fail("newer");
  const head = BundleHead.safeParse(said);
  if (!head.success || head.data.to.seq < head.data.after.seq) return fail("not-a-bundle");
  // Blanks too, to the block's end: no byte of a bundle is anybody's to write into.
  if (more.length > 0 || !/^ *$/.test(blanks) || !signed(head.data.key, Buffer.from(PURPOSE + line), signature)) return fail("signature");
  return ok(head.data);
}

function signed(key: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const given = Buffer.from(signature, "base64");
    const known = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
    return known.asymmetricKeyType === "ed25519" && given.toString("base64") === signature && verify(null, bytes, known, given);
  } catch {
    return false;
  }
}
