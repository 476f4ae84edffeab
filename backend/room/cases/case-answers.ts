import { inDrill } from "#contract/drill";
import type { Fault } from "#contract/fault";
import type { Incident } from "#contract/incident";
import { isLive } from "#contract/incident-fold";
import { fail, ok, type Result } from "#contract/result";
import { openIncident, type IncidentDraft } from "../../core/process/open.ts";
import type { RoomState } from "../../core/state.ts";
import type { AccessRequests, CaseBook, Journal, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { plain } from "../plain-facts.ts";
import type { CaseKeeper } from "./keeper.ts";
import { withLooked } from "./looked.ts";
import { currentTemplates, envOf, newestTemplate, templateOf } from "./processes.ts";
import { evidenceOf, notesOf, relatedTo, ticksOf, timelineOf, withMerged } from "./records.ts";
import { accountOf, actorsOf, isCentre } from "./who.ts";

/** Live cases at one time: some 100 MB of memory. Above it no more are opened. */
export const MOST_LIVE = 30_000;

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  journal: Pick<Journal, "head">;
  desk: Pick<AccessRequests, "vouch">;
  now: () => Now;
}
type CaseRequests = "process:list" | "incident:page" | "incident:mirror" | "incident:get" | "incident:open" | "incident:act" | "incident:search";

