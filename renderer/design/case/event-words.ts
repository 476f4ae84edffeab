import type { IncidentEvent } from "#contract/incident";
import type { EventKind } from "#contract/process";
import { formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { caseTexts } from "./texts.ts";

/** What things of a case are called. */
export interface CaseNaming {
  agency: (id: string) => string;
  /** A flash report of the case's process. */
  flash: (id: string) => string;
}

/** One thing done in a case, in one sentence. Switches over every event: a new one does not compile without its words. */
export function eventWords(event: IncidentEvent, language: Language, { agency, flash }: CaseNaming): string {
  const word = (key: keyof (typeof caseTexts)["vi"], values: Record<string, string | number> = {}): string => fill(caseTexts[language][key], values);
  const say = (values: Record<string, string | number> = {}): string => word(`said.${event.is}`, values);
  const time = (at: number): string => formatTime(at, "short", language);
  const due = (at: number | undefined): string => (at === undefined ? "" : word("dueAt", { at: time(at) }));
  const more = (text: string | undefined): string => (text === undefined ? "" : `: ${text}`);
  switch (event.is) {
    case "verified": return say({ more: more(event.note) });
    case "dismissed":
    case "reopened": return say({ reason: event.reason });
    case "proposed": return say({ plan: event.plan });
    case "ordered": return say({ who: [event.order.lead, ...event.order.support].map(agency).join(", "), required: event.order.required, due: due(event.order.due) });
    case "received":
    case "accepted": return say({ who: agency(event.agencyId) });
    case "refused":
    case "extension-denied": return say({ who: agency(event.agencyId), reason: event.reason });
    case "forwarded": return say({ who: agency(event.agencyId), to: agency(event.to), reason: event.reason });
    case "deployed": return say({ who: agency(event.agencyId), text: event.forces });
    case "progress":
    case "beyond-scenario": return say({ who: agency(event.agencyId), text: event.note });
    case "extension-asked": return say({ who: agency(event.agencyId), due: time(event.expectedEnd), state: event.state, obstacles: event.obstacles });
    case "extension-granted": return say({ who: agency(event.agencyId), due: time(event.due), more: more(event.reason) });
    case "answered": return say({ who: agency(event.agencyId), text: event.result, n: event.evidence.length });
    case "returned": return say({ reason: event.reason, due: due(event.due) });
    case "confirmed": return say({ text: event.check });
    case "flash-reported": return say({ what: flash(event.flashId), text: event.note });
  }
}

/** What a person does, on a button. */
export function deedWords(is: EventKind, language: Language): string {
  return caseTexts[language][`do.${is}`];
}
