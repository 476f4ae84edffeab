import type { Fault } from "#contract/fault";
import { MOST_RELATED, type Incident, type IncidentFact, type IncidentId } from "#contract/incident";
import type { AccountId, Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Actor } from "./decide.ts";
import { conflict } from "./parts.ts";

interface Link {
  child: Incident;
  /** undefined: it stands alone again. */
  parent: Incident | undefined;
  /** Where it was until now, while that is open. */
  former: Incident | undefined;
  reason: string;
  actor: Actor;
  now: Instant;
}

/** Puts a case under another: one level, so that no circle can be. @returns the facts of all it touches, to be written together */
export function linkCases({ child, parent, former, reason, actor, now }: Link): Result<IncidentFact[], Fault> {
  const parentId = parent?.id;
  if (child.closedAt !== undefined) return conflict(`case ${child.id} is over`);
  if (child.parentId === parentId) return conflict(parentId === undefined ? "it has no parent" : `case ${parentId} is its parent already`);
  const against = parent === undefined ? undefined : whyNot(child, parent);
  if (against !== undefined) return against;
  const by = { kind: "incident:moved" as const, at: now, by: actor.by, as: actor.as };
  const side = (of: Incident, on: boolean): IncidentFact => ({
    ...by, incidentId: of.id, event: { is: "child-linked", childId: child.id, on, reason },
    change: { childIds: on ? [...(of.childIds ?? []), child.id] : (of.childIds ?? []).filter((id) => id !== child.id), ...kept(of) },
  });
  return ok([
    { ...by, incidentId: child.id, event: { is: "linked", parentId: parentId ?? null, reason }, change: { parentId: parentId ?? null, ...kept(child) } },
    ...(former === undefined ? [] : [side(former, false)]),
    ...(parent === undefined ? [] : [side(parent, true)]),
  ]);
}

/** Putting cases in order is not handling them: whose load they count to stays. */
const kept = ({ handledBy }: Incident): { handledBy?: AccountId } => (handledBy === undefined ? {} : { handledBy });

function whyNot(child: Incident, parent: Incident): Result<never, Fault> | undefined {
  if (parent.id === child.id) return conflict("a case is not its own parent");
  if (parent.closedAt !== undefined) return conflict(`case ${parent.id} is over`);
  if (parent.drill !== child.drill) return conflict("a drill and a real case are kept apart");
  if (parent.parentId !== undefined) return conflict(`case ${parent.id} has a parent itself: cases stand one below another on one level only`);
  if ((child.childIds ?? []).length > 0) return conflict(`it has children itself: ${(child.childIds ?? []).join(", ")}`);
  return (parent.childIds ?? []).length >= MOST_RELATED ? fail({ code: "too-large", limit: MOST_RELATED }) : undefined;
}

/** Of the children those still open: while there is one, the parent is not closed. */
export function openChildren({ id: parent, childIds }: Pick<Incident, "id" | "childIds">, held: ReadonlyMap<string, Pick<Incident, "closedAt" | "parentId">>): IncidentId[] {
  return (childIds ?? []).filter((id) => {
    const child = held.get(id);
    return child !== undefined && child.closedAt === undefined && child.parentId === parent;
  });
}

/**
 * A case that is opened again may not stand under one that is over: that one is opened first. Where it was merged, and so is over
 * for good, the child stands alone.
 */
export function reopenedUnder(fact: IncidentFact, { parentId }: Pick<Incident, "parentId">, find: (id: IncidentId) => Result<Incident, Fault>): Result<IncidentFact, Fault> {
  if (fact.kind !== "incident:moved" || fact.change.closed !== false || parentId === undefined) return ok(fact);
  const parent = find(parentId);
  if (!parent.ok) return parent;
  if (parent.value.closedAt === undefined) return ok(fact);
  return parent.value.mergedInto === undefined ? conflict(`its parent ${parentId} is over`) : ok({ ...fact, change: { ...fact.change, parentId: null } });
}

/** Another person of the centre handles a case. */
export function assignCase(incident: Incident, { to, reason, actor, now }: { to: AccountId; reason: string; actor: Actor; now: Instant }): Result<IncidentFact, Fault> {
  if (incident.closedAt !== undefined) return conflict(`case ${incident.id} is over`);
  if (incident.handledBy === to) return conflict(`${to} handles case ${incident.id} already`);
  return ok({
    kind: "incident:moved", at: now, incidentId: incident.id, by: actor.by, as: actor.as,
    event: { is: "assigned", ...(incident.handledBy === undefined ? {} : { from: incident.handledBy }), to, reason }, change: { handledBy: to },
  });
}
