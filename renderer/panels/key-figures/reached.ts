import type { Datastream } from "#contract/things";

/** The level just reached (or the first one, not reached) of a value. @param levels any order */
export function reached(levels: Datastream["levels"], value: number): { level: Datastream["levels"][number]; above: boolean } | undefined {
  const ascending = [...levels].sort((a, b) => a.value - b.value);
  const over = ascending.filter((level) => value >= level.value).at(-1);
  if (over !== undefined) return { level: over, above: true };
  const first = ascending[0];
  return first === undefined ? undefined : { level: first, above: false };
}
