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
import { decide, type Actor } from "../process/decide.ts";
import { fire } from "../process/fire.ts";
import { openIncident } from "../process/open.ts";
import type { RoomState } from "../state.ts";

export type Handling = Pick<RoomState, "scenarios" | "templates" | "calendars" | "agencies" | "things" | "datastreams">;

/** Cases one simulated course opens at most, and steps one case takes. */
const [MOST_CASES, MOST_STEPS] = [300, 30];
/** What the centre does next, in the order in which it would; and what the agency that leads does. */
const CENTRE: readonly EventKind[] = ["verified", "proposed", "ordered", "confirmed"];
const AGENCY: readonly EventKind[] = ["received", "accepted", "deployed", "answered"];
/** Nobody: a course has no people of its own. */
const NOBODY = AccountId.parse("gia-dinh");
const EVIDENCE = [EvidenceId.parse("gia-dinh")];
const PRIORITIES = ["emergency", "high", "medium", "low"];

/**
 * The cases that simulated alarms would open, taken through the room's own processes by as many hands as a study reckons with:
 * each desk works on one step of one case at a time, the gravest first, the oldest of equal ones; an agency acknowledges after
 * one step's time and answers when its order falls due. What no desk came to in time is missed, as the interpreter says.
 *
 * Cases here are of the kind of an exercise and never leave this function: what comes out is `SimulatedCase` (invariant 6).
 *
 * @param base instant that stands for the study's start: working hours are counted from it
 */
export function courseOf(alarms: readonly SimulatedAlarm[], { state, staff, base, duration }: { state: Handling; staff: StudyStaff; base: Instant; duration: number }): SimulatedCase[] {
  const cases = openings(alarms, state, base);
  const end = base + duration * 1000;
  const desks = Array.from({ length: staff.desks }, () => base);
  const step = staff.stepMinutes * 60_000;
  const open = [...cases];
  while (open.length > 0) {
    desks.sort((a, b) => a - b);
    const now = Math.max(desks[0]!, Math.min(...open.map(({ readyAt }) => readyAt)));
    if (now >= end) break;
    const next = open.filter(({ readyAt }) => readyAt <= now).sort((a, b) => a.grave - b.grave || a.openedAt - b.openedAt)[0]!;
    const mine = next.centre();
    // The agency's own time occupies no desk.
    const done = (mine ? now : next.readyAt) + step;
    if (mine) desks[0] = done;
    if (!next.advance(Math.min(done, end), mine)) open.splice(open.indexOf(next), 1);
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
  advance(now: Instant, mine: boolean): boolean;
  told(end: Instant): SimulatedCase;
}

/** One case for each scenario and place; the room's alarms of the same open no second one. */
function openings(alarms: readonly SimulatedAlarm[], state: Handling, base: Instant): Open[] {
  const seen = new Set<string>();
  const cases: Open[] = [];
  for (const alarm of alarms) {
    const scenario = scenarioOf(alarm, state);
    if (scenario === undefined || seen.has(`${scenario.id} ${alarm.thingId}`) || cases.length >= MOST_CASES) continue;
    const one = caseOf(alarm, scenario, { state, base, n: cases.length });
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

function caseOf(alarm: SimulatedAlarm, scenario: Scenario, { state, base, n }: { state: Handling; base: Instant; n: number }): Open | undefined {
  const own = newest(state.templates);
  const template = overriding(scenario, own) ?? own.find(({ id }) => id === scenario.templateId);
  const known = template === undefined ? undefined : (state.templates.get(templateKey(template.id, template.version)) ?? template);
  if (known === undefined) return undefined;
  const openedAt = base + Math.round(alarm.t * 1000);
  const env = (now: Instant): Parameters<typeof openIncident>[1] => ({ template: known, now, time: (id) => timeOf(id, state.calendars) });
  const opened = openIncident({ id: IncidentId.parse(`sim-${n}`), drill: true, urgency: scenario.urgency, title: scenario.title.replaceAll("{place}", alarm.place).replaceAll("{thing}", alarm.place).slice(0, 400), alarmIds: [], scenarioId: scenario.id, appearedAt: openedAt }, env(openedAt));
  if (!opened.ok) return undefined;
  const begun = foldIncident(undefined, opened.value);
  if (begun === undefined) return undefined;
  let incident: Incident = begun;
  let steps = 0;
  const moves = (): { on: EventKind; mine: boolean } | undefined => {
    const from = known.moves.filter((move) => move.from.includes(incident.step));
    const mine = CENTRE.find((kind) => from.some(({ on }) => on === kind));
    const theirs = AGENCY.find((kind) => from.some(({ on }) => on === kind));
    return mine !== undefined ? { on: mine, mine: true } : theirs !== undefined ? { on: theirs, mine: false } : undefined;
  };
  const pass = (now: Instant): void => { for (const fact of fire(incident, now)) incident = foldIncident(incident, fact) ?? incident; };
  const self: Open = {
    grave: PRIORITIES.indexOf(alarm.priority), openedAt, readyAt: openedAt,
    centre: () => moves()?.mine ?? false,
    advance(now) {
      pass(now);
      const move = moves();
      if (move === undefined || incident.closedAt !== undefined || steps++ >= MOST_STEPS) return false;
      const event = eventOf(move.on, scenario, { state, now, incident });
      const actor: Actor = { by: NOBODY, as: move.mine ? "centre" : "agency", second: AccountId.parse("gia-dinh-2") };
      if (event === undefined) return false;
      // Only leaders may do some steps: they are asked, and take a step's time as the centre does.
      const done = decide(incident, event, actor, env(now));
      const made = done.ok ? done : decide(incident, event, { ...actor, as: "leadership" }, env(now));
      if (!made.ok) return false;
      incident = foldIncident(incident, made.value) ?? incident;
      const lead = incident.parts.find(({ role, leftAt }) => role === "lead" && leftAt === undefined);
      // An agency works until its order falls due, and says then that it is done.
      const next = moves();
      self.readyAt = next?.on === "answered" && incident.order?.due !== undefined && lead !== undefined ? Math.max(now, incident.order.due - 120_000) : now;
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

function eventOf(kind: EventKind, scenario: Scenario, { state, now, incident }: { state: Handling; now: Instant; incident: Incident }): IncidentEvent | undefined {
  const lead = incident.parts.find(({ role, leftAt }) => role === "lead" && leftAt === undefined)?.agencyId;
  switch (kind) {
    case "verified": return { is: "verified" };
    case "proposed": return { is: "proposed", plan: scenario.required };
    case "ordered": {
      const agencies = agenciesFor(scenario, incident.areaId, state.agencies);
      const due = dueFor(scenario, now, undefined) ?? now + 120 * 60_000;
      return { is: "ordered", order: { happened: scenario.happened, where: scenario.where, required: scenario.required, lead: agencies.lead ?? AgencyId.parse("gia-dinh"), support: agencies.lead === undefined ? [] : agencies.support, due } };
    }
    case "confirmed": return { is: "confirmed", check: "giả định" };
    case "received": case "accepted": return lead === undefined ? undefined : { is: kind, agencyId: lead };
    case "deployed": return lead === undefined ? undefined : { is: "deployed", agencyId: lead, forces: "giả định" };
    case "answered": return lead === undefined ? undefined : { is: "answered", agencyId: lead, result: "giả định", evidence: EVIDENCE };
    default: return undefined;
  }
}
