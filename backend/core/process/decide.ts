import type { Fault } from "#contract/fault";
import { pauseOf, type AgencyId, type Due, type Incident, type IncidentEvent, type IncidentFact, type Part } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import type { EventKind, Limit, Move, Party } from "#contract/process";
import { fail, ok, type Result } from "#contract/result";
import { duesOf, endClocks, endLoops, loopsOf, openClock, startLoop, type ClockWork, type ProcessEnv, type Standing } from "./clocks.ts";
import { decideAgencies, differs } from "./decided.ts";
import { fitting } from "./fitting.ts";
import { orderPast } from "./join.ts";
import { owedAfter } from "./owed.ts";
import { agencyOf, conflict, orderParts, partAfter, partOf } from "./parts.ts";
import { turnClock } from "./pause.ts";
import { isAnswered, isFinal } from "./stands.ts";

/** Who does it, and in whose name; `second` is another person where a move asks for two. */
export interface Actor {
  by: AccountId;
  as: "centre" | "agency" | "leadership";
  second?: AccountId;
}

/** What an agency may do at any step that is not final, whatever the template says; the centre may record it, as when told by telephone. */
const ANY_STEP: ReadonlySet<EventKind> = new Set(["received", "deployed", "progress", "beyond-scenario"]);
/** The agency's own word alone. */
const OWN_WORD: ReadonlySet<EventKind> = new Set(["accepted", "refused", "answered", "extension-asked"]);
const CENTRES: ReadonlySet<EventKind> = new Set(["forwarded", "extension-granted", "extension-denied", "flash-reported", "paused", "resumed"]);

/**
 * One thing done in a case by a person.
 *
 * @returns the fact with everything it changes; `conflict` where the case does not stand so, `forbidden` where it is not for this party, `malformed` where the move lacks what it requires, or the case would hold more than a case can
 */
export function decide(incident: Incident, event: IncidentEvent, actor: Actor, present: ProcessEnv): Result<IncidentFact, Fault> {
  const { now } = present;
  if (incident.mergedInto !== undefined && event.is !== "flash-reported") return conflict(`it goes on in case ${incident.mergedInto}`);
  if (incident.givenTo !== undefined && event.is !== "flash-reported") return conflict(`room ${incident.givenTo} goes on with it`);
  if (event.is === "decided") return decideAgencies(incident, event, actor, present);
  const agencyId = agencyOf(event);
  const part = agencyId === undefined ? undefined : partOf(incident, agencyId);
  if (agencyId !== undefined && part === undefined) return conflict(`agency ${agencyId} has no open part in this case`);
  const timed = onPaper(event, part, { actor, env: present });
  if (!timed.ok) return timed;
  const env = timed.value;
  const allowed = mayHappen(incident, event, { actor, part, env });
  if (!allowed.ok) return allowed;
  const move = allowed.value;
  if (event.is === "ordered" && event.order.due !== undefined && event.order.due <= now) return fail({ code: "malformed", path: "order.due", detail: "lies in the past" });
  if (event.is === "ordered" && event.reason === undefined && differs(event.order, incident.decision)) return fail({ code: "malformed", path: "reason", detail: "other agencies were decided: why does the order name these?" });
  const step = move?.to ?? stepAfterForward(event, part, env) ?? incident.step;
  const order = event.is === "ordered" ? event.order : incident.order;
  const after: Incident = order === undefined ? incident : { ...incident, order };
  const work: ClockWork = { clocks: new Map(), dues: new Map(), gone: new Set() };
  const parts = partsAfter(incident, event, part, env);
  if (!parts.ok) return parts;
  const ended = endWhatEnds(after, event, { parts: parts.value, final: isFinal(step, env), work, env });
  if (!ended.ok) return ended;
  const opened = event.is === "paused" || event.is === "resumed" ? turnClock(incident, event, { work, env, by: actor.by }) : openWhatOpens(after, event, { parts: parts.value, work, env });
  if (!opened.ok) return opened;
  const owed = owedAfter(incident, event, env);
  if (!owed.ok) return owed;
  for (const key of work.dues.keys()) work.gone.delete(key);
  const round = event.is === "returned" || event.is === "reopened" ? { round: incident.round + 1 } : undefined;
  return fitting(incident, {
    kind: "incident:moved", at: now, incidentId: incident.id, event, by: actor.by, as: actor.as, ...(actor.second === undefined ? {} : { second: actor.second }),
    change: {
      ...(step === incident.step ? {} : { step }), ...round,
      ...(event.is === "ordered" ? { order: event.order } : {}),
      ...(isFinal(step, env) === isFinal(incident.step, env) ? {} : { closed: isFinal(step, env) }),
      parts: parts.value, clocks: [...work.clocks.values()], dues: [...work.dues.values()], gone: [...work.gone], owed: owed.value,
    },
  });
}

