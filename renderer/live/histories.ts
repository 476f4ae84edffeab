import { useEffect, useState } from "react";
import type { Fault } from "#contract/fault";
import { DatastreamId } from "#contract/ids";
import type { History } from "#contract/observation";
import { useHeld } from "./held.ts";
import { useLink } from "./hooks.ts";
import { request } from "./socket.ts";

/** Histories of several datastreams, or why one could not be had; undefined while the first are on their way. */
export type Histories = { histories: ReadonlyMap<string, History>; fault: Fault | undefined } | undefined;

/**
 * Asks for each datastream's history; again when the span moves, keeping the old picture until the new one is there.
 *
 * @param from ms UTC @param to ms UTC
 */
export function useHistories(ids: readonly DatastreamId[], from: number, to: number): Histories {
  const [answer, setAnswer] = useState<{ key: string; got: NonNullable<Histories> }>();
  const up = useLink().state !== "connecting";
  const held = useHeld();
  const key = ids.join(" ");
  useEffect(() => {
    if (!up || held) return;
    let wanted = true;
    void (async () => {
      const wantedIds = key === "" ? [] : key.split(" ");
      const results = await Promise.all(wantedIds.map((id) => DatastreamId.parse(id)).map(async (datastreamId) => ({ datastreamId, result: await request("history:get", { datastreamId, from, to, maxPoints: 1200 }) })));
      if (!wanted) return;
      const histories = new Map<string, History>();
      let fault: Fault | undefined;
      for (const { datastreamId, result } of results) {
        if (result.ok) histories.set(datastreamId, result.value);
        else fault = result.fault;
      }
      setAnswer({ key, got: { histories, fault } });
    })();
    return () => {
      wanted = false;
    };
  }, [key, from, to, up, held]);
  return answer !== undefined && answer.key === key ? answer.got : undefined;
}
