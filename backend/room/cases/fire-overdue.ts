import type { NewFact } from "#contract/fact";
import { fold } from "../../core/fold.ts";
import { CASES_A_TICK } from "../../core/process/docket.ts";
import { fire } from "../../core/process/fire.ts";
import { emptyState, type Touch } from "../../core/state.ts";
import { DiskFull, type Clock, type Journal, type Log } from "../../ports.ts";

/**
 * Fires what became due while nothing ran, in due order, before the rest of the state is read: it is minutes late already, and
 * a room with many cases takes its time to open. What one tick would leave, and what a full disk refuses, the engine does later.
 *
 * @returns how many fired
 */
export function fireOverdue(journal: Pick<Journal, "overdue" | "append">, clock: Pick<Clock, "wall">, log: Log): number {
  const now = clock.wall();
  const state = emptyState();
  for (const incident of journal.overdue(now, CASES_A_TICK)) state.incidents.set(incident.id, incident);
  const fired = [...state.incidents.values()].flatMap((incident) => fire(incident, now));
  // What one case brings stays in its own order: the sort is stable and compares instants alone.
  const facts: NewFact[] = fired.sort((a, b) => dueOf(a) - dueOf(b));
  const touched: Touch[] = facts.flatMap((fact) => fold(state, fact));
  try {
    return journal.append(facts, touched).length;
  } catch (error) {
    if (!(error instanceof DiskFull)) throw error;
    log.warn("overdue-not-fired", { detail: error.message });
    return 0;
  }
}

const dueOf = (fact: ReturnType<typeof fire>[number]): number => (fact.kind === "incident:fired" ? fact.due.at : 0);
