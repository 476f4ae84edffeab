import type { Agency } from "#contract/agency";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { Incident, IncidentFact, IncidentId } from "#contract/incident";
import { foldIncident, isLive } from "#contract/incident-fold";
import type { Template } from "#contract/process";
import type { Ask } from "./ask.ts";
import type { Later } from "./frame.ts";
import { createSignal, type Signal } from "./signal.ts";

/** What a window knows of cases: another object whenever anything of it changed. Maps are never altered. */
export interface Cases {
  is: "loading" | "ready" | "failed";
  /** Why it failed. */
  fault?: Fault;
  /** Cases in which something is still to be done, drills among them. */
  open: ReadonlyMap<string, Incident>;
  /** The open case an alarm is in. */
  ofAlarm: ReadonlyMap<string, IncidentId>;
  /** By `templateKey`. */
  templates: ReadonlyMap<string, Template>;
  agencies: ReadonlyMap<string, Agency>;
  /** More cases are open than a window holds. */
  cut: boolean;
}

/** Open cases a window holds; a city has some hundreds at its worst. Above, the list says that it is cut. */
export const MAX_CASES = 20_000;
/** Facts that wait while pages are fetched; above, everything is fetched anew. */
const MAX_WAITING = 20_000;
/** Between two tries, ms. */
const RETRY_MS = 3000;

export const templateKey = ({ templateId, templateVersion }: Pick<Incident, "templateId" | "templateVersion">): string => `${templateId}@${templateVersion}`;

/** Open cases, the processes they run on and the agencies, kept by facts between two fetches. */
export interface CaseBook {
  cases: Pick<Signal<Cases>, "get" | "subscribe">;
  apply(facts: readonly Fact[]): void;
  /** Fetches everything again, keeping what is shown until it is there; tries again by itself while wanted. */
  sync(): Promise<void>;
}

export function createCaseBook({ ask, later, wait }: { ask: Ask; later: Later; wait: (ms: number) => Promise<void> }): CaseBook {
  const cases = createSignal<Cases>({ is: "loading", open: new Map(), ofAlarm: new Map(), templates: new Map(), agencies: new Map(), cut: false }, later);
  let round = 0;
  let busy = false;
  let waiting: Fact[] = [];

  function put(before: Cases, facts: readonly Fact[], readAt?: ReadonlyMap<string, number>): Cases {
    const open = new Map(before.open);
    const templates = new Map(before.templates);
    const agencies = new Map(before.agencies);
    let touched = false;
    for (const fact of facts) {
      if (fact.kind === "agency:saved") agencies.set(fact.agency.id, fact.agency);
      else if (fact.kind === "process:saved") templates.set(templateKey({ templateId: fact.template.id, templateVersion: fact.template.version }), fact.template);
      else if (isOfCase(fact)) {
        const id = fact.kind === "incident:opened" ? fact.incident.id : fact.incidentId;
        if (fact.seq <= (readAt?.get(id) ?? 0)) continue;
        const after = foldIncident(open.get(id), fact);
        if (after === undefined || !isLive(after)) open.delete(id);
        else if (open.size < MAX_CASES || open.has(id)) open.set(id, after);
      } else continue;
      touched = true;
    }
    return touched ? { ...before, open, ofAlarm: alarmsOf(open), templates, agencies } : before;
  }

  async function fetch(): Promise<Fault | undefined> {
    const open = new Map<string, Incident>();
    const readAt = new Map<string, number>();
    let after: IncidentId | undefined;
    do {
      const page = await ask("incident:mirror", after === undefined ? {} : { after });
      if (!page.ok) return page.fault;
      for (const incident of page.value.incidents) {
        open.set(incident.id, incident);
        readAt.set(incident.id, page.value.seq);
      }
      after = page.value.next;
    } while (after !== undefined && open.size < MAX_CASES);
    const [processes, agencies] = await Promise.all([ask("process:list", {}), ask("agency:list", {})]);
    if (!processes.ok) return processes.fault;
    if (!agencies.ok) return agencies.fault;
    const fresh: Cases = {
      is: "ready", open, ofAlarm: alarmsOf(open), cut: after !== undefined,
      templates: new Map(processes.value.templates.map((template) => [templateKey({ templateId: template.id, templateVersion: template.version }), template])),
      agencies: new Map(agencies.value.agencies.map((agency) => [agency.id, agency])),
    };
    cases.set(put(fresh, waiting, readAt));
    return undefined;
  }

  async function sync(): Promise<void> {
    const mine = ++round;
    for (;;) {
      busy = true;
      waiting = [];
      const fault = await fetch();
      if (mine !== round) return;
      busy = waiting.length >= MAX_WAITING;
      waiting = [];
      if (fault === undefined && !busy) return;
      busy = false;
      if (fault !== undefined && cases.get().is !== "ready") cases.set({ ...cases.get(), is: "failed", fault });
      // Not for this party: asking again is of no use.
      if (fault?.code === "forbidden") return;
      await wait(RETRY_MS);
      if (mine !== round) return;
    }
  }

  return {
    cases, sync,
    apply(facts) {
      if (busy && waiting.length < MAX_WAITING) waiting.push(...facts);
      cases.set(put(cases.get(), facts));
    },
  };
}

function isOfCase(fact: Fact): fact is Fact & IncidentFact {
  return fact.kind === "incident:opened" || fact.kind === "incident:moved" || fact.kind === "incident:fired" || fact.kind === "incident:stood-down";
}

/** A case that is over is in no alarm's way. */
function alarmsOf(open: ReadonlyMap<string, Incident>): Map<string, IncidentId> {
  const found = new Map<string, IncidentId>();
  for (const incident of open.values()) if (incident.closedAt === undefined) for (const id of incident.alarmIds) found.set(id, incident.id);
  return found;
}
