import type { Fault } from "#contract/fault";
import type { Incident, IncidentFact, Part } from "#contract/incident";
import type { Limit } from "#contract/process";
import { ok, type Result } from "#contract/result";
import { endClocks, goesOn, type ClockWork, type ProcessEnv, type Standing } from "./clocks.ts";
import type { Actor } from "./decide.ts";
import { fitting } from "./fitting.ts";
import { joinClocks } from "./join.ts";
import { conflict, partOf } from "./parts.ts";

interface Merge {
  from: Incident;
  into: Incident;
  reason: string;
  actor: Actor;
  /** Open cases under `from`. */
  children: readonly string[];
  envs: { from: ProcessEnv; into: ProcessEnv };
}

/**
 * Two open cases of one incident become one: `from` is over, for good, and says where it goes on; `into` gets its alarms, and its
 * agencies that were not there as supporting ones, each with its marks and what was left of its clocks. A limit of `from` that
 * was missed stays missed; one that still ran is void, with the reason.
 *
 * @returns the facts of both, to be written together; `conflict` where these two cannot be one
 */
export function mergeCases({ from, into, reason, actor, children, envs }: Merge): Result<[IncidentFact, IncidentFact], Fault> {
  const against = whyNot(from, into, children);
  if (against !== undefined) return conflict(against);
  const { now } = envs.from;
  const by = { at: now, by: actor.by, as: actor.as };
  const ended: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  endClocks(ended, from, () => true, "void", envs.from);
  const leaving = from.parts.filter(({ leftAt }) => leftAt === undefined);
  const over = fitting(from, {
    kind: "incident:moved", ...by, incidentId: from.id, event: { is: "merged", into: into.id, reason },
    change: {
      closed: true, mergedInto: into.id, parts: leaving.map((part) => ({ ...part, leftAt: now })),
      clocks: [...ended.clocks.values()].map((clock) => (clock.outcome === "void" ? { ...clock, voidReason: reason } : clock)), gone: from.dues.map(({ key }) => key),
    },
  });
  if (!over.ok) return over;
  const joined = leaving.filter(({ agencyId }) => partOf(into, agencyId) === undefined).map((part): Part => ({ ...part, role: "support" }));
  const work: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  for (const part of joined) {
    const clocks = joinClocks(into, part, { work, env: envs.into, orderDue: orderDue({ from, into, now }), begin: (limit) => ranOn(from, into, part, limit, now) });
    if (!clocks.ok) return clocks;
  }
  const taken = fitting(into, {
    kind: "incident:moved", ...by, incidentId: into.id, event: { is: "took-in", from: from.id, joined: joined.map(({ agencyId }) => agencyId), reason },
    change: {
      alarmIds: [...new Set([...into.alarmIds, ...from.alarmIds])], mergedFrom: [...(into.mergedFrom ?? []), from.id, ...(from.mergedFrom ?? [])],
      parts: joined, clocks: [...work.clocks.values()], dues: [...work.dues.values()],
    },
  });
  return taken.ok ? ok([over.value, taken.value]) : taken;
}

function whyNot(from: Incident, into: Incident, children: readonly string[]): string | undefined {
  if (from.id === into.id) return "a case cannot be merged into itself";
  if (from.closedAt !== undefined) return `case ${from.id} is over`;
  if (into.closedAt !== undefined) return `case ${into.id} is over`;
  if (from.drill !== into.drill) return "a drill and a real case are never one";
  if (from.urgency === "emergency" && into.urgency === "routine") return "an emergency takes the routine case in, not the other way round";
  if (children.length > 0) return `open children: ${children.join(", ")}`;
  const leads = (incident: Incident): boolean => incident.parts.some(({ role, leftAt }) => role === "lead" && leftAt === undefined);
  if (from.parts.some(({ leftAt }) => leftAt === undefined) && !leads(into)) return `case ${into.id} has no order: it is merged into ${from.id}, not the other way round`;
  return undefined;
}

/** A limit of the same process goes on as it ran; one that was missed is measured anew: its miss is on record already. */
function ranOn(from: Incident, into: Incident, { agencyId }: Part, limit: Limit, now: number): Standing | undefined {
  if (from.templateId !== into.templateId) return undefined;
  return goesOn(from.clocks.findLast((one) => one.limitId === limit.id && one.agencyId === agencyId), now);
}

/** By when an agency that joins is done, where its own clock says nothing: by what either order still allows. */
function orderDue({ from, into, now }: { from: Incident; into: Incident; now: number }): number | undefined {
  return [into.order?.due, from.order?.due].find((due) => due !== undefined && due > now);
}
