import type { StudyStaff } from "#contract/study";
import type { SimulatedAlarm, SimulatedCase } from "#contract/study-result";
import { AccountId, type Instant } from "#contract/ids";
import { AgencyId, EvidenceId, IncidentId, type Incident, type IncidentEvent } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { templateKey, type EventKind, type Template } from "#contract/process";
import type { Scenario } from "#contract/scenario";
import { SimulatedSeconds } from "#contract/simulation";
import { timeOf } from "../calendar.ts";
import { agenciesFor, dueFor, overriding } from "../process/plan.ts";
import { decide } from "../process/decide.ts";
import { fire } from "../process/fire.ts";
import { openIncident } from "../process/open.ts";
import type { RoomState } from "../state.ts";

export type Handling = Pick<RoomState, "scenarios" | "templates" | "calendars" | "agencies" | "things" | "datastreams">;

/** Cases one simulated course opens at most, and steps one case takes. */
const [MOST_CASES, MOST_STEPS] = [300, 100];
/** What the centre does next, in the order in which it would; and what the agency that leads does. */
const CENTRE: readonly EventKind[] = ["verified", "proposed", "ordered", "confirmed"];
type AgencyDeed = "received" | "accepted" | "deployed" | "answered";
/** An agency says so long before its order falls due that it is done, ms. */
const BEFORE_DUE = 120_000;
/** Nobody: a course has no people of its own. */
const NOBODY = AccountId.parse("gia-dinh");
const SECOND = AccountId.parse("gia-dinh-2");
/** Where the scenario's fields have no agency. */
const NONE = AgencyId.parse("gia-dinh");
const EVIDENCE = [EvidenceId.parse("gia-dinh")];
const PRIORITIES = ["emergency", "high", "medium", "low"];

/**
 * The cases that simulated alarms would open, taken through the room's own processes by as many hands as a study reckons with:
 * each desk works on one step of one case at a time, the gravest first, the oldest of equal ones; agencies acknowledge, have
 * forces there and answer just before the order falls due. What no desk came to in time is missed, as the interpreter says.
 *
 * Cases here are of the kind of an exercise and never leave this function: what comes out is `SimulatedCase` (invariant 6).
 *
 * @param base instant that stands for the study's start: working hours are counted from it
 */
export function courseOf(alarms: readonly SimulatedAlarm[], { state, staff, base, duration }: { state: Handling; staff: StudyStaff; base: Instant; duration: number }): SimulatedCase[] {
  const cases = openings(alarms, { state, base, staff });
  const end = base + duration * 1000;
  const desks = Array.from({ length: staff.desks }, () => base);
  const step = staff.stepMinutes * 60_000;
  const open = [...cases];
  while (open.length > 0) {
    desks.sort((a, b) => a - b);
    const first = open.filter((one) => !one.centre()).sort((a, b) => a.readyAt - b.readyAt)[0];
    const now = Math.max(desks[0]!, Math.min(...open.filter((one) => one.centre()).map(({ readyAt }) => readyAt)));
    const next = first !== undefined && first.readyAt <= now ? first : open.filter((one) => one.centre() && one.readyAt <= now).sort((a, b) => a.grave - b.grave || a.openedAt - b.openedAt)[0];
    if (next === undefined) break;
    const mine = next.centre();
    // The agency's own time occupies no desk.
    const done = mine ? now + step : next.readyAt;
    if (mine) desks[0] = done;
    if (done >= end || !next.advance(done)) open.splice(open.indexOf(next), 1);
  }
  return cases.map((one) => one.told(end));
}

interface Open {
  grave: number;
  openedAt: Instant;
  /** When somebody may do the next step. */
  readyAt: Instant;
  /** The next step is the centre's. */
  centre(): boolean;
  /** @returns false: nothing more is done in it */
  advance(now: Instant): boolean;
  told(end: Instant): SimulatedCase;
}

