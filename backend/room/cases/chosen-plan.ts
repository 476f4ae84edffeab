import { MAX_NOTES } from "#contract/case-request";
import type { Instant } from "#contract/ids";
import type { AgencyId, IncidentId, IncidentNote } from "#contract/incident";
import type { PlanRef } from "#contract/plan-ref";
import type { CaseKeeper } from "./keeper.ts";

/** A choice, with the lines an order takes from it and whose work they are. */
export interface ChosenPlan {
  plan: PlanRef;
  required: string;
  agencies: readonly AgencyId[];
  by: IncidentNote["by"];
  at: Instant;
}

/** The plan chosen last for a case; undefined: none was. */
export function chosenIn(keeper: Pick<CaseKeeper, "book">, incidentId: IncidentId): ChosenPlan | undefined {
  const book = keeper.book();
  if (!book.ok) return undefined;
  const fact = book.value.facts(incidentId, MAX_NOTES, "incident:noted").findLast((one) => one.kind === "incident:noted" && one.note.plan !== undefined);
  if (fact?.kind !== "incident:noted" || fact.note.plan === undefined) return undefined;
  const { plan, text, planAgencies, by, at } = fact.note;
  return { plan, required: text.slice(text.indexOf("\n") + 1), agencies: planAgencies ?? [], by, at };
}
