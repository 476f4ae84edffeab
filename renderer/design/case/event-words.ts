import type { Looked } from "#contract/filmed";
import type { IncidentDeed } from "#contract/incident";
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
  /** A case's title, in quotes. */
  incident: (id: string) => string;
  person: (id: string) => string;
  /** A limit of the case's process. */
  limit: (id: string) => string;
}

/** One thing done in a case, in one sentence. Switches over every event: a new one does not compile without its words. */
export function eventWords(event: IncidentDeed, language: Language, { agency, flash, incident, person, limit }: CaseNaming): string {
  const word = (key: keyof (typeof caseTexts)["vi"], values: Record<string, string | number> = {}): string => fill(caseTexts[language][key], values);
  const say = (values: Record<string, string | number> = {}): string => word(`said.${event.is}`, values);
  const time = (at: number): string => formatTime(at, "short", language);
  const due = (at: number | undefined): string => (at === undefined ? "" : word("dueAt", { at: time(at) }));
  const more = (text: string | undefined): string => (text === undefined ? "" : `: ${text}`);
  const listed = (key: "withSupport" | "joinedBy", ids: readonly string[]): string => (ids.length === 0 ? "" : word(key, { who: ids.map(agency).join(", ") }));
  const looked = (cameras: readonly Looked[] | undefined): string => (cameras === undefined || cameras.length === 0 ? "" : word("lookedAt", { cameras: cameras.map(({ cameraId, name = cameraId, at }) => `${name} ${formatTime(at, "time", language)}`).join(", ") }));
  switch (event.is) {
    case "verified": return say({ more: more(event.note) }) + looked(event.looked);
    case "dismissed": return say({ reason: event.reason }) + looked(event.looked);
    case "reopened": return say({ reason: event.reason });
    case "proposed": return say({ plan: event.plan });
    case "ordered": return say({ who: [event.order.lead, ...event.order.support].map(agency).join(", "), required: unstopped(event.order.required), due: due(event.order.due), otherwise: event.reason === undefined ? "" : word("otherwise", { reason: event.reason }) });
    case "received":
    case "accepted": return say({ who: agency(event.agencyId) });
    case "received-on-paper": return say({ who: agency(event.agencyId), at: time(event.at), name: event.name });
    case "refused":
    case "extension-denied": return say({ who: agency(event.agencyId), reason: event.reason });
    case "forwarded": return say({ who: agency(event.agencyId), to: agency(event.to), reason: event.reason, due: due(event.due) });
    case "deployed": return say({ who: agency(event.agencyId), text: event.forces });
    case "progress":
    case "beyond-scenario": return say({ who: agency(event.agencyId), text: event.note });
    case "extension-asked": return say({ who: agency(event.agencyId), due: time(event.expectedEnd), state: event.state, obstacles: event.obstacles });
    case "extension-granted": return say({ who: agency(event.agencyId), due: time(event.due), more: more(event.reason) });
    case "answered": return say({ who: agency(event.agencyId), text: event.result, n: event.evidence.length });
    case "returned": return say({ reason: event.reason, due: due(event.due) });
    case "confirmed": return say({ text: event.check }) + looked(event.looked);
    case "paused": return say({ what: limit(event.limitId), reason: event.reason });
    case "resumed": return say({ what: limit(event.limitId), more: more(event.reason) });
    case "flash-reported": return say({ what: flash(event.flashId), text: event.note });
    case "decided": return say({ who: agency(event.lead), support: listed("withSupport", event.support), reason: event.reason, due: due(event.due) });
    case "merged": return say({ what: incident(event.into), reason: event.reason });
    case "took-in": return say({ what: incident(event.from), joined: listed("joinedBy", event.joined), reason: event.reason });
    case "split": return say({ what: incident(event.to), n: event.alarmIds.length, reason: event.reason });
    case "linked": return event.parentId === null ? word("said.unlinked", { reason: event.reason }) : say({ what: incident(event.parentId), reason: event.reason });
    case "child-linked": return word(event.on ? "said.child-linked" : "said.child-unlinked", { what: incident(event.childId), reason: event.reason });
    case "given": return say({ to: event.to, reason: event.reason });
    case "assigned": return say({ to: person(event.to), from: event.from === undefined ? "" : word("wasWith", { who: person(event.from) }), reason: event.reason });
  }
}

/** What a person does, on a button. */
export function deedWords(is: EventKind, language: Language): string {
  return caseTexts[language][`do.${is}`];
}

/** Without its full stop: the sentence goes on. */
function unstopped(text: string): string {
  return text.replace(/[.;,\s]+$/, "");
}