/** One case for each scenario and place; the room's alarms of the same open no second one. */
function openings(alarms: readonly SimulatedAlarm[], { state, base, staff }: { state: Handling; base: Instant; staff: StudyStaff }): Open[] {
  const seen = new Set<string>();
  const cases: Open[] = [];
  for (const alarm of alarms) {
    const scenario = scenarioOf(alarm, state);
    if (scenario === undefined || seen.has(`${scenario.id} ${alarm.thingId}`) || cases.length >= MOST_CASES) continue;
    const one = caseOf(alarm, scenario, { state, base, staff, n: cases.length });
    seen.add(`${scenario.id} ${alarm.thingId}`);
    if (one !== undefined) cases.push(one);
  }
  return cases;
}

/** The scenario made for such an alarm (as process/plan has it, which takes no simulated one). */
function scenarioOf(alarm: SimulatedAlarm, { scenarios, things, datastreams }: Handling): Scenario | undefined {
  const properties = new Set([...datastreams.values()].filter(({ thingId }) => thingId === alarm.thingId).map(({ observedPropertyId }) => observedPropertyId));
  let best: { scenario: Scenario; fits: number } | undefined;
  for (const scenario of scenarios.values()) {
    const { observedPropertyIds, thingKinds, ruleIds, priorities } = scenario.match;
    const tests = [observedPropertyIds?.some((id) => properties.has(id)), thingKinds?.includes(things.get(alarm.thingId)?.kind ?? ""), ruleIds?.includes(alarm.ruleId), ruleIds?.includes(alarm.ruleId), priorities?.includes(alarm.priority)].filter((test) => test !== undefined);
    const fits = tests.includes(false) ? 0 : tests.length;
    if (fits > 0 && (best === undefined || fits > best.fits || (fits === best.fits && scenario.id < best.scenario.id))) best = { scenario, fits };
  }
  return best?.scenario;
}

function newest(templates: Handling["templates"]): Template[] {
  const byId = new Map<string, Template>();
  for (const template of templates.values()) if ((byId.get(template.id)?.version ?? 0) < template.version) byId.set(template.id, template);
  return [...byId.values()];
}

function caseOf(alarm: SimulatedAlarm, scenario: Scenario, { state, base, staff, n }: { state: Handling; base: Instant; staff: StudyStaff; n: number }): Open | undefined {
  const own = newest(state.templates);
  const template = overriding(scenario, own) ?? own.find(({ id }) => id === scenario.templateId);
  const known = template === undefined ? undefined : (state.templates.get(templateKey(template.id, template.version)) ?? template);
  if (known === undefined) return undefined;
  const area = state.things.get(alarm.thingId)?.area;
  const openedAt = base + Math.round(alarm.t * 1000);
  const env = (now: Instant): Parameters<typeof openIncident>[1] => ({ template: known, now, time: (id) => timeOf(id, state.calendars) });
  const opened = openIncident({ id: IncidentId.parse(`sim-${n}`), drill: true, urgency: scenario.urgency, title: scenario.title.replaceAll("{place}", alarm.place).replaceAll("{thing}", alarm.place).slice(0, 400), alarmIds: [], scenarioId: scenario.id, appearedAt: openedAt, ...(area !== undefined && { areaId: area }) }, env(openedAt));
  if (!opened.ok) return undefined;
  const begun = foldIncident(undefined, opened.value);
  if (begun === undefined) return undefined;
  let incident: Incident = begun;
  let steps = 0;
  const agenda: { at: Instant; is: AgencyDeed; agencyId: AgencyId }[] = [];
  const move = (): EventKind | undefined => CENTRE.find((kind) => known.moves.some(({ on, from }) => on === kind && from.includes(incident.step)));
  const pass = (now: Instant): void => { for (const fact of fire(incident, now)) incident = foldIncident(incident, fact) ?? incident; };
  const self: Open = {
    grave: PRIORITIES.indexOf(alarm.priority), openedAt, readyAt: openedAt,
    centre: () => agenda.length === 0,
    advance(now) {
      pass(now);
      if (incident.closedAt !== undefined || steps++ >= MOST_STEPS) return false;
      const deed = agenda.shift();
      if (deed !== undefined) {
        // A process that knows no such step goes on without it.
        const done = decide(incident, deedOf(deed), { by: NOBODY, as: "agency" }, env(now));
        if (done.ok) incident = foldIncident(incident, done.value) ?? incident;
        self.readyAt = agenda[0]?.at ?? now;
        return true;
      }
      const is = move();
      const event = is === undefined ? undefined : eventOf(is, scenario, { state, now, incident });
      if (event === undefined) return false;
      // Some steps are the leadership's alone: it takes as long as the centre does.
      const own = decide(incident, event, { by: NOBODY, as: "centre", second: SECOND }, env(now));
      const made = own.ok ? own : decide(incident, event, { by: NOBODY, as: "leadership", second: SECOND }, env(now));
      if (!made.ok) return false;
      incident = foldIncident(incident, made.value) ?? incident;
      if (event.is === "ordered") agenda.push(...agendaOf(incident, now, staff));
      self.readyAt = agenda[0]?.at ?? now;
      return true;
    },
    told(end) {
      pass(end);
      const clocks = incident.clocks.filter(({ outcome }) => outcome !== "void");
      return {
        simulated: true, scenarioId: scenario.id, title: incident.title, place: alarm.place, t: alarm.t, deadlines: clocks.length,
        missed: clocks.filter(({ missedAt, outcome }) => missedAt !== undefined || outcome === "missed").map(({ key, clause, due }) => ({ key, clause, dueAt: SimulatedSeconds.parse(Math.max(0, (due - base) / 1000)) })).slice(0, 100),
      };
    },
  };
  return self;
}

