import type { Evidence } from "#contract/incident";
import { ascii, SUFFIX, typeOf } from "./wall-content.ts";

/** Suffix of a kept piece of each type. */
export const EVIDENCE_SUFFIX: Readonly<Record<Evidence["type"], string>> = { ...SUFFIX, "video/mp4": "mp4" };

/** Brands of ISO 14496-12 files that hold film: what telephones and cameras write. */
const FILM = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|mmp4|3gp[4-7])$/;

/** What a piece is by its own bytes; undefined for everything else. A JPEG cut off at its end is none. */
export function evidenceType(bytes: Uint8Array): Evidence["type"] | undefined {
  const still = typeOf(bytes);
  if (still !== undefined) return still;
  if (bytes.length < 32 || ascii(bytes, 4, 4) !== "ftyp") return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (size < 16 || size > 1024 || size > bytes.length - 8) return undefined;
  const brands = [ascii(bytes, 8, 4)];
  for (let at = 16; at + 4 <= size; at += 4) brands.push(ascii(bytes, at, 4));
  // Another box follows, named in letters: eight bytes of a header before something else are no film.
  return brands.some((brand) => FILM.test(brand)) && /^[a-z0-9 ]{4}$/.test(ascii(bytes, size + 4, 4)) ? "video/mp4" : undefined;
}
