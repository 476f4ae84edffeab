import type { Fact, NewFact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import { IncidentId, type Incident, type IncidentEvent } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { headOf, type IncidentHead } from "#contract/incident-head";
import { fail, ok, type Result } from "#contract/result";
import type { Sent } from "#contract/sending";
import { decide, type Actor } from "../../core/process/decide.ts";
import { openChildren, reopenedUnder } from "../../core/process/link.ts";
import type { RoomState } from "../../core/state.ts";
import type { CaseBook, Journal, Now } from "../../ports.ts";
import type { Ledger } from "../ledger.ts";
import { envOf, localOffset, templateOf } from "./processes.ts";

interface Options {
  state: RoomState;
  ledger: Pick<Ledger, "commit" | "count">;
  journal: Pick<Journal, "head" | "cases">;
  now: () => Now;
  /** What is told outside the room with these facts. */
  outgoing?: (facts: readonly NewFact[]) => NewFact[];
}

/** The one door through which cases are changed by people. Decided and committed in one go: of two at once the second sees what the first did. */
export interface CaseKeeper {
  /** A live case, or one that is over, from the store. */
  find(id: IncidentId): Result<Incident>;
  book(): Result<CaseBook>;
  head(incident: Incident): IncidentHead;
  /** An id no case has: the local day and the seq its first fact will have. */
  newId(): IncidentId;
  /** @returns the case as it stands after the commit */
  move(incident: Incident, event: IncidentEvent, actors: readonly Actor[], sent?: Sent): Promise<Result<Incident>>;
  /** `silent`: agencies are told nothing, for they were told already. */
  write(facts: readonly NewFact[], how?: { silent: boolean }): Promise<Result<Fact[]>>;
}

export function openCaseKeeper({ state, ledger, journal, now, outgoing = (facts) => [...facts] }: Options): CaseKeeper {
  const unknown = (id: string): { ok: false; fault: Fault } => fail({ code: "unknown-id", kind: "incident", id });
  const book = (): Result<CaseBook> => {
    const cases = journal.cases();
    return cases === undefined ? fail({ code: "unavailable", detail: "the book of cases is made at the next start" }) : ok(cases);
  };
  const find = (id: IncidentId): Result<Incident> => {
    const live = state.incidents.get(id);
    if (live !== undefined) return ok(live);
    const cases = book();
    if (!cases.ok) return cases;
    const over = cases.value.closed(id);
    return over === undefined ? unknown(id) : ok(over);
  };

  return {
    book,
    find,
    head: (incident) => headOf(incident, templateOf(state, incident)),
    newId() {
      const day = new Date(now().wall + localOffset(state)).toISOString().slice(2, 10).replaceAll("-", "");
      return IncidentId.parse(`sv-${day}-${journal.head() + ledger.count() + 1}`);
    },
    async move(incident, event, actors, sent) {
      const template = templateOf(state, incident);
      if (template === undefined) return fail({ code: "unavailable", detail: `process ${incident.templateId} version ${incident.templateVersion} is not known` });
      const named = strangers(event, state);
      if (named !== undefined) return fail({ code: "unknown-id", kind: "agency", id: named });
      // Who may act in two names acts in the first that may do this.
      let decided = fail<Fault>({ code: "forbidden", permission: event.is }) as ReturnType<typeof decide>;
      for (const actor of actors) {
        decided = decide(incident, event, actor, envOf(template, now().wall, state));
        if (decided.ok || decided.fault.code !== "forbidden") break;
      }
      if (!decided.ok) return decided;
      const placed = reopenedUnder(decided.value, incident, find);
      if (!placed.ok) return placed;
      const fact = placed.value;
      const children = fact.kind === "incident:moved" && fact.change.closed === true ? openChildren(incident, state.incidents) : [];
      if (children.length > 0) return fail({ code: "conflict", detail: `open children: ${children.join(", ")}` });
      const after = foldIncident(incident, fact);
      if (after === undefined || fact.kind !== "incident:moved") throw new Error(`${fact.kind} left no case`);
      // The store alone has it: the fact brings it back whole.
      const written = await ledger.commit(outgoing([{ ...fact, ...(!state.incidents.has(incident.id) && { whole: after }), ...(sent !== undefined && { sent }) }]));
      return written.ok ? ok(after) : written;
    },
    write: (facts, { silent } = { silent: false }) => ledger.commit(silent ? facts : outgoing(facts)),
  };
}

/** An agency the event names and nobody saved. */
function strangers(event: IncidentEvent, { agencies }: Pick<RoomState, "agencies">): string | undefined {
  const named = event.is === "ordered" ? [event.order.lead, ...event.order.support] : event.is === "decided" ? [event.lead, ...event.support] : event.is === "forwarded" ? [event.to] : [];
  return named.find((id) => !agencies.has(id));
}