/** What the process knows it as: a paper is the receipt it stands for. */
const kindOf = ({ is }: IncidentEvent): EventKind => (is === "received-on-paper" ? "received" : is);

/** People write the minute: an order of 8:12:40 may be signed for at 8:12. ms */
const WRITTEN_TO = 60_000;

/** @returns what deciding stands on: for a paper the time it says, which lies after the order and not in the future */
function onPaper(event: IncidentEvent, part: Part | undefined, { actor, env }: { actor: Actor; env: ProcessEnv }): Result<ProcessEnv, Fault> {
  if (event.is !== "received-on-paper" || part === undefined) return ok(env);
  if (event.at > env.now) return fail({ code: "malformed", path: "at", detail: "lies in the future" });
  if (event.at <= part.orderedAt - WRITTEN_TO) return fail({ code: "malformed", path: "at", detail: "before the order was issued" });
  return ok({ ...env, now: Math.max(event.at, part.orderedAt), paper: { name: event.name, by: actor.by, typedAt: env.now } });
}

/** @returns the move the event makes, undefined where it leaves the case at its step */
function mayHappen(incident: Incident, event: IncidentEvent, { actor, part, env }: { actor: Actor; part: Part | undefined; env: ProcessEnv }): Result<Move | undefined, Fault> {
  const { template } = env;
  const is = kindOf(event);
  const moves = template.moves.filter(({ on }) => on === is);
  const leads = part === undefined || part.role === "lead";
  if (event.is === "forwarded" && leads && isAnswered(incident, env)) return conflict("the result waits to be checked: it is returned before it is forwarded");
  const move = leads ? moves.find(({ from }) => from.includes(incident.step)) : undefined;
  if (move === undefined) {
    const anyStep = ANY_STEP.has(is) || CENTRES.has(is) || event.is === "extension-asked" || (OWN_WORD.has(is) && (!leads || moves.length === 0));
    if (!anyStep || (isFinal(incident.step, env) && event.is !== "flash-reported")) return conflict(`${event.is} is not possible at step ${incident.step}`);
  }
  // A paper is the agency's word in the centre's hands.
  const forWhom: readonly Party[] = event.is === "received-on-paper" ? ["centre"] : (move?.by ?? (CENTRES.has(is) ? ["centre", "leadership"] : OWN_WORD.has(is) ? ["agency"] : ["agency", "centre"]));
  const mine: readonly Party[] = actor.as === "agency" ? (leads ? ["agency", "lead"] : ["agency"]) : [actor.as];
  if (!forWhom.some((party) => mine.includes(party))) return fail({ code: "forbidden", permission: event.is });
  const lacking = lacks(move, event, actor);
  return lacking === undefined ? ok(move) : fail({ code: "malformed", path: lacking, detail: `${move?.clause ?? ""} requires ${lacking}` });
}

/** What a move requires and the event has not; the event's own schema has seen to the rest. */
function lacks(move: Move | undefined, event: IncidentEvent, { by, second }: Actor): string | undefined {
  for (const need of move?.needs ?? []) {
    if (need === "evidence" && !("evidence" in event && event.evidence.length > 0)) return "evidence";
    if (need === "second-person" && (second === undefined || second === by)) return "second";
    if (need === "due" && (event.is === "ordered" ? event.order.due : event.is === "returned" ? event.due : 0) === undefined) return "due";
  }
  return undefined;
}

