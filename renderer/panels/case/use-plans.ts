import { useCallback, useEffect, useState } from "react";
import type { Fault } from "#contract/fault";
import type { PlanRanking } from "#contract/plan";
import type { Incident } from "#contract/incident";
import type { Result } from "#contract/result";
import { useRequest } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";

/** How far a run is, is asked so long after each answer, ms. */
const EVERY = 1000;

/** A case's plans, ranked: asked again while they are computed, and whenever `changed` changes. */
export function usePlans(incidentId: Incident["id"], { wanted, changed }: { wanted: boolean; changed: unknown }): { result: Result<PlanRanking> | undefined; again: () => void; anew: () => Promise<Fault | undefined>; stop: () => Promise<Fault | undefined>; busy: boolean } {
  const [busy, setBusy] = useState(false);
  const { result, again } = useRequest("plan:rank", wanted ? { incidentId } : undefined);
  const running = result?.ok === true && result.value.state === "running";
  useEffect(() => {
    if (!running) return undefined;
    const timer = setTimeout(again, EVERY);
    return () => clearTimeout(timer);
    // Each answer is another object: the next question waits for it.
  }, [running, result, again]);
  useEffect(again, [again, changed]);
  const deed = useCallback(async (act: () => Promise<Result<unknown>>): Promise<Fault | undefined> => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    again();
    return answer.ok ? undefined : answer.fault;
  }, [again]);
  const anew = useCallback(() => deed(() => request("plan:rank", { incidentId, anew: true })), [deed, incidentId]);
  const stop = useCallback(() => deed(() => request("plan:cancel", { incidentId })), [deed, incidentId]);
  return { result, again, anew, stop, busy };
}
