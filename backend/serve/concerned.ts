import type { Fact } from "#contract/fact";
import type { Incident } from "#contract/incident";
import type { RoomState } from "../core/state.ts";

/** The agencies whose cases these facts change: their officers' windows are to ask anew. */
export function concerned(facts: readonly Fact[], { incidents, explanations, staffings, agencies: everybody }: Pick<RoomState, "incidents" | "explanations" | "staffings" | "agencies">): ReadonlySet<string> {
  const agencies = new Set<string>();
  const all = (incident: Incident | undefined): void => incident?.parts.forEach(({ agencyId }) => agencies.add(agencyId));
  for (const fact of facts) {
    switch (fact.kind) {
      case "incident:moved":
        // A case that this ends has left the room's state: whom it concerned, the fact itself and what it closed say.
        for (const { agencyId } of [...(fact.change.parts ?? []), ...(fact.change.clocks ?? [])]) if (agencyId !== undefined) agencies.add(agencyId);
        all(fact.whole ?? incidents.get(fact.incidentId));
        break;
      case "incident:stood-down":
      case "incident:fired":
      case "incident:noted": all(incidents.get(fact.incidentId)); break;
      case "drill:started":
      case "drill:ended": for (const id of everybody.keys()) agencies.add(id); break;
      case "evidence:added": if (fact.evidence.agencyId !== undefined) agencies.add(fact.evidence.agencyId); break;
      case "explanation:opened": agencies.add(fact.explanation.agencyId); break;
      case "agency:roster-saved": agencies.add(fact.roster.id); break;
      case "agency:sharing-began": agencies.add(fact.sharing.agencyId); break;
      case "agency:sharing-ended": agencies.add(fact.agencyId); break;
      case "agency:staffing-opened": agencies.add(fact.staffing.agencyId); break;
      case "agency:staffing-done":
      case "agency:staffing-missed": {
        const agencyId = staffings.get(fact.staffingId)?.agencyId;
        if (agencyId !== undefined) agencies.add(agencyId);
        break;
      }
      case "explanation:given":
      case "explanation:withdrawn": {
        const agencyId = explanations.get(fact.explanationId)?.agencyId;
        if (agencyId !== undefined) agencies.add(agencyId);
        break;
      }
      default: break;
    }
  }
  return agencies;
}
