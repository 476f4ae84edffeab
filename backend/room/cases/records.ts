import { MAX_NOTES } from "#contract/case-request";
import type { RequestOutput } from "#contract/request";
import type { Evidence, IncidentId, IncidentNote } from "#contract/incident";
import type { CaseBook } from "../../ports.ts";

/** Pieces of evidence one case can hold. */
export const MAX_PIECES = 500;
/** Answers to checklists that are looked at: far more than lists have items. */
const TICKS = 2000;

/** Notes and messages, oldest first. */
export function notesOf(book: CaseBook, id: IncidentId): IncidentNote[] {
  return book.facts(id, MAX_NOTES, "incident:noted").flatMap((fact) => (fact.kind === "incident:noted" ? [fact.note] : []));
}

/** The last answer to each item. */
export function ticksOf(book: CaseBook, id: IncidentId): RequestOutput<"incident:get">["ticked"] {
  const ticked: RequestOutput<"incident:get">["ticked"] = {};
  for (const fact of book.facts(id, TICKS, "incident:ticked")) if (fact.kind === "incident:ticked") ticked[fact.itemId] = { answer: fact.answer, by: fact.by, at: fact.at };
  return ticked;
}

export function evidenceOf(book: CaseBook, id: IncidentId): Evidence[] {
  return book.facts(id, MAX_PIECES, "evidence:added").flatMap((fact) => (fact.kind === "evidence:added" ? [fact.evidence] : []));
}
