import type { Fault } from "#contract/fault";
import type { AgencyId, Decision, Incident, IncidentEvent, IncidentFact, Order, Part } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import { endClocks, endLoops, goesOn, loopsOf, openClock, startLoop, type ClockWork, type ProcessEnv } from "./clocks.ts";
import type { Actor } from "./decide.ts";
import { fitting } from "./fitting.ts";
import { joinClocks } from "./join.ts";
import { owedAfter } from "./owed.ts";
import { conflict, partOf } from "./parts.ts";
import { isAnswered, isFinal } from "./stands.ts";

interface Turned {
  parts: Part[];
  step?: string;
}
type Decided = Extract<IncidentEvent, { is: "decided" }>;

/** An order that names other agencies than were decided. */
export function differs({ lead, support }: Pick<Order, "lead" | "support">, decision: Pick<Decision, "lead" | "support"> | undefined): boolean {
  return decision !== undefined && (decision.lead !== lead || decision.support.length !== support.length || support.some((id) => !decision.support.includes(id)));
}

/**
 * Who leads and who supports (K-8.5, K-9.8). Before an order it is put on record and fills the order; after one it adds agencies,
 * each with clocks of its own, and turns roles. It takes nobody out and stops nobody's clock: who is to leave is forwarded.
 */
export function decideAgencies(incident: Incident, event: Decided, actor: Actor, env: ProcessEnv): Result<IncidentFact, Fault> {
  const { template, now } = env;
  const { lead, support, reason } = event;
  if (incident.closedAt !== undefined || isFinal(incident.step, env)) return conflict(`decided is not possible at step ${incident.step}`);
  if (!(template.deciders ?? ["centre", "leadership"]).some((party) => party === actor.as)) return fail({ code: "forbidden", permission: event.is });
  const named = [lead, ...support];
  if (new Set(named).size < named.length) return fail({ code: "malformed", path: "support", detail: "an agency is named twice" });
  const work: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  const leading = incident.parts.find(({ role, leftAt }) => role === "lead" && leftAt === undefined);
  const turned = leading === undefined ? ok<Turned>({ parts: [] }) : turn(incident, event, { leading, work, env });
  if (!turned.ok) return turned;
  const own = ownClocks(incident, work, env);
  const owed = own.ok ? owedAfter(incident, event, env) : own;
  if (!owed.ok) return owed;
  for (const key of work.dues.keys()) work.gone.delete(key);
  const { parts, step } = turned.value;
  const decision: Decision = { lead, support, reason, by: actor.by, as: actor.as, at: now };
  return fitting(incident, {
    kind: "incident:moved", at: now, incidentId: incident.id, event, by: actor.by, as: actor.as, ...(actor.second === undefined ? {} : { second: actor.second }),
    change: {
      decision, ...(step === undefined ? {} : { step }),
      ...(leading === undefined || incident.order === undefined ? {} : { order: { ...incident.order, lead, support } }),
      parts, clocks: [...work.clocks.values()], dues: [...work.dues.values()], gone: [...work.gone], owed: owed.value,
    },
  });
}

/** What a decision makes of an order that is out. */
function turn(incident: Incident, event: Decided, { leading, work, env }: { leading: Part; work: ClockWork; env: ProcessEnv }): Result<Turned, Fault> {
  const named = [event.lead, ...event.support];
  if (isAnswered(incident, env)) return conflict("the result waits to be checked: it is returned first");
  const out = incident.parts.find(({ agencyId, leftAt }) => leftAt === undefined && !named.includes(agencyId));
  if (out !== undefined) return conflict(`agency ${out.agencyId} is in this case already: its part can be forwarded, not left out`);
  const leads = leading.agencyId === event.lead;
  const parts = named.flatMap((id): Part[] => {
    const role = id === event.lead ? "lead" : "support";
    const before = partOf(incident, id);
    return before === undefined ? [{ agencyId: id, role, orderedAt: env.now }] : before.role === role ? [] : [turnedPart(before, role)];
  });
  const oldDue = new Map(incident.clocks.filter((clock) => clock.agencyId === leading.agencyId && clock.outcome === "running").map((clock) => [clock.limitId, clock]));
  if (!leads) endLead(incident, leading.agencyId, { work, env });
  for (const part of parts) {
    // Who takes the lead takes over what only the lead is measured by, as it stands.
    const begin = part.role === "lead" ? (limit: { id: string; of: string }) => (limit.of === "lead" ? goesOn(oldDue.get(limit.id), env.now) : undefined) : undefined;
    const joined = joinClocks(incident, part, { work, env, orderDue: event.due ?? incident.order?.due, ...(begin === undefined ? {} : { begin }) });
    if (!joined.ok) return joined;
  }
  const step = leads ? incident.step : stepOf(parts.find(({ role }) => role === "lead"), env);
  return ok({ parts, ...(step === undefined || step === incident.step ? {} : { step }) });
}

/** A result that was given in another role does not answer for this one. */
function turnedPart(part: Part, role: Part["role"]): Part {
  const { answeredAt, ...rest } = part;
  return { ...rest, role, ...(role === "support" && answeredAt !== undefined ? { answeredAt } : {}) };
}

function endLead(incident: Incident, agencyId: AgencyId, { work, env }: { work: ClockWork; env: ProcessEnv }): void {
  const leads = new Set([...env.template.limits, ...loopsOf(env.template)].filter(({ of }) => of === "lead").map(({ id }) => id));
  endClocks(work, incident, (clock) => clock.agencyId === agencyId && leads.has(clock.limitId), "void", env);
  endLoops(work, incident, (loop, whose) => whose === agencyId && leads.has(loop.id), env.template);
}

/** Where the process stands with a new leading agency: as far as its own word has brought it. */
function stepOf(part: Part | undefined, { template }: ProcessEnv): string | undefined {
  let step = template.moves.find(({ on }) => on === "ordered")?.to;
  const said = [part?.receivedAt === undefined ? undefined : "received", part?.acceptedAt === undefined ? undefined : "accepted", part?.deployedAt === undefined ? undefined : "deployed"];
  for (const is of said) step = template.moves.find(({ on, from }) => on === is && step !== undefined && from.includes(step))?.to ?? step;
  return step;
}

/** A sector's process may measure the decision itself. */
function ownClocks(incident: Incident, work: ClockWork, env: ProcessEnv): Result<undefined, Fault> {
  const { limits } = env.template;
  const ends = new Set(limits.filter(({ until, of }) => of === "case" && until.includes("decided")).map(({ id }) => id));
  endClocks(work, incident, ({ limitId }) => ends.has(limitId), "done", env);
  endLoops(work, incident, (loop) => loop.of === "case" && loop.until.includes("decided"), env.template);
  for (const limit of limits) {
    const clock = limit.from === "decided" ? openClock(work, limit, { incident, from: env.now, env }) : ok(undefined);
    if (!clock.ok) return clock;
  }
  for (const loop of loopsOf(env.template)) if (loop.from === "decided") startLoop(work, loop, undefined, env.now);
  return ok(undefined);
}
