import type { Instant } from "#contract/ids";
import type { Datastream } from "#contract/things";

/** How many of the datastreams have a value that is not stale. @param at phenomenonTime of a series' newest value, 0: none */
export function countFresh(datastreams: Iterable<Datastream>, at: (series: number) => Instant, now: Instant): number {
  let fresh = 0;
  for (const { series, staleAfter } of datastreams) {
    const t = at(series);
    if (t > 0 && now - t <= staleAfter * 1000) fresh += 1;
  }
  return fresh;
}
