import type { Source, SourceCounters } from "#contract/source";

/** Names before the rest is counted: the line beside a value is short. */
const NAMED = 3;

interface Datastream {
  id: string;
  sourceId?: string | undefined;
}

/** Whether one of the grants names the datastream; `*` at a grant's end stands for any rest. */
export function grantCovers(grants: readonly string[], datastreamId: string): boolean {
  return grants.some((grant) => (grant.endsWith("*") ? datastreamId.startsWith(grant.slice(0, -1)) : datastreamId === grant));
}

/**
 * Sources that may have sent a datastream's values, the most recently heard first: its own where it has one, else every
 * one in use with a grant for it. Which of them sent a reading is not kept with the reading.
 */
export function feedersOf(datastream: Datastream, sources: Iterable<Source>, counters: readonly SourceCounters[]): Source[] {
  const heard = new Map(counters.map(({ sourceId, lastAt }) => [sourceId, lastAt ?? -Infinity]));
  return [...sources]
    .filter((source) => (datastream.sourceId === undefined ? source.enabled && grantCovers(source.grants, datastream.id) : source.id === datastream.sourceId))
    .sort((a, b) => compare(heard.get(b.id) ?? -Infinity, heard.get(a.id) ?? -Infinity) || a.name.localeCompare(b.name, "vi"));
}

/** Two that were never heard are alike; their difference would be no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** "Ngày lũ mẫu, Cổng trạm +2"; undefined: no source may feed it. */
export function feederNames(datastream: Datastream, sources: Iterable<Source>, counters: readonly SourceCounters[]): string | undefined {
  const feeders = feedersOf(datastream, sources, counters);
  if (feeders.length === 0) return datastream.sourceId;
  const rest = feeders.length - NAMED;
  return `${feeders.slice(0, NAMED).map(({ name }) => name).join(", ")}${rest > 0 ? ` +${rest}` : ""}`;
}
