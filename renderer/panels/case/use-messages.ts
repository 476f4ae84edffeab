import { useEffect, useRef } from "react";
import type { IncidentId } from "#contract/incident";
import type { Message } from "#contract/message";
import { useFacts, useRequest } from "../../live/hooks.ts";

/** Facts of a burst are asked for once, ms. */
const GATHER = 250;
const NONE: readonly Message[] = [];

/** A case's messages, newest first, as they stand; undefined until they are known. */
export function useMessages(incidentId: IncidentId): readonly Message[] | undefined {
  const { result, again } = useRequest("message:page", { incidentId, limit: 200 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useFacts((facts) => {
    if (!facts.some((fact) => (fact.kind === "message:queued" || fact.kind === "message:moved") && fact.incidentId === incidentId)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(again, GATHER);
  });
  return result === undefined ? undefined : result.ok ? result.value.messages : NONE;
}
