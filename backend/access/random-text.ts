import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** `n` random bytes. `crypto.randomBytes` in the product; a seeded source in tests. */
export type Random = (n: number) => Uint8Array;

/** 31 characters that people do not confuse when they copy them from one screen to another: no 0 O 1 I L. */
const UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** @returns `length` characters of the unambiguous alphabet, each equally likely (bytes beyond the last whole 31 are thrown away) */
export function unambiguous(random: Random, length: number): string {
  const fair = 256 - (256 % UNAMBIGUOUS.length);
  let text = "";
  while (text.length < length) {
    for (const byte of random(length)) if (byte < fair && text.length < length) text += UNAMBIGUOUS.charAt(byte % UNAMBIGUOUS.length);
  }
  return text;
}

/** What a person typed, as it was issued: capitals, without blanks and dashes. */
export function asIssued(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/** 32 random bytes as base64url (43 characters): a token or a source's secret. */
export function token(random: Random): string {
  return Buffer.from(random(32)).toString("base64url");
}

/** A new id `prefix-…` of 16 random characters, within what the contract allows for ids. */
export function freshId(random: Random, prefix: string): string {
  return `${prefix}-${Buffer.from(random(12)).toString("base64url")}`;
}

/** SHA-256 as base64url. Enough for secrets of 256 random bits, which nobody can guess offline; never for passwords. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** Compares in a time that depends on neither text. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** HMAC-SHA256 as base64url: knowledge of a key, shown without showing the key. */
export function sign(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
