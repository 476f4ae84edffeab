import { isReal, type IncidentId, type RealIncident } from "#contract/incident";
import type { NewFact } from "#contract/fact";
import type { AccountId, SiteId } from "#contract/ids";
import { ANSWER_WITHIN_MS, type CaseSummary, type Transfer } from "#contract/transfer";
import { openChildren } from "../../core/process/link.ts";
import { giveAway } from "../../core/process/give.ts";
import { openIncident } from "../../core/process/open.ts";
import type { RoomState } from "../../core/state.ts";
import { owed, type Held, type Owed } from "../../core/transfer/owed.ts";
import { TEMPLATES } from "../../law/index.ts";
import type { Log, Now } from "../../ports.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { envOf, newestTemplate, templateOf } from "../cases/processes.ts";
import { evidenceOf, timelineOf } from "../cases/records.ts";
import { summaryOf } from "./summary.ts";

export interface SettleOptions {
  state: RoomState;
  keeper: Pick<CaseKeeper, "find" | "book" | "write">;
  site: SiteId;
  now: () => Now;
  log: Log;
}

/** Cases known to be over; beyond them all are read anew. */
const OVER_KNOWN = 20_000;
/** Steps of one transfer at one look, and rounds over all: more than there are kinds of them. */
const MOST_STEPS = 20;

/** What this room owes its transfers by itself, each as one transaction: the case and the word about it. */
export function openSettle({ state, keeper, site, now, log }: SettleOptions) {
  /** @throws Unready while the book of cases that are over cannot be read: nothing is decided on half of what is known */
  const over = new Set<IncidentId>();
  const held = (id: IncidentId): Held => {
    if (over.has(id) && !state.incidents.has(id)) return "over";
    const found = keeper.find(id);
    if (!found.ok) {
      if (found.fault.code !== "unknown-id") throw new Unready(found.fault.code);
      return "unknown";
    }
    if (found.value.closedAt !== undefined) {
      // What is over is read from the disk once, not at each look.
      if (over.size >= OVER_KNOWN) over.clear();
      over.add(id);
      return "over";
    }
    return openChildren(found.value, state.incidents).length > 0 ? "held-up" : "open";
  };
  const gone = (id: IncidentId): boolean => [...state.transfers.values()].some(({ side, caseId, end }) => side === "giver" && caseId === id && end?.is === "given");

  function summary(incident: RealIncident): CaseSummary {
    const book = keeper.book();
    if (!book.ok) throw new Unready(book.fault.code);
    return summaryOf(incident, { state, facts: timelineOf(book.value, incident), evidence: evidenceOf(book.value, incident) });
  }
  const closing = (id: IncidentId, one: Transfer): { incident: RealIncident; fact: NewFact } => {
    const incident = state.incidents.get(id);
    const template = incident && templateOf(state, incident);
    if (incident === undefined || template === undefined || !isReal(incident)) throw new Unready(`case ${id}`);
    const [by, reason] = one.side === "giver" ? [one.offered.by, one.offered.reason] : [one.returnAsked?.by ?? one.answer?.by, one.returnAsked?.reason];
    const fact = giveAway(incident, { to: one.other, transferId: one.id, reason: reason ?? "–––", actor: { by: by ?? ("centre" as AccountId), as: "centre" } }, envOf(template, now().wall, state));
    if (!fact.ok) throw new Unready(`${fact.fault.code} case ${id}`);
    return { incident, fact: fact.value };
  };
  function opening(id: IncidentId, one: Transfer): NewFact {
    const { title, urgency, templateId, areaId, position } = one.summary;
    const known = newestTemplate(state, templateId);
    const template = known === undefined || known.withdrawn === true ? newestTemplate(state, TEMPLATES[0]!.id) : known;
    if (template === undefined) throw new Unready("no process");
    const at = now().wall;
    // Its limits count from when this room had it; when it appeared stands in the summary.
    const opened = openIncident({
      id, drill: false, urgency, title, alarmIds: [], appearedAt: at, ...(areaId !== undefined && state.areas.has(areaId) && { areaId }), ...(position && { position }),
      origin: { site: one.other, caseId: (one.side === "giver" ? one.takenAs : undefined) ?? one.caseId, transferId: one.id },
    }, envOf(template, at, state), one.side === "receiver" ? one.answer?.by : undefined);
    if (!opened.ok) throw new Unready(`${opened.fault.code} case ${id}`);
    return opened.value;
  }

  function factsFor(one: Transfer, due: Owed): NewFact[] {
    const at = now().wall;
    const between = { transferId: one.id, from: site, to: one.other, at };
    switch (due.is) {
      case "arrived": return [{ kind: "transfer:arrived", ...between, answerBy: at + Math.min(ANSWER_WITHIN_MS, Math.max(0, one.due - one.offered.at)) }];
      case "withdrawn": return [{ kind: "transfer:withdrawn", ...between, cause: due.cause }];
      case "given":
      case "returned": {
        const { incident, fact } = closing(due.caseId, one);
        return [{ kind: `transfer:${due.is}`, ...between, caseId: due.caseId, summary: summary(incident) }, fact];
      }
      case "done": return [{ kind: "transfer:done", ...between, caseId: due.caseId }];
      case "taken":
      case "retaken": return [{ kind: `transfer:${due.is}`, ...between, caseId: due.caseId }, opening(due.caseId, one)];
      case "closed": return [closing(due.caseId, one).fact];
      case "opened": return [opening(due.caseId, one)];
    }
  }

  /** @throws Unready whatever went wrong, with the transfer it went wrong in */
  function step(one: Transfer, only?: Owed["is"]): { facts: NewFact[]; is: Owed["is"] } | undefined {
    try {
      const due = owed(one, held, gone);
      return due === undefined || (only ?? due.is) !== due.is ? undefined : { facts: factsFor(one, due), is: due.is };
    } catch (error) {
      throw error instanceof Unready ? new Unready(`${one.id}: ${error.message}`) : new Unready(one.id, { cause: error });
    }
  }

  /** Does all that one transfer is owed, step by step. @returns whether nothing is left */
  async function settle(id: string): Promise<boolean> {
    try {
      for (let n = 0; n < MOST_STEPS; n++) {
        const one = state.transfers.get(id);
        const next = one && step(one);
        if (next === undefined) return true;
        // Let go of before: agencies were told then.
        const written = await keeper.write(next.facts, { silent: next.is === "closed" });
        if (!written.ok) return false;
      }
    } catch (error) {
      log.warn("transfer-not-settled", { transferId: id, ...(error instanceof Unready ? { why: error.message, ...(error.cause !== undefined && { error: error.cause }) } : { error }) });
    }
    return false;
  }

  return {
    /** What this room had let go of before a backup was put back; to be written with the word that it knows, silently: agencies were told then. */
    toClose(): NewFact[] {
      return [...state.transfers.values()].flatMap((one) => step(one, "closed")?.facts ?? []);
    },
    /** What cannot be done for one transfer holds up no other. @returns whether nothing is owed any more */
    async all(): Promise<boolean> {
      let [whole, moved] = [true, true];
      // One that is settled can make another one owe something.
      for (let n = 0; moved && n < MOST_STEPS; n++) {
        moved = false;
        whole = true;
        for (const id of [...state.transfers.keys()]) {
          const before = state.transfers.get(id);
          whole = (await settle(id)) && whole;
          moved ||= state.transfers.get(id) !== before;
        }
      }
      return whole;
    },
  };
}

/** Something that is needed cannot be had now; it is tried again at the next look. */
export class Unready extends Error {
  override readonly name = "Unready";
}
