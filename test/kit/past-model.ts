import { PRIORITIES, type Alarm, type Priority } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { fold } from "../../backend/core/fold.ts";
import { emptyState } from "../../backend/core/state.ts";
import type { JournalPast } from "../../backend/ports.ts";

/** The last fact with an instant at or before `at`, 0: none. Slow and obvious. */
export function seqAtOf(facts: readonly Fact[], at: Instant): number {
  return facts.findLast((fact) => fact.at <= at)?.seq ?? 0;
}

/** Alarms that were not normal after fact `seq`, by id: everything up to it folded. Slow and obvious. */
export function openAlarmsOf(facts: readonly Fact[], seq: number): Alarm[] {
  const state = emptyState();
  for (const fact of facts) if (fact.seq <= seq) fold(state, fact);
  return [...state.alarms.values()].filter((alarm) => alarm.state !== "normal").sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a journal answers about its past, from the whole list of its facts each time. */
export function pastOf(facts: readonly Fact[]): JournalPast {
  return {
    first: () => facts[0]?.at,
    seqAt: (at) => seqAtOf(facts, at),
    open(seq, limit) {
      const open = openAlarmsOf(facts, seq).sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
      return { alarmIds: open.slice(0, limit).map((alarm) => alarm.id), count: open.length };
    },
    rule(ruleId, seq) {
      const last = facts.findLast((fact) => fact.seq <= seq && ((fact.kind === "rule:saved" && fact.rule.id === ruleId) || (fact.kind === "rule:removed" && fact.ruleId === ruleId)));
      return last?.kind === "rule:saved" ? last.rule : undefined;
    },
    raised(from, to, parts) {
      const counts: Record<Priority, number[]> = { emergency: [], high: [], medium: [], routine: [] };
      for (const priority of PRIORITIES) counts[priority] = Array.from({ length: parts }, () => 0);
      const width = (to - from) / parts;
      for (const fact of facts) {
        if (fact.kind !== "alarm:raised") continue;
        const unit = width >= 7_200_000 ? 3_600_000 : 60_000;
        const start = Math.floor(fact.at / unit) * unit;
        if (start < Math.floor(from / unit) * unit || start > to) continue;
        counts[fact.alarm.priority][Math.max(0, Math.min(parts - 1, Math.floor((start + unit / 2 - from) / width)))]! += 1;
      }
      return counts;
    },
  };
}
