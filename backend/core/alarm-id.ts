import { AlarmId, type DatastreamId, type RuleId } from "#contract/ids";

/** Longest id the contract allows. */
const LONGEST = 64;

/** One alarm of a rule on a target, for ever the same (invariant 9). Readable where it fits, with a 53-bit hash where it does not. */
export function alarmIdOf(ruleId: RuleId, target: DatastreamId): AlarmId {
  const plain = `${ruleId}::${target}`;
  // An id may itself hold "::": then the seam could lie in two places, so the hash decides.
  if (plain.length <= LONGEST && !ruleId.includes("::") && !target.includes("::")) return AlarmId.parse(plain);
  const hash = hash53(`${ruleId} ${target}`).toString(36).padStart(11, "0");
  return AlarmId.parse(`${ruleId.slice(0, 25)}:${target.slice(0, 25)}-${hash}`);
}

/** cyrb53 (public domain): two multiplicative 32-bit halves. Not for secrets. */
export function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
