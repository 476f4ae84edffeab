import type { Datastream } from "#contract/things";
import type { Instant } from "#contract/ids";

/** How many of the datastreams have a value that is not stale. @param at phenomenonTime of a series' newest value, 0: none */
export function countFresh(datastreams: Iterable<Datastream>, at: (series: number) => Instant, now: Instant): number {
  let fresh = 0;
  for (const { series, staleAfter } of datastreams) {
    const t = at(series);
    if (t > 0 && now - t <= staleAfter * 1000) fresh += 1;
  }
  return fresh;
}

/** The level just reached (or the first one, not reached) of a value. @param levels any order */
export function reached(levels: Datastream["levels"], value: number): { level: Datastream["levels"][number]; above: boolean } | undefined {
  const ascending = [...levels].sort((a, b) => a.value - b.value);
  const over = ascending.filter((level) => value >= level.value).at(-1);
  if (over !== undefined) return { level: over, above: true };
  const first = ascending[0];
  return first === undefined ? undefined : { level: first, above: false };
}