/** A leading agency that a case was forwarded to begins where any ordered agency does. */
function stepAfterForward(event: IncidentEvent, part: Part | undefined, { template }: ProcessEnv): string | undefined {
  return event.is === "forwarded" && part?.role === "lead" ? template.moves.find(({ on }) => on === "ordered")?.to : undefined;
}

function partsAfter(incident: Incident, event: IncidentEvent, part: Part | undefined, { now, paper }: ProcessEnv): Result<Part[], Fault> {
  if (event.is === "ordered") return orderParts(incident, event.order, now);
  if (event.is === "reopened") return ok(incident.parts.filter(({ leftAt }) => leftAt === undefined).map((one) => ({ ...one, leftAt: now })));
  if (part === undefined) return ok([]);
  const after = partAfter(part, event, now, paper);
  if (!after.ok) return after;
  if (event.is !== "forwarded") return ok([after.value]);
  if (event.to === event.agencyId || partOf(incident, event.to) !== undefined) return conflict(`agency ${event.to} is in this case already`);
  return ok([after.value, { agencyId: event.to, role: part.role, orderedAt: now }]);
}

interface Working {
  parts: readonly Part[];
  work: ClockWork;
  env: ProcessEnv;
}

/** Ends the clocks and loops whose goal this event is; then those of parts that left and of a case that is over. */
function endWhatEnds(incident: Incident, event: IncidentEvent, { parts, final, work, env }: Working & { final: boolean }): Result<undefined, Fault> {
  const { template } = env;
  const agencyId = agencyOf(event);
  const limits = new Map(template.limits.map((limit) => [limit.id, limit]));
  const mine = (of: Limit["of"], whose: string | undefined): boolean => agencyId === undefined || (of === "case" ? isLead(incident, agencyId) : whose === agencyId);
  endClocks(work, incident, (clock) => {
    const limit = limits.get(clock.limitId);
    return limit !== undefined && limit.until.includes(kindOf(event)) && mine(limit.of, clock.agencyId);
  }, "done", env);
  endLoops(work, incident, (loop, whose) => loop.until.includes(kindOf(event)) && mine(loop.of, whose), template);
  // Whoever is ordered again begins anew.
  const left = new Set(parts.filter((part) => part.leftAt !== undefined || event.is === "ordered").map((part) => part.agencyId));
  endClocks(work, incident, (clock) => final || (clock.agencyId !== undefined && left.has(clock.agencyId)), "void", env);
  endLoops(work, incident, (_loop, whose) => final || (whose !== undefined && left.has(whose)), template);
  return ok(undefined);
}

/** Opens the clocks and loops that begin with this event, and moves those that people move. */
function openWhatOpens(incident: Incident, event: IncidentEvent, { parts, work, env }: Working): Result<undefined, Fault> {
  const { template, now } = env;
  const begins: EventKind = event.is === "forwarded" ? "ordered" : kindOf(event);
  for (const limit of template.limits) {
    if (limit.from !== begins) continue;
    for (const agencyId of whose(limit.of, incident, event, { parts, now })) {
      const as = event.is === "forwarded" && limit.span === "order" ? takenOver(incident, limit, event, now) : undefined;
      if (as !== undefined && as.pauses === undefined && as.due <= now) return orderPast();
      const clock = openClock(work, limit, { incident, from: now, ...(agencyId === undefined ? {} : { agencyId }), as, env });
      if (!clock.ok) return clock;
    }
  }
  for (const loop of loopsOf(template)) {
    if (loop.from === begins) for (const agencyId of whose(loop.of, incident, event, { parts, now })) startLoop(work, loop, agencyId, now);
  }
  if (event.is === "returned" && event.due !== undefined) return handleAgain(incident, event.due, { work, env });
  if (event.is === "extension-granted") return extend(incident, event, { work, env });
  return event.is === "extension-asked" && extendable(incident, event.agencyId, env) === undefined ? conflict("no limit of this agency can be extended") : ok(undefined);
}

