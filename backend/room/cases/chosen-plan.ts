import { MAX_NOTES } from "#contract/case-request";
import type { IncidentId } from "#contract/incident";
import type { PlanRef } from "#contract/plan-ref";
import type { CaseKeeper } from "./keeper.ts";

/** The plan chosen last for a case, with the lines an order takes from it; undefined: none was. */
export function chosenIn(keeper: Pick<CaseKeeper, "book">, incidentId: IncidentId): { plan: PlanRef; required: string } | undefined {
  const book = keeper.book();
  if (!book.ok) return undefined;
  const fact = book.value.facts(incidentId, MAX_NOTES, "incident:noted").findLast((one) => one.kind === "incident:noted" && one.note.plan !== undefined);
  if (fact?.kind !== "incident:noted" || fact.note.plan === undefined) return undefined;
  return { plan: fact.note.plan, required: fact.note.text.slice(fact.note.text.indexOf("\n") + 1) };
}
