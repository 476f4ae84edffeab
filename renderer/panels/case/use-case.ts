import { useMemo } from "react";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { Incident } from "#contract/incident";
import { IncidentId } from "#contract/incident";
import type { RequestOutput } from "#contract/request";
import { isFact } from "../../design/facts/fact-words.ts";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";

/** Everything about one case, as fetched and followed. */
export interface WholeCase extends Omit<RequestOutput<"incident:get">, "facts"> {
  incident: Incident;
  facts: readonly Fact[];
}

/** Marks of messages on the wire tell nothing here. */
const isMark = (fact: Fact): boolean => fact.kind === "message:moved" && fact.moves.every(({ after }) => after.state === "sending");
const ofCase = (fact: Fact, id: string): boolean =>
  !isMark(fact) && (("incidentId" in fact && fact.incidentId === id) || (fact.kind === "incident:opened" && fact.incident.id === id) || (fact.kind === "evidence:added" && fact.evidence.incidentId === id));

/** One case: fetched, fetched again with each of its facts, and meanwhile as the facts make it. */
export function useCase(caseId: string | undefined): { is: "loading" } | { is: "failed"; fault: Fault; again: () => void } | { is: "ready"; whole: WholeCase; again: () => void } {
  const id = IncidentId.safeParse(caseId);
  const { result, again } = useRequest("incident:get", id.success ? { incidentId: id.data } : undefined);
  const { open } = useCases();
  useFacts((facts) => {
    if (id.success && facts.some((fact) => ofCase(fact, id.data))) again();
  });
  const live = caseId === undefined ? undefined : open.get(caseId);
  return useMemo(() => {
    if (result === undefined) return { is: "loading" };
    if (!result.ok) return { is: "failed", fault: result.fault, again };
    const { value } = result;
    const incident = live !== undefined && live.version > value.incident.version ? live : value.incident;
    return { is: "ready", again, whole: { ...value, incident, facts: value.facts.map((fact): unknown => fact).filter(isFact) } };
  }, [result, live, again]);
}
