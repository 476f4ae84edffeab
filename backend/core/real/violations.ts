import type { Clock, RealIncident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { violationKey, type Excuse, type Violation } from "#contract/violation";

/** A change of the record of violations: found at `missedAt`, or taken back where that is undefined. */
export interface MissChange {
  incidentId: RealIncident["id"];
  clockKey: string;
  agencyId: string | undefined;
  missedAt: Instant | undefined;
}

/** What clocks that changed say of violations. The only source of that record, and with it of the duty to explain (H-V.§4). */
export function missesIn({ id }: RealIncident, changed: readonly Clock[]): MissChange[] {
  return changed.map(({ key, agencyId, missedAt }) => ({ incidentId: id, clockKey: key, agencyId, missedAt }));
}

/** A miss as people read it; undefined where its clock was missed no longer. */
export function violationIn(incident: RealIncident, miss: { clockKey: string; excused?: Excuse }, { template, now }: { template: Template | undefined; now: Instant }): Violation | undefined {
  const clock = incident.clocks.find(({ key }) => key === miss.clockKey);
  if (clock?.missedAt === undefined) return undefined;
  const limit = template?.limits.find(({ id }) => id === clock.limitId);
  const doneAt = clock.took?.at;
  return {
    key: violationKey(incident.id, clock.key), incidentId: incident.id, title: incident.title,
    ...(clock.agencyId !== undefined && { agencyId: clock.agencyId }), owner: clock.owner, clause: clock.clause,
    limitId: clock.limitId, limitName: limit?.name ?? clock.limitId, limitNameEn: limit?.nameEn ?? clock.limitId,
    due: clock.due, missedAt: clock.missedAt, lateBy: Math.max(0, (doneAt ?? now) - clock.due),
    ...(doneAt !== undefined && { doneAt }), ...(miss.excused !== undefined && { excused: miss.excused }),
  };
}
