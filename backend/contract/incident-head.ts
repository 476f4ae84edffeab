import { z } from "zod";
import { AreaId, Instant, Position, SiteId } from "./ids.ts";
import { AgencyId, IncidentId, pauseOf, Urgency, type Clock, type Incident } from "./incident.ts";
import { Clause, Party, type Template } from "./process.ts";

/** What a list of cases shows of one. */
export const IncidentHead = z.object({
  id: IncidentId, title: z.string(), urgency: Urgency, drill: z.boolean(), templateId: z.string(),
  step: z.string(), stepName: z.string(), stepNameEn: z.string(), stepClause: Clause, stepSince: Instant, round: z.int(),
  appearedAt: Instant, areaId: AreaId.optional(), position: Position.optional(),
  leadId: AgencyId.optional(),
  /** Agencies with a part in it now. */
  agencies: z.int(),
  openClocks: z.int(), missed: z.int(),
  /** The running limit that ends first, is not missed yet and does not stand still. */
  nextDue: z.object({ at: Instant, limitId: z.string(), name: z.string(), nameEn: z.string(), owner: Party, clause: Clause, agencyId: AgencyId.optional() }).optional(),
  closedAt: Instant.optional(),
  /** What it is to other cases. */
  mergedInto: IncidentId.optional(), splitFrom: IncidentId.optional(), parentId: IncidentId.optional(),
  /** The room that goes on with it. */
  givenTo: SiteId.optional(),
  children: z.int().optional(), merged: z.int().optional(),
  version: z.int(),
});
export type IncidentHead = z.infer<typeof IncidentHead>;

/** @param template the case's own version; undefined: ids stand for names */
export function headOf(incident: Incident, template: Template | undefined): IncidentHead {
  const { id, title, urgency, drill, templateId, step, stepSince, round, appearedAt, areaId, position, closedAt, version } = incident;
  const stepOf = template?.steps.find((one) => one.id === step);
  const parts = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  const leadId = parts.find(({ role }) => role === "lead")?.agencyId;
  const running = incident.clocks.filter(({ outcome }) => outcome === "running");
  const next = running.filter((clock) => clock.missedAt === undefined && pauseOf(clock) === undefined).reduce<Clock | undefined>((first, clock) => (first === undefined || clock.due < first.due ? clock : first), undefined);
  return {
    id, title, urgency, drill, templateId,
    step, stepName: stepOf?.name ?? step, stepNameEn: stepOf?.nameEn ?? step, stepClause: stepOf?.clause ?? incident.clocks[0]?.clause ?? "H-11.1", stepSince, round,
    appearedAt, ...(areaId !== undefined && { areaId }), ...(position !== undefined && { position }), ...(leadId !== undefined && { leadId }),
    agencies: parts.length, openClocks: running.length, missed: incident.clocks.filter(({ missedAt }) => missedAt !== undefined).length,
    ...(next !== undefined && { nextDue: dueOf(next, template) }),
    ...(closedAt !== undefined && { closedAt }), ...relationsOf(incident), version,
  };
}

function relationsOf({ mergedInto, givenTo, splitFrom, parentId, childIds, mergedFrom }: Incident): Partial<IncidentHead> {
  return {
    ...(mergedInto && { mergedInto }), ...(givenTo && { givenTo }), ...(splitFrom && { splitFrom }), ...(parentId && { parentId }),
    ...(childIds !== undefined && childIds.length > 0 && { children: childIds.length }), ...(mergedFrom !== undefined && { merged: mergedFrom.length }),
  };
}

function dueOf(clock: Clock, template: Template | undefined): NonNullable<IncidentHead["nextDue"]> {
  const limit = template?.limits.find(({ id }) => id === clock.limitId);
  return { at: clock.due, limitId: clock.limitId, name: limit?.name ?? clock.limitId, nameEn: limit?.nameEn ?? clock.limitId, owner: clock.owner, clause: clock.clause, ...(clock.agencyId !== undefined && { agencyId: clock.agencyId }) };
}
