import type { Fact, NewFact } from "#contract/fact";
import type { Source } from "#contract/source";
import type { Now } from "../ports.ts";

/** A source is silent after so many times its own rate (K-6.3). */
const MISSED = 3;

export interface SilenceWatch {
  /** A message came. @returns the fact that it is back, when it had been silent */
  heard(source: Source, now: Now): NewFact[];
  /** Once a second. @returns facts of sources that have fallen silent; a source never heard of is not silent, it never spoke */
  tick(sources: Iterable<Source>, now: Now): NewFact[];
}

/**
 * K-5.2b, K-6.3: connections of sources are watched and interruptions made known, each once.
 *
 * @param past facts `source:silent` and `source:resumed`, newest first, so that a restart repeats no notice
 * @param lastAt when each source was last heard before this start
 */
export function watchSilence(past: readonly Fact[], lastAt: ReadonlyMap<string, number>, start: Now): SilenceWatch {
  const silent = new Map<string, number>();
  const settled = new Set<string>();
  for (const fact of past) {
    if ((fact.kind !== "source:silent" && fact.kind !== "source:resumed") || settled.has(fact.sourceId)) continue;
    settled.add(fact.sourceId);
    if (fact.kind === "source:silent") silent.set(fact.sourceId, fact.since);
  }
  // Kept on the steady clock, so that a jump of the wall clock silences nobody. While we were down nobody could be heard:
  // silence counts from the start at the earliest, and its notice still names when the source was last heard.
  const heardAt = new Map<string, { steady: number; wall: number }>();
  for (const [id, at] of lastAt) heardAt.set(id, { steady: start.steady, wall: at });
  return {
    heard(source, now) {
      heardAt.set(source.id, { steady: now.steady, wall: now.wall });
      const since = silent.get(source.id);
      if (since === undefined) return [];
      silent.delete(source.id);
      return [{ kind: "source:resumed", sourceId: source.id, silentFor: Math.max(0, now.wall - since), at: now.wall }];
    },
    tick(sources, now) {
      const facts: NewFact[] = [];
      for (const source of sources) {
        const last = heardAt.get(source.id);
        if (!source.enabled || last === undefined || silent.has(source.id)) continue;
        if (now.steady - last.steady <= MISSED * source.rate * 1000) continue;
        silent.set(source.id, last.wall);
        facts.push({ kind: "source:silent", sourceId: source.id, since: last.wall, at: now.wall });
      }
      return facts;
    },
  };
}
