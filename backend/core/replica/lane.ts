/** What travels to the centre before all else, and the rest. Each lane is dense: what is there of it has no gap. */
export const LANES = ["first", "rest"] as const;
export type Lane = (typeof LANES)[number];

/** What is before the colon of a fact's kind: alarms, cases with their orders and clocks, messages, warnings to the public. */
export const FIRST_FAMILIES: readonly string[] = ["alarm", "flood", "incident", "evidence", "violation", "explanation", "message", "alert", "drill", "shift", "transfer"];

/** The lane a fact of this kind travels in. */
export function laneOf(kind: string): Lane {
  return FIRST_FAMILIES.includes(kind.slice(0, kind.indexOf(":"))) ? "first" : "rest";
}
