import type { RealIncident } from "#contract/incident";
import { LEAST_RANKED, type AgencyFigures } from "#contract/publication";

type Tally = ReadonlyMap<string, AgencyFigures>;

/**
 * Adds cases to what agencies are measured by (H-VI.3, H-VI.4): limits of their own that ended, met or missed, and the time to
 * receipt. One that still runs in time counts as neither, nor one that is void, nor one missed by force majeure. A case that went
 * on in another is counted for what was kept in it until then.
 *
 * @param excused whether a missed limit was (H-V.§4)
 */
export function withAgencies(tally: Tally, incidents: readonly RealIncident[], excused: (incident: RealIncident, clockKey: string) => boolean): Tally {
  const next = new Map(tally);
  for (const incident of incidents) {
    for (const { agencyId, orderedAt, receivedAt } of incident.parts) {
      const was = next.get(agencyId) ?? { agencyId, orders: 0, met: 0, missed: 0, excused: 0, received: 0, receiptTime: 0 };
      next.set(agencyId, { ...was, orders: was.orders + 1, ...(receivedAt !== undefined && { received: was.received + 1, receiptTime: was.receiptTime + Math.max(0, receivedAt - orderedAt) }) });
    }
    for (const { key, agencyId, outcome, missedAt } of incident.clocks) {
      const was = agencyId === undefined ? undefined : next.get(agencyId);
      if (agencyId === undefined || was === undefined || outcome === "void") continue;
      if (missedAt === undefined) {
        if (outcome === "met") next.set(agencyId, { ...was, met: was.met + 1 });
      } else if (excused(incident, key)) next.set(agencyId, { ...was, excused: was.excused + 1 });
      else next.set(agencyId, { ...was, missed: was.missed + 1 });
    }
  }
  return next;
}

/** In the order of their places (H-13.4): by the share of limits kept, alike ones alike; who has too few comes after them, without one. */
export function ranked(tally: Tally): AgencyFigures[] {
  const share = ({ met, missed }: AgencyFigures): number => met / (met + missed);
  const enough = ({ met, missed }: AgencyFigures): boolean => met + missed >= LEAST_RANKED;
  const byName = (a: AgencyFigures, b: AgencyFigures): number => (a.agencyId < b.agencyId ? -1 : 1);
  const all = [...tally.values()];
  const placed = all.filter(enough).sort((a, b) => share(b) - share(a) || byName(a, b));
  return [...placed.map((row) => ({ ...row, rank: 1 + placed.filter((other) => share(other) > share(row)).length })), ...all.filter((row) => !enough(row)).sort(byName)];
}