/** Cases as the room's people see and move them. Every change is answered after its commit. */
export function caseAnswers({ state, keeper, journal, desk, now }: Options): AnswersFor<CaseRequests> {
  const live = (drill: boolean): Incident[] => [...state.incidents.values()].filter((incident) => incident.drill === drill);
  const unknown = (id: string): { ok: false; fault: Fault } => fail({ code: "unknown-id", kind: "incident", id });
  function closedPage(query: Parameters<CaseBook["closedPage"]>[0]): Result<Incident[]> {
    const book = keeper.book();
    if (!book.ok) return book;
    const page = book.value.closedPage(query);
    return page === undefined ? unknown(query.after ?? "") : ok(page);
  }

  return {
    "process:list": () => {
      const used = new Set([...state.incidents.values()].map((incident) => templateOf(state, incident)));
      const newest = currentTemplates(state);
      return ok({ templates: [...[...used].filter((template) => template !== undefined && !newest.includes(template)).flatMap((template) => template ?? []), ...newest] });
    },
    "incident:page": ({ which, after, limit }) => {
      const held = which === "closed" ? [] : live(which === "drill").sort((a, b) => (which === "open" ? oldestFirst(a, b) : oldestFirst(b, a)));
      const at = held.findIndex(({ id }) => id === after) + 1;
      const among = after === undefined || at > 0;
      if (which === "open" && !among) return unknown(after);
      const first = among ? held.slice(at, at + limit + 1) : [];
      const over = which === "open" ? ok([]) : closedPage({ drill: which === "drill", after: among ? undefined : after, limit: limit + 1 - first.length });
      if (!over.ok) return over;
      const all = [...first, ...over.value];
      const incidents = all.slice(0, limit);
      const next = all.length > limit ? incidents.at(-1)?.id : undefined;
      return ok({ incidents: incidents.map(keeper.head), ...(next !== undefined && { next }), seq: journal.head() });
    },
    "incident:mirror": ({ after, limit }) => {
      const ids = [...state.incidents.keys()].sort();
      const from = after === undefined ? 0 : ids.findIndex((id) => id > after);
      const some = from < 0 ? [] : ids.slice(from, from + limit);
      const next = from >= 0 && from + limit < ids.length ? some.at(-1) : undefined;
      return ok({ incidents: some.flatMap((id) => state.incidents.get(id) ?? []), ...(next !== undefined && { next }), seq: journal.head() });
    },
    "incident:get": ({ incidentId }) => {
      const found = keeper.find(incidentId);
      if (!found.ok) return found;
      const book = keeper.book();
      if (!book.ok) return book;
      const incident = found.value;
      const template = templateOf(state, incident);
      if (template === undefined) return fail({ code: "unavailable", detail: `process ${incident.templateId} is not known` });
      const scenario = incident.scenarioId === undefined ? undefined : state.scenarios.get(incident.scenarioId);
      return ok({
        incident, head: keeper.head(incident), template, notes: notesOf(book.value, incident), ticked: ticksOf(book.value, incidentId),
        ...(scenario !== undefined && { scenario }), facts: plain(timelineOf(book.value, incident)), evidence: evidenceOf(book.value, incident), related: relatedTo(incident, keeper), version: incident.version,
      });
    },
    "incident:open": async (input, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const { alarmIds, title, urgency, templateId, areaId, position, scenarioId, drill } = input;
      const template = newestTemplate(state, templateId);
      if (template === undefined) return fail({ code: "unknown-id", kind: "process", id: templateId });
      if (template.withdrawn === true) return fail({ code: "conflict", detail: `process ${templateId} was withdrawn` });
      if (scenarioId !== undefined && !state.scenarios.has(scenarioId)) return fail({ code: "unknown-id", kind: "scenario", id: scenarioId });
      if (areaId !== undefined && !state.areas.has(areaId)) return fail({ code: "unknown-id", kind: "area", id: areaId });
      if (drill && alarmIds.length > 0) return fail({ code: "malformed", path: "alarmIds", detail: "an exercise takes no real alarm" });
      if (state.incidents.size >= MOST_LIVE) return fail({ code: "too-large", limit: MOST_LIVE });
      const alarms = alarmIds.map((id) => state.alarms.get(id));
      const missing = alarms.indexOf(undefined);
      if (missing >= 0) return fail({ code: "unknown-id", kind: "alarm", id: alarmIds[missing] ?? "" });
      const taken = caseWith(alarmIds, state);
      if (taken !== undefined) return fail({ code: "conflict", detail: `in case ${taken.id} already` });
      const at = now().wall;
      const first = alarms[0];
      const draft: IncidentDraft = {
        id: keeper.newId(), drill, urgency, title: drill ? inDrill(title) : title, alarmIds: [...new Set(alarmIds)], appearedAt: Math.min(at, ...alarms.flatMap((alarm) => alarm?.raisedAt ?? [])),
        ...optional({ areaId: areaId ?? first?.area, position: position ?? first?.position, scenarioId }),
        ...(isCentre(account.value) && { handledBy: account.value.id }),
      };
      const opened = openIncident(draft, envOf(template, at, state), account.value.id);
      if (!opened.ok) return opened;
      if (opened.value.kind !== "incident:opened") throw new Error(`${opened.value.kind} opened a case`);
      const written = await keeper.write([opened.value]);
      return written.ok ? ok(opened.value.incident) : written;
    },
    "incident:act": async ({ incidentId, version, event, second }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const witness = second === undefined ? ok(undefined) : await desk.vouch(second, account.value.id);
      if (!witness.ok) return witness;
      if (witness.value !== undefined && actorsOf(witness.value).length === 0) return fail({ code: "malformed", path: "second", detail: "this person may not stand for it" });
      // From here on nothing is waited for until the commit.
      const found = keeper.find(incidentId);
      if (!found.ok) return found;
      if (found.value.version !== version) return fail({ code: "conflict", detail: `version ${found.value.version} is in force, not ${version}` });
      const strange = strangeEvidence(event, found.value, keeper);
      if (strange !== undefined) return strange;
      return keeper.move(found.value, withLooked(event, state.cameras, now().wall), actorsOf(account.value, witness.value?.id));
    },
    "incident:search": ({ text, limit }) => {
      const book = keeper.book();
      if (!book.ok) return book;
      const found = book.value.search(text).flatMap((id) => {
        const incident = keeper.find(id);
        return incident.ok ? [incident.value] : [];
      });
      return ok({ incidents: found.sort((a, b) => oldestFirst(b, a)).slice(0, limit).map(keeper.head) });
    },
  };
}

/** Evidence that an answer names and this case does not hold. */
export function strangeEvidence(event: { is: string; evidence?: unknown }, incident: Incident, keeper: Pick<CaseKeeper, "book">): Result<never> | undefined {
  if (event.is !== "answered" || !Array.isArray(event.evidence)) return undefined;
  const book = keeper.book();
  if (!book.ok) return book;
  const mine = new Set<string>(withMerged(incident));
  const strange = event.evidence.map(String).find((id) => !mine.has(book.value.evidence(id)?.incidentId ?? ""));
  return strange === undefined ? undefined : fail({ code: "unknown-id", kind: "evidence", id: strange });
}

/** The open case that holds one of the alarms. */
function caseWith(alarmIds: readonly string[], { incidents }: Pick<RoomState, "incidents">): Incident | undefined {
  const wanted = new Set(alarmIds);
  for (const incident of incidents.values()) if (incident.closedAt === undefined && isLive(incident) && incident.alarmIds.some((id) => wanted.has(id))) return incident;
  return undefined;
}

const oldestFirst = (a: Incident, b: Incident): number => a.appearedAt - b.appearedAt || (a.id < b.id ? -1 : 1);

function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
