import type { FactBody, NewFact } from "#contract/fact";
import type { IncidentFact, IncidentId } from "#contract/incident";
import { openDeadlines } from "../deadlines.ts";
import type { Now } from "../now.ts";
import type { RoomState } from "../state.ts";
import { fire, nextDue } from "./fire.ts";

/** Cases whose deadlines one tick fires at most: the rest follow in the next, and people are told in between. */
export const CASES_A_TICK = 500;

/** All deadlines of cases, handovers and explanations in one heap (invariant 4): one entry a record, at the first instant it has. */
export interface Docket {
  /** Told of every fact once it is folded. */
  heed(fact: NewFact): FactBody[];
  first(): number | undefined;
  /** What is due by now, in due order; of more than CASES_A_TICK records those due first. */
  fire(now: Now): FactBody[];
}

type Key = `${"case" | "handover" | "explanation"} ${string}`;

/** @param state as loaded: its deadlines, past ones included, wait at once */
export function openDocket(state: RoomState): Docket {
  const waiting = openDeadlines<Key>();
  const set = (key: Key, at: number | undefined): void => (at === undefined ? waiting.delete(key) : waiting.set(key, at));
  const dueOf = (key: Key): number | undefined => {
    const id = idOf(key);
    switch (kindOf(key)) {
      case "case": {
        const incident = state.incidents.get(id as IncidentId);
        return incident === undefined ? undefined : nextDue(incident);
      }
      case "handover": {
        const handover = state.handovers.get(id);
        // At its last millisecond a limit is still kept.
        return handover === undefined || handover.signedAt !== undefined || handover.overdueAt !== undefined ? undefined : handover.due + 1;
      }
      case "explanation": {
        const explanation = state.explanations.get(id);
        return explanation?.state !== "open" || explanation.missedAt !== undefined ? undefined : explanation.due + 1;
      }
    }
  };
  const track = (key: Key): void => set(key, dueOf(key));
  for (const id of state.incidents.keys()) track(`case ${id}`);
  for (const id of state.handovers.keys()) track(`handover ${id}`);
  for (const id of state.explanations.keys()) track(`explanation ${id}`);

  function fired(key: Key, due: number, now: Now): { at: number; body: FactBody }[] {
    const id = idOf(key);
    const lateBy = Math.max(0, now.wall - due);
    switch (kindOf(key)) {
      case "handover": {
        const handover = state.handovers.get(id);
        return handover === undefined ? [] : [{ at: due, body: { kind: "shift:unsigned", handoverId: handover.id, due: handover.due, lateBy } }];
      }
      case "explanation": {
        const explanation = state.explanations.get(id);
        return explanation === undefined ? [] : [{ at: due, body: { kind: "explanation:missed", explanationId: explanation.id, due: explanation.due, lateBy } }];
      }
      case "case": {
        const incident = state.incidents.get(id as IncidentId);
        return incident === undefined ? [] : fire(incident, now.wall).flatMap(bodyOf);
      }
    }
  }

  return {
    heed(fact) {
      const key = keyOf(fact);
      if (key !== undefined) track(key);
      return [];
    },
    first: () => waiting.first(),
    fire(now) {
      const due: { at: number; body: FactBody }[] = [];
      for (let n = 0; n < CASES_A_TICK; n++) {
        const taken = waiting.take(now.wall);
        if (taken === undefined) break;
        due.push(...fired(taken.key, taken.at, now));
      }
      // What one case brings stays in its own order: the sort is stable and compares instants alone.
      return due.sort((a, b) => a.at - b.at).map(({ body }) => body);
    },
  };
}

function bodyOf(fact: IncidentFact): { at: number; body: FactBody }[] {
  if (fact.kind !== "incident:fired") return [];
  const { at: _now, ...body } = fact;
  return [{ at: fact.due.at, body }];
}

function kindOf(key: Key): "case" | "handover" | "explanation" {
  return key.startsWith("case ") ? "case" : key.startsWith("handover ") ? "handover" : "explanation";
}

const idOf = (key: Key): string => key.slice(key.indexOf(" ") + 1);

/** Whose deadlines a fact changes. */
function keyOf(fact: NewFact): Key | undefined {
  switch (fact.kind) {
    case "incident:opened": return `case ${fact.incident.id}`;
    case "incident:moved":
    case "incident:fired": return `case ${fact.incidentId}`;
    case "shift:handed-over":
    case "shift:signed":
    case "shift:unsigned": return `handover ${fact.handoverId}`;
    case "explanation:opened": return `explanation ${fact.explanation.id}`;
    case "explanation:given":
    case "explanation:missed":
    case "explanation:withdrawn": return `explanation ${fact.explanationId}`;
    default: return undefined;
  }
}
