import type { Fault } from "#contract/fault";
import { Incident, type IncidentFact } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { fail, ok, type Result } from "#contract/result";

/** Refuses what would make a case that its contract, and so the journal, could not read back: too many parts, clocks, reports or relations. */
export function fitting(incident: Incident, fact: IncidentFact): Result<IncidentFact, Fault> {
  const first = Incident.safeParse(foldIncident(incident, fact)).error?.issues[0];
  return first === undefined ? ok(fact) : fail({ code: "malformed", path: first.path.join("."), detail: first.message });
}