/** Whose clocks an event begins; undefined: the case's own. An agency's event is the case's only when the leading agency makes it. */
function whose(of: Limit["of"], incident: Incident, event: IncidentEvent, { parts, now }: { parts: readonly Part[]; now: number }): (AgencyId | undefined)[] {
  const agencyId = agencyOf(event);
  if (of === "case") return event.is === "forwarded" || (agencyId !== undefined && !isLead(incident, agencyId)) ? [] : [undefined];
  const ids = (some: readonly Part[]) => some.filter(({ role, leftAt }) => leftAt === undefined && (of === "agency" || role === "lead")).map((part) => part.agencyId);
  if (event.is === "ordered") return ids(parts);
  if (event.is === "forwarded") return ids(parts.filter((part) => part.agencyId === event.to && part.orderedAt === now));
  // What is returned is the leading agency's work.
  if (event.is === "returned") return ids(incident.parts.filter(({ role }) => role === "lead"));
  return ids(parts.filter((part) => part.agencyId === agencyId));
}

/** Who takes over an order takes over its deadline as it stands: moved by an extension, named when the result was returned, or standing still. */
function takenOver(incident: Incident, limit: Limit, event: Extract<IncidentEvent, { is: "forwarded" }>, now: number): Standing | undefined {
  if (event.due !== undefined) return { due: event.due };
  const clock = incident.clocks.findLast((one) => one.limitId === limit.id && one.agencyId === event.agencyId && one.outcome === "running");
  if (clock === undefined) return undefined;
  const pause = pauseOf(clock);
  const { due, provisional } = clock;
  return { due, ...(provisional === undefined ? {} : { provisional }), ...(pause === undefined ? {} : { pauses: [{ ...pause, from: now }] }) };
}

const isLead = (incident: Incident, agencyId: string): boolean => incident.parts.some((part) => part.agencyId === agencyId && part.role === "lead" && part.leftAt === undefined);

const extendable = (incident: Incident, agencyId: string, { template }: ProcessEnv) =>
  incident.clocks.findLast((clock) => clock.agencyId === agencyId && clock.outcome === "running" && template.limits.some((limit) => limit.id === clock.limitId && limit.extendable));

/** The result was not satisfactory: the leading agency's work gets a new clock, until the instant the centre names. */
function handleAgain(incident: Incident, due: number, { work, env }: Omit<Working, "parts">): Result<undefined, Fault> {
  const lead = incident.parts.find((part) => part.role === "lead" && part.leftAt === undefined);
  if (due <= env.now) return fail({ code: "malformed", path: "due", detail: "lies in the past" });
  for (const limit of env.template.limits) {
    // One that begins with the return has its own span.
    if (!limit.extendable || limit.from === "returned" || lead === undefined) continue;
    const clock = openClock(work, limit, { incident, from: env.now, agencyId: lead.agencyId, as: { due }, env });
    if (!clock.ok) return clock;
  }
  return ok(undefined);
}

/** More time: asked for before the limit passed, a miss in between is taken back; asked for after, the miss stands. */
function extend(incident: Incident, event: Extract<IncidentEvent, { is: "extension-granted" }>, { work, env }: Omit<Working, "parts">): Result<undefined, Fault> {
  const clock = extendable(incident, event.agencyId, env);
  const askedAt = partOf(incident, event.agencyId)?.extensionAskedAt ?? env.now;
  if (clock === undefined) return conflict("no limit of this agency can be extended");
  if (pauseOf(clock) !== undefined) return conflict("it stands still: it goes on before it is extended");
  if (event.due <= env.now || event.due <= clock.due) return fail({ code: "malformed", path: "due", detail: "must lie after now and after the present limit" });
  const { missedAt, lateBy, provisional: _reckoned, ...rest } = clock;
  // Nobody may have looked between the limit and the answer: the miss stands all the same.
  const moved = { ...rest, due: event.due, ...(askedAt > clock.due ? { missedAt: missedAt ?? env.now, lateBy: lateBy ?? env.now - clock.due } : {}) };
  work.clocks.set(clock.key, moved);
  for (const due of incident.dues) if (due.clockKey === clock.key) work.gone.add(due.key);
  const dues = duesOf(moved, env);
  if (!dues.ok) return dues;
  for (const due of dues.value) work.dues.set(due.key, due satisfies Due);
  return ok(undefined);
}
