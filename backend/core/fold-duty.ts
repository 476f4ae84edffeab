import { STAFFING_KEPT, type Staffing } from "#contract/duty";
import type { NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

type DutyFact = Extract<NewFact, { kind: "agency:roster-saved" | `agency:staffing-${"opened" | "done" | "missed"}` }>;

/** Folds rosters of duty and the tasks about agencies' persons. */
export function foldDuty(state: Pick<RoomState, "rosters" | "staffings">, fact: DutyFact): Touch[] {
  switch (fact.kind) {
    case "agency:roster-saved":
      state.rosters.set(fact.roster.id, fact.roster);
      return [{ collection: "rosters", id: fact.roster.id, body: fact.roster }];
    case "agency:staffing-opened": return [put(state, fact.staffing)];
    case "agency:staffing-done": return [...amend(state, fact.staffingId, { doneAt: fact.at, ...(fact.by !== undefined && { doneBy: fact.by }) }), ...forget(state)];
    case "agency:staffing-missed": return amend(state, fact.staffingId, { missedAt: fact.at, lateBy: fact.lateBy });
  }
}

function put({ staffings }: Pick<RoomState, "staffings">, staffing: Staffing): Touch {
  staffings.set(staffing.id, staffing);
  return { collection: "staffings", id: staffing.id, body: staffing };
}

function amend(state: Pick<RoomState, "staffings">, id: string, change: Partial<Staffing>): Touch[] {
  const staffing = state.staffings.get(id);
  return staffing === undefined ? [] : [put(state, { ...staffing, ...change })];
}

/** Of those that are over the newest stay. */
function forget({ staffings }: Pick<RoomState, "staffings">): Touch[] {
  const over = [...staffings.values()].filter(({ doneAt }) => doneAt !== undefined).sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0) || (a.id < b.id ? 1 : -1));
  return over.slice(STAFFING_KEPT).map(({ id }) => {
    staffings.delete(id);
    return { collection: "staffings", id, body: undefined };
  });
}