/** What the agencies of an order will do, and when; who leads answers last. */
function agendaOf({ order, parts }: Incident, now: Instant, { receiveMinutes, deployMinutes }: StudyStaff): { at: Instant; is: AgencyDeed; agencyId: AgencyId }[] {
  const there = parts.filter(({ leftAt }) => leftAt === undefined);
  const due = order?.due ?? now + 120 * 60_000;
  const deployed = now + deployMinutes * 60_000;
  const done = Math.max(deployed + 60_000, due - BEFORE_DUE);
  return there.flatMap(({ agencyId, role }) => [
    { at: now + receiveMinutes * 60_000, is: "received" as const, agencyId }, { at: now + receiveMinutes * 60_000, is: "accepted" as const, agencyId },
    { at: deployed, is: "deployed" as const, agencyId }, { at: done + (role === "lead" ? 1 : 0), is: "answered" as const, agencyId },
  ]).sort((a, b) => a.at - b.at);
}

function deedOf({ is, agencyId }: { is: AgencyDeed; agencyId: AgencyId }): IncidentEvent {
  switch (is) {
    case "received": case "accepted": return { is, agencyId };
    case "deployed": return { is, agencyId, forces: "giả định" };
    case "answered": return { is, agencyId, result: "giả định", evidence: EVIDENCE };
  }
}

/** What the centre does; the words are of no case that anybody reads. */
function eventOf(kind: EventKind, scenario: Scenario, { state, now, incident }: { state: Handling; now: Instant; incident: Incident }): IncidentEvent | undefined {
  switch (kind) {
    case "verified": return { is: "verified" };
    case "proposed": return { is: "proposed", plan: scenario.required };
    case "ordered": {
      const agencies = agenciesFor(scenario, incident.areaId, state.agencies);
      const due = dueFor(scenario, now, undefined) ?? now + 120 * 60_000;
      return { is: "ordered", order: { happened: scenario.happened, where: scenario.where, required: scenario.required, lead: agencies.lead ?? NONE, support: agencies.lead === undefined ? [] : agencies.support, due } };
    }
    case "confirmed": return { is: "confirmed", check: "giả định" };
    default: return undefined;
  }
}
