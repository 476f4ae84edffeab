import type { AlertId } from "#contract/alert";
import type { FactBody, NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import type { IncidentFact, IncidentId } from "#contract/incident";
import { openDeadlines } from "../deadlines.ts";
import type { Now } from "../now.ts";
import type { RoomState } from "../state.ts";
import { dueOfDrill, fireDrill } from "../drill/run-time.ts";
import { dueOfAlert, expireAlert } from "../alert/expiry.ts";
import { dueOfTransfer, expireTransfer } from "../transfer/deadline.ts";
import { fire, nextDue } from "./fire.ts";

/** Cases whose deadlines one tick fires at most: the rest follow in the next, and people are told in between. */
export const CASES_A_TICK = 500;

/** All deadlines of cases, handovers, transfers, explanations, agencies' persons, alerts and the exercise in one heap (invariant 4): one entry a record, at the first instant it has. */
export interface Docket {
  /** Told of every fact once it is folded. */
  heed(fact: NewFact): FactBody[];
  first(): number | undefined;
  /** What is due by now, in due order; of more than CASES_A_TICK records those due first. */
  fire(now: Now): FactBody[];
}

type Kind = "case" | "handover" | "explanation" | "staffing" | "sharing" | "drill" | "alert" | "transfer";
type Key = `${Kind} ${string}`;

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
      case "staffing": {
        const staffing = state.staffings.get(id);
        return staffing === undefined || staffing.doneAt !== undefined || staffing.missedAt !== undefined ? undefined : staffing.due + 1;
      }
      case "sharing": return state.sharings.get(id as AccountId)?.until;
      case "transfer": return dueOfTransfer(state.transfers.get(id));
      case "drill": return dueOfDrill(state.drills.get(id));
      case "alert": return dueOfAlert(state.alerts.get(id as AlertId));
    }
  };
  const track = (key: Key): void => set(key, dueOf(key));
  for (const id of state.incidents.keys()) track(`case ${id}`);
  for (const id of state.handovers.keys()) track(`handover ${id}`);
  for (const id of state.explanations.keys()) track(`explanation ${id}`);
  for (const id of state.staffings.keys()) track(`staffing ${id}`);
  for (const id of state.sharings.keys()) track(`sharing ${id}`);
  for (const id of state.drills.keys()) track(`drill ${id}`);
  for (const id of state.alerts.keys()) track(`alert ${id}`);
  for (const id of state.transfers.keys()) track(`transfer ${id}`);

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
      case "staffing": {
        const staffing = state.staffings.get(id);
        return staffing === undefined ? [] : [{ at: due, body: { kind: "agency:staffing-missed", staffingId: staffing.id, due: staffing.due, lateBy } }];
      }
      case "sharing": {
        const sharing = state.sharings.get(id as AccountId);
        return sharing === undefined ? [] : [{ at: due, body: { kind: "agency:sharing-ended", accountId: sharing.id, agencyId: sharing.agencyId, incidentId: sharing.incidentId, cause: "expired" } }];
      }
      case "transfer": return expireTransfer(state.transfers.get(id), now.wall).map((body) => ({ at: due, body }));
      case "drill": return fireDrill(state.drills.get(id), now.wall).map((body) => ({ at: due, body }));
      case "alert": return expireAlert(state.alerts.get(id as AlertId), now.wall).map((body) => ({ at: due, body }));
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
      if (fact.kind === "alert:updated" || fact.kind === "alert:cancelled") track(`alert ${fact.of}`);
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

const KINDS: readonly Kind[] = ["case", "handover", "explanation", "staffing", "sharing", "drill", "alert", "transfer"];
function kindOf(key: Key): Kind {
  return KINDS.find((kind) => key.startsWith(`${kind} `)) ?? "case";
}

const idOf = (key: Key): string => key.slice(key.indexOf(" ") + 1);

/** Whose deadlines a fact changes. */
function keyOf(fact: NewFact): Key | undefined {
  switch (fact.kind) {
    case "incident:opened": return `case ${fact.incident.id}`;
    case "incident:moved":
    case "incident:stood-down":
    case "incident:fired": return `case ${fact.incidentId}`;
    case "shift:handed-over":
    case "shift:signed":
    case "shift:unsigned": return `handover ${fact.handoverId}`;
    case "explanation:opened": return `explanation ${fact.explanation.id}`;
    case "explanation:given":
    case "explanation:missed":
    case "explanation:withdrawn": return `explanation ${fact.explanationId}`;
    case "agency:staffing-opened": return `staffing ${fact.staffing.id}`;
    case "agency:staffing-done":
    case "agency:staffing-missed": return `staffing ${fact.staffingId}`;
    case "agency:sharing-began": return `sharing ${fact.sharing.id}`;
    case "agency:sharing-ended": return `sharing ${fact.accountId}`;
    case "alert:published":
    case "alert:updated":
    case "alert:cancelled": return `alert ${fact.alert.id}`;
    case "alert:expired": return `alert ${fact.alertId}`;
    case "transfer:heard": return `transfer ${fact.letter.transferId}`;
    default: return "transferId" in fact ? `transfer ${fact.transferId}` : "runId" in fact ? `drill ${fact.runId}` : undefined;
  }
}
