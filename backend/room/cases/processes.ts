import type { Calendar } from "#contract/calendar";
import type { NewFact } from "#contract/fact";
import type { Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { issuedId } from "#contract/issued";
import { templateKey, type Template } from "#contract/process";
import { faultsOf } from "#contract/process-check";
import { timeOf, type WorkingTime } from "../../core/calendar.ts";
import type { ProcessEnv } from "../../core/process/clocks.ts";
import type { RoomState } from "../../core/state.ts";
import { CALENDARS, TEMPLATES } from "../../law/index.ts";
import { WORKING_TIME } from "../../law/vietnam-calendar.ts";
import { contentSum } from "../issued/content-sum.ts";

/** What processes and their times are read from. */
type Books = Pick<RoomState, "templates" | "calendars">;

const LAWS: ReadonlySet<string> = new Set(TEMPLATES.map(({ id }) => id));
/** A process the law sets: nobody changes it. */
export const isLaws = (id: string): boolean => LAWS.has(id);

/** Time in which authorities work. */
export const workingHours = ({ calendars }: Pick<Books, "calendars">): WorkingTime | undefined => timeOf(WORKING_TIME, calendars);
/** ms that local time is ahead of UTC where the calendar holds. */
export const localOffset = ({ calendars }: Pick<Books, "calendars">): number => (calendars.get(WORKING_TIME)?.offset ?? 0) * 60_000;

/**
 * The calendars and processes this program brings that the room has not yet. A calendar: where there is none, or an older
 * edition of the program's that people left as it was. A process: this version of it; older ones stay, cases that run on them
 * go on. Where the centre's version of a process is in force the program adds none: the centre's and its own share one line of
 * numbers, and neither may stand before the other unseen (`withheld`).
 *
 * @param templates absent: the law's
 * @throws Error on a process that is not sound: the programmer's bug, found by the tests of the law first
 */
export function processFacts(state: Books & Pick<RoomState, "issued">, at: Instant, templates: readonly Template[] = TEMPLATES, shipped: readonly Calendar[] = CALENDARS): NewFact[] {
  const calendars = shipped.flatMap((calendar): NewFact[] => {
    const held = state.calendars.get(calendar.id);
    // One without an edition is people's own: it knows what was announced here, and no program overwrites it.
    if (held !== undefined && (held.edition === undefined || held.edition >= (calendar.edition ?? 1))) return [];
    return [{ kind: "calendar:saved", at, calendar: { ...calendar, version: (held?.version ?? 0) + 1 } }];
  });
  for (const template of templates) {
    const faults = faultsOf(template, new Set([...state.calendars.keys(), ...shipped.map(({ id }) => id)]));
    if (faults.length > 0) throw new Error(`process ${template.id}: ${faults.map(({ at, code, what }) => `${at} ${code} ${what}`).join("; ")}`);
  }
  return [...calendars, ...templates.filter(({ id, version }) => !isCentres(state, id) && !state.templates.has(templateKey(id, version))).map((template): NewFact => ({ kind: "process:saved", template, at }))];
}

/** The centre put a version of the process in force here. */
const isCentres = ({ issued }: Pick<RoomState, "issued">, id: string): boolean => issued.get(issuedId("process", id))?.inForce !== undefined;

/** Processes of this program that are not in force because the centre's are, and say something else than those: the centre has to issue them. */
export function withheld({ issued }: Pick<RoomState, "issued">, templates: readonly Template[] = TEMPLATES): Template[] {
  return templates.filter((template) => isCentres({ issued }, template.id) && issued.get(issuedId("process", template.id))?.inForce?.sum !== contentSum(template));
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

export const envOf = (template: Template, now: Instant, { calendars }: Pick<Books, "calendars">): ProcessEnv => ({ template, now, time: (id) => timeOf(id, calendars) });
