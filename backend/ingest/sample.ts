/** Everything that is not a visible character: control, format (bidirectional overrides), lone surrogates, unassigned. */
const INVISIBLE = /\p{C}/gu;

/** @returns at most `limit` characters, what people cannot see replaced by U+FFFD: safe in a log, a table and a terminal */
export function visible(text: string, limit: number): string {
  return text.slice(0, limit).replace(INVISIBLE, "\uFFFD");
}

/** The first 200 characters of a refused message, for people to look at (Rejection.sample). */
export function sampleOf(message: Uint8Array | string): string {
  if (typeof message === "string") return visible(message, 200);
  // 4 bytes are the longest character of UTF-8, so 800 hold 200 characters of any message.
  return visible(Buffer.from(message.buffer, message.byteOffset, Math.min(message.byteLength, 800)).toString("utf8"), 200);
}
