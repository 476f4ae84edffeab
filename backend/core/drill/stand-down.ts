import type { DrillRunId } from "#contract/drill";
import type { DrillIncident, IncidentFact } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";

/** Ends a case with its exercise, wherever it stands: nothing in it is due or owed any more. */
export function standDown(incident: DrillIncident, template: Template | undefined, runId: DrillRunId, now: Instant): IncidentFact {
  const finals = new Set(template?.steps.filter((step) => step.final).map((step) => step.id));
  // Where a case that was worked through would end, not where a false alarm does.
  const final = template?.moves.find(({ on, to }) => on === "confirmed" && finals.has(to))?.to ?? [...finals][0];
  return {
    kind: "incident:stood-down", at: now, incidentId: incident.id, runId,
    change: {
      closed: true, ...(final !== undefined && { step: final }),
      clocks: incident.clocks.filter(({ outcome }) => outcome === "running").map((clock) => ({ ...clock, outcome: "void" as const })),
      gone: incident.dues.map(({ key }) => key),
      owed: incident.owed.filter(({ doneAt }) => doneAt === undefined).map((owed) => ({ ...owed, doneAt: now })),
    },
  };
}
