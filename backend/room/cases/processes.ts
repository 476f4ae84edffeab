import type { NewFact } from "#contract/fact";
import type { Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { templateKey, type Template } from "#contract/process";
import { timeOf, type WorkingTime } from "../../core/calendar.ts";
import { faultsOf } from "../../core/process/validate.ts";
import type { ProcessEnv } from "../../core/process/clocks.ts";
import type { RoomState } from "../../core/state.ts";
import { CALENDARS, TEMPLATES } from "../../law/index.ts";
import { WORKING_TIME } from "../../law/vietnam-calendar.ts";

const CALENDAR_BY_ID = new Map(CALENDARS.map((calendar) => [calendar.id, calendar]));
const times = new Map<string, WorkingTime | undefined>();

/** Working time by calendar id. Built once a calendar: the list is fixed. */
export function time(calendarId: string): WorkingTime | undefined {
  if (!times.has(calendarId) && times.size < 1000) times.set(calendarId, timeOf(calendarId, CALENDAR_BY_ID));
  return times.get(calendarId);
}

/** Time in which authorities work. */
export const workingHours = (): WorkingTime | undefined => time(WORKING_TIME);
/** ms that local time is ahead of UTC where the calendar holds. */
export const localOffset = (): number => (CALENDAR_BY_ID.get(WORKING_TIME)?.offset ?? 0) * 60_000;

/**
 * The processes this program brings that the room has not in this version yet. Older versions stay: cases that run on them go on.
 * @param templates absent: the law's
 * @throws Error on a process that is not sound: the programmer's bug, found by the tests of the law first
 */
export function processFacts(state: Pick<RoomState, "templates">, at: Instant, templates: readonly Template[] = TEMPLATES): NewFact[] {
  for (const template of templates) {
    const faults = faultsOf(template, new Set(CALENDAR_BY_ID.keys()));
    if (faults.length > 0) throw new Error(`process ${template.id}: ${faults.join("; ")}`);
  }
  return templates.filter(({ id, version }) => !state.templates.has(templateKey(id, version))).map((template) => ({ kind: "process:saved", template, at }));
}

/** The version that cases begin with now. */
export function newestTemplate(state: Pick<RoomState, "templates">, id: string): Template | undefined {
  let newest: Template | undefined;
  for (const template of state.templates.values()) if (template.id === id && template.version > (newest?.version ?? 0)) newest = template;
  return newest;
}

/** The newest version of each process, in the order they came. */
export function currentTemplates(state: Pick<RoomState, "templates">): Template[] {
  const ids = new Set([...state.templates.values()].map(({ id }) => id));
  return [...ids].flatMap((id) => newestTemplate(state, id) ?? []);
}

/** The version a case runs on. */
export function templateOf(state: Pick<RoomState, "templates">, { templateId, templateVersion }: Pick<Incident, "templateId" | "templateVersion">): Template | undefined {
  return state.templates.get(templateKey(templateId, templateVersion));
}

export const envOf = (template: Template, now: Instant): ProcessEnv => ({ template, now, time });
