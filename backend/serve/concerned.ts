import type { Fact } from "#contract/fact";
import type { Incident } from "#contract/incident";
import type { RoomState } from "../core/state.ts";

/** The agencies whose cases these facts change: their officers' windows are to ask anew. */
export function concerned(facts: readonly Fact[], { incidents, explanations }: Pick<RoomState, "incidents" | "explanations">): ReadonlySet<string> {
  const agencies = new Set<string>();
  const all = (incident: Incident | undefined): void => incident?.parts.forEach(({ agencyId }) => agencies.add(agencyId));
  for (const fact of facts) {
    switch (fact.kind) {
      case "incident:moved":
        // A case that this ends has left the room's state: whom it concerned, the fact itself and what it closed say.
        for (const { agencyId } of [...(fact.change.parts ?? []), ...(fact.change.clocks ?? [])]) if (agencyId !== undefined) agencies.add(agencyId);
        all(fact.whole ?? incidents.get(fact.incidentId));
        break;
      case "incident:fired":
      case "incident:noted": all(incidents.get(fact.incidentId)); break;
      case "evidence:added": if (fact.evidence.agencyId !== undefined) agencies.add(fact.evidence.agencyId); break;
      case "explanation:opened": agencies.add(fact.explanation.agencyId); break;
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
