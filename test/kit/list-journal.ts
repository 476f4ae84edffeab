import type { Fact } from "#contract/fact";
import { SiteId } from "#contract/ids";
import { emptyState } from "../../backend/core/state.ts";
import type { Journal } from "../../backend/ports.ts";
import { alarmOf } from "../../backend/store/facts.ts";
import { pastOf } from "./past-model.ts";

/** A journal in memory: facts as they would come back from the disk, through JSON. No projections, no secrets. */
export function listJournal(site = "hue"): Journal & { facts: Fact[] } {
  const facts: Fact[] = [];
  return {
    facts, site: SiteId.parse(site), epoch: "e1",
    head: () => facts.length,
    append(news) {
      const made = news.map((fact, i): Fact => ({ ...fact, seq: facts.length + i + 1 }));
      // JSON out of JSON: `any` to the compiler.
      for (const fact of made) facts.push(JSON.parse(JSON.stringify(fact)) as Fact);
      return made;
    },
    page: (after, limit) => facts.slice(after, after + limit),
    recent({ before = Infinity, kinds, alarmId, limit }) {
      const found: Fact[] = [];
      for (let i = Math.min(facts.length, before - 1) - 1; i >= 0 && found.length < limit; i--) {
        const fact = facts[i];
        if (fact !== undefined && (kinds === undefined || kinds.includes(fact.kind)) && (alarmId === undefined || alarmOf(fact) === alarmId)) found.push(fact);
      }
      return found;
    },
    secret: () => undefined,
    past: () => pastOf(facts),
    cases: () => undefined,
    overdue: () => [],
    load: emptyState,
    close: () => undefined,
  };
}
