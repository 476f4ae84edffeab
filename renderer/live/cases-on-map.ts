import type { AgencyId, Incident, IncidentId, Urgency } from "#contract/incident";
import type { Area } from "#contract/things";
import { templateKey, type Cases } from "./case-book.ts";

/** An open case as the map draws it. */
export interface MapCase {
  id: IncidentId;
  title: string;
  /** Its own place, else the middle of its area; degrees. */
  at: readonly [lon: number, lat: number];
  /** At the middle of its area: nobody knows better. */
  about: boolean;
  drill: boolean;
  urgency: Urgency;
  step: { name: string; nameEn: string };
  /** A limit ran out and what it measured is not done. */
  late: boolean;
  /** With a part in it now, who leads first. */
  agencies: readonly { id: AgencyId; name: string; nameEn?: string | undefined; leads: boolean }[];
  areaId: string | undefined;
  alarmIds: readonly string[];
}

/** Cases that are not over and have a place, the drills first, then routine ones: drawn in this order, the gravest end on top. */
export function casesOnMap({ open, templates, agencies }: Pick<Cases, "open" | "templates" | "agencies">, areas: ReadonlyMap<string, Area>): MapCase[] {
  const found: MapCase[] = [];
  for (const incident of open.values()) {
    if (incident.closedAt !== undefined) continue;
    const own = incident.position;
    const at = own ?? (incident.areaId === undefined ? undefined : areas.get(incident.areaId)?.position);
    if (at === undefined || !Number.isFinite(at[0]) || !Number.isFinite(at[1])) continue;
    const { id, title, drill, urgency, areaId, alarmIds } = incident;
    const step = templates.get(templateKey(incident))?.steps.find((one) => one.id === incident.step);
    found.push({
      id, title, at: [at[0], at[1]], about: own === undefined, drill, urgency, areaId, alarmIds,
      step: { name: step?.name ?? incident.step, nameEn: step?.nameEn ?? incident.step },
      late: incident.clocks.some(({ outcome, missedAt }) => outcome === "running" && missedAt !== undefined),
      agencies: partsOf(incident).map(({ agencyId, role }) => ({ id: agencyId, name: agencies.get(agencyId)?.name ?? agencyId, nameEn: agencies.get(agencyId)?.nameEn, leads: role === "lead" })),
    });
  }
  return found.sort((a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1));
}

const weight = ({ drill, urgency, late }: MapCase): number => (drill ? 0 : 4) + (urgency === "emergency" ? 2 : 0) + (late ? 1 : 0);

/** Parts that did not leave; an agency's newest. */
function partsOf({ parts }: Incident): Incident["parts"] {
  const newest = new Map(parts.filter(({ leftAt }) => leftAt === undefined).map((part) => [part.agencyId, part]));
  return [...newest.values()].sort((a, b) => Number(b.role === "lead") - Number(a.role === "lead"));
}
