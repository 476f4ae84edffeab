import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a caller's clock may be from ours, s; a call is taken once within it. */
export const WINDOW = 300;

/**
 * The header that proves who called and that nothing was changed: "v1=" and HMAC-SHA256, hex, over the timestamp, a point and the body.
 *
 * @param timestamp seconds since 1970, as the header `kydai-timestamp` has it
 */
export function signature(key: string, timestamp: string, body: Uint8Array): string {
  return `v1=${createHmac("sha256", key).update(`${timestamp}.`).update(body).digest("hex")}`;
}

/** @returns whether they are the same, taking as long for any two */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
