import type { CaseFactKind, NewFact } from "#contract/fact";
import type { IncidentFact } from "#contract/incident";
import { foldIncident, isLive } from "#contract/incident-fold";
import { templateKey } from "#contract/process";
import { HANDOVERS_KEPT, type Handover } from "#contract/shift";
import type { Explanation } from "#contract/violation";
import { foldDuty } from "./fold-duty.ts";
import { foldSharing } from "./fold-sharing.ts";
import type { Collection, RoomState, Touch } from "./state.ts";

type CaseFact = Extract<NewFact, { kind: CaseFactKind }>;

/** Folds what happens to cases, agencies, scenarios and shifts. Notes, ticks, evidence and audits are facts alone: they are read from the journal. */
export function foldCase(state: RoomState, fact: CaseFact): Touch[] {
  switch (fact.kind) {
    case "process:saved": return [put(state.templates, "templates", templateKey(fact.template.id, fact.template.version), fact.template)];
    case "calendar:saved": return [put(state.calendars, "calendars", fact.calendar.id, fact.calendar)];
    case "agency:saved": return [put(state.agencies, "agencies", fact.agency.id, fact.agency)];
    case "agency:roster-saved":
    case "agency:staffing-opened":
    case "agency:staffing-done":
    case "agency:staffing-missed": return foldDuty(state, fact);
    case "agency:sharing-began":
    case "agency:sharing-ended": return foldSharing(state, fact);
    case "scenario:saved": return [put(state.scenarios, "scenarios", fact.scenario.id, fact.scenario)];
    case "incident:opened":
    case "incident:moved":
    case "incident:stood-down":
    case "incident:fired": return foldLive(state, fact);
    case "calendar:ending":
    case "incident:noted":
    case "incident:ticked":
    case "incident:audit":
    case "evidence:added":
    case "evidence:exported":
    case "violation:excused": return [];
    case "shift:began": return [put(state.shifts, "shifts", fact.accountId, { id: fact.accountId, since: fact.at })];
    case "shift:ended": return state.shifts.delete(fact.accountId) ? [{ collection: "shifts", id: fact.accountId, body: undefined }] : [];
    case "shift:handed-over": {
      const { handoverId: id, from, to, at, openIncidents, notes, due } = fact;
      return [put(state.handovers, "handovers", id, { id, from, to, at, openIncidents, notes, due })];
    }
    case "shift:signed": return [...amend(state, fact.handoverId, { signedAt: fact.at }), ...forgetSigned(state)];
    case "shift:unsigned": return amend(state, fact.handoverId, { overdueAt: fact.at });
    case "explanation:opened": return [put(state.explanations, "explanations", fact.explanation.id, fact.explanation)];
    case "explanation:given": return explain(state, fact.explanationId, { state: "given", text: fact.text, givenAt: fact.at, by: fact.by });
    case "explanation:missed": return explain(state, fact.explanationId, { missedAt: fact.at, lateBy: fact.lateBy });
    case "explanation:withdrawn": return explain(state, fact.explanationId, { state: "withdrawn" });
  }
}

/** A case that is over leaves the memory for the store; one that is live again comes back whole, by its fact. */
function foldLive(state: RoomState, fact: IncidentFact): Touch[] {
  const id = fact.kind === "incident:opened" ? fact.incident.id : fact.incidentId;
  const after = foldIncident(state.incidents.get(id), fact);
  if (after === undefined) return [];
  const back: Touch[] = fact.kind === "incident:moved" && fact.whole !== undefined ? [{ collection: "closedIncidents", id, body: undefined }] : [];
  if (isLive(after)) return [...back, put(state.incidents, "incidents", id, after)];
  state.incidents.delete(id);
  return [{ collection: "incidents", id, body: undefined }, { collection: "closedIncidents", id, body: after }];
}

function amend(state: RoomState, id: string, change: Partial<Handover>): Touch[] {
  const handover = state.handovers.get(id);
  return handover === undefined ? [] : [put(state.handovers, "handovers", id, { ...handover, ...change })];
}

function forgetSigned(state: RoomState): Touch[] {
  const signed = [...state.handovers.values()].filter(({ signedAt }) => signedAt !== undefined).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return signed.slice(HANDOVERS_KEPT).map(({ id }) => {
    state.handovers.delete(id);
    return { collection: "handovers", id, body: undefined };
  });
}

function explain(state: RoomState, id: string, change: Partial<Explanation>): Touch[] {
  const explanation = state.explanations.get(id);
  return explanation === undefined ? [] : [put(state.explanations, "explanations", id, { ...explanation, ...change })];
}

function put<V>(records: Map<string, V>, collection: Collection, id: string, record: V): Touch {
  records.set(id, record);
  return { collection, id, body: record };
}
