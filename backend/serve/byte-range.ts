/** What of a file is asked for: both ends included; "all" without a range or with several; "none" when it lies outside. */
export type ByteRange = { from: number; to: number } | "all" | "none";

/**
 * The one range of a Range header (RFC 9110 §14). Several ranges, other units and what is not well formed count as no range,
 * which the standard allows.
 */
export function byteRange(header: string | undefined, bytes: number): ByteRange {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return "all";
  if (first === "") return Number(last) === 0 || bytes === 0 ? "none" : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const from = Number(first);
  const to = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== "" && Number(last) < from) return "all";
  return from >= bytes ? "none" : { from, to };
}
