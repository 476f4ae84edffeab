import { useCallback, useEffect, useRef, useState } from "react";
import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import { agencyNow, askAgency, onNudge } from "./agency-link.ts";
import { forget } from "./session.ts";

/** Asked by itself, whatever nudges come, ms. */
const EVERY_MS = 30_000;

/** The agency's cases as they were last read. */
export interface AgencyRoom {
  cases: RequestOutput<"agency:cases"> | undefined;
  /** When that was; server's clock. */
  readAt: Instant | undefined;
  /** Why the newest question was not answered. */
  fault: Fault | undefined;
  again: () => void;
}

export function useAgency(): AgencyRoom {
  const [room, setRoom] = useState<Omit<AgencyRoom, "again">>({ cases: undefined, readAt: undefined, fault: undefined });
  const asking = useRef(false);
  const dirty = useRef(false);
  const again = useCallback(() => {
    // One question at a time; what comes meanwhile is asked after it.
    dirty.current = true;
    if (asking.current) return;
    asking.current = true;
    void (async () => {
      while (dirty.current) {
        dirty.current = false;
        const answer = await askAgency("agency:cases", {});
        if (!answer.ok && answer.fault.code === "unauthenticated") forget();
        setRoom((was) => (answer.ok ? { cases: answer.value, readAt: agencyNow(), fault: undefined } : { ...was, fault: answer.fault }));
      }
      asking.current = false;
    })();
  }, []);
  useEffect(() => {
    again();
    const stop = onNudge(again, forget);
    const timer = setInterval(again, EVERY_MS);
    // A phone that was asleep looks at once.
    const seen = (): void => void (document.visibilityState === "visible" && again());
    document.addEventListener("visibilitychange", seen);
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [again]);
  return { ...room, again };
}
