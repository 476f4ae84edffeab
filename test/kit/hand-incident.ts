import type { AgencyId, Clock, Incident, IncidentEvent, IncidentFact } from "#contract/incident";
import { AgencyId as Agency, EvidenceId, IncidentId } from "#contract/incident";
import { AccountId, AlarmId } from "#contract/ids";
import type { Template } from "#contract/process";
import type { Fault } from "#contract/fault";
import type { Result } from "#contract/result";
import { timeOf } from "../../backend/core/calendar.ts";
import type { ProcessEnv } from "../../backend/core/process/clocks.ts";
import { decide, type Actor } from "../../backend/core/process/decide.ts";
import { fire } from "../../backend/core/process/fire.ts";
import { foldIncident } from "#contract/incident-fold";
import { openIncident } from "../../backend/core/process/open.ts";
import { CALENDARS } from "../../backend/law/index.ts";

export const MINUTE = 60_000, HOUR = 60 * MINUTE;
/** A Monday, 08:00 in Việt Nam. */
export const MONDAY = Date.UTC(2026, 10, 23, 1, 0);
export const [POLICE, HEALTH, POWER] = ["cong-an", "y-te", "dien-luc"].map((id) => Agency.parse(id)) as [AgencyId, AgencyId, AgencyId];
const CALENDAR_BY_ID = new Map(CALENDARS.map((calendar) => [calendar.id, calendar]));

/** A case moved by hand: each deed at its instant, time fired on the way, every fact kept. */
export interface HandIncident {
  incident(): Incident;
  facts: IncidentFact[];
  /** Lets time pass to this instant and does what has become due, once, as after a standstill. */
  at(now: number): IncidentFact[];
  /** Lets time pass and nothing be done: the timer is late. */
  pass(now: number): void;
  centre(event: IncidentEvent, more?: Partial<Actor>): Result<IncidentFact, Fault>;
  agency(event: IncidentEvent): Result<IncidentFact, Fault>;
  leader(event: IncidentEvent): Result<IncidentFact, Fault>;
  clock(limitId: string, agencyId?: AgencyId): Clock | undefined;
  /** Takes a fact that was decided of it among other cases. */
  take(fact: IncidentFact): void;
  env(): ProcessEnv;
}

export function handIncident(template: Template, { appearedAt = MONDAY, urgency = "emergency" as Incident["urgency"], id = "i1", alarmIds = ["a1"], drill = false } = {}): HandIncident {
  let now = appearedAt;
  const env = (): ProcessEnv => ({ template, now, time: (id) => timeOf(id, CALENDAR_BY_ID) });
  const facts: IncidentFact[] = [];
  let incident: Incident | undefined;
  const take = (fact: IncidentFact): void => {
    facts.push(fact);
    incident = foldIncident(incident, fact);
  };
  const opened = openIncident({ id: IncidentId.parse(id), drill, urgency, title: "Ngập Đập Đá", alarmIds: alarmIds.map((one) => AlarmId.parse(one)), appearedAt }, env());
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  take(opened.value);
  const present = (): Incident => {
    if (incident === undefined) throw new Error("no case");
    return incident;
  };
  const does = (event: IncidentEvent, actor: Actor): Result<IncidentFact, Fault> => {
    const done = decide(present(), event, actor, env());
    if (done.ok) take(done.value);
    return done;
  };
  const by = AccountId.parse("someone");
  return {
    incident: present,
    facts,
    at(instant) {
      now = instant;
      const fired = fire(present(), now);
      fired.forEach(take);
      return fired;
    },
    pass(instant) {
      now = instant;
    },
    centre: (event, more) => does(event, { by, as: "centre", ...more }),
    agency: (event) => does(event, { by, as: "agency" }),
    leader: (event) => does(event, { by, as: "leadership" }),
    clock: (limitId, agencyId) => present().clocks.findLast((clock) => clock.limitId === limitId && clock.agencyId === agencyId),
    take,
    env,
  };
}

export const ordered = (more: Partial<Extract<IncidentEvent, { is: "ordered" }>["order"]> = {}): IncidentEvent => ({ is: "ordered", order: { happened: "Nước ngập 45 cm", where: "Đập Đá", required: "Chặn đường, bơm nước", lead: POLICE, support: [], ...more } });
export const answered = (agencyId: AgencyId = POLICE, photos = 1): IncidentEvent => ({ is: "answered", agencyId, result: "Đã xong", evidence: Array.from({ length: photos }, (_, i) => EvidenceId.parse(`photo-${i}`)) });
export const confirmed: IncidentEvent = { is: "confirmed", check: "Trạm đo 12 cm, camera 3 thông" };
