import type { AlertServiceId } from "#contract/alert-service";
import type { RealIncident } from "#contract/incident";

/** What citizens are told of one service (H-13.4): counts alone, of cases and of the regulations' limits. */
export interface ServiceFigures {
  cases: number;
  over: number;
  /** Limits that ended, met and missed; what was void or still runs in time counts as neither. */
  met: number;
  missed: number;
}
export type PublicFigures = ReadonlyMap<AlertServiceId, ServiceFigures>;

/** Adds cases to the figures. @param service of a case */
export function withCases(figures: PublicFigures, incidents: readonly RealIncident[], service: (incident: RealIncident) => AlertServiceId): PublicFigures {
  const next = new Map(figures);
  for (const incident of incidents) {
    // What went on in another case is counted there.
    if (incident.mergedInto !== undefined || incident.givenTo !== undefined) continue;
    const id = service(incident);
    const { cases, over, met, missed } = next.get(id) ?? { cases: 0, over: 0, met: 0, missed: 0 };
    next.set(id, {
      cases: cases + 1, over: over + Number(incident.closedAt !== undefined),
      met: met + incident.clocks.filter(({ outcome, missedAt }) => outcome === "met" && missedAt === undefined).length,
      missed: missed + incident.clocks.filter(({ outcome, missedAt }) => outcome !== "void" && missedAt !== undefined).length,
    });
  }
  return next;
}
