import { useCallback, useEffect, useRef, useState } from "react";
import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import type { AccountId } from "#contract/ids";
import { agencyNow, askAgency, clockAhead, onNudge, setClockAhead } from "./agency-link.ts";
import { openOutbox, sendAgain } from "./phone/outbox.ts";
import { speakAs } from "./own-account.ts";
import { phoneStore } from "./phone/store.ts";
import { forget } from "./session.ts";

/** Asked by itself, whatever nudges come, ms. */
const EVERY_MS = 30_000;

const SHUT: ReadonlySet<Fault["code"]> = new Set<Fault["code"]>(["unauthenticated", "forbidden", "conflict", "unknown-id"]);

/** The agency's cases as they were last read. */
export interface AgencyRoom {
  cases: RequestOutput<"agency:cases"> | undefined;
  /** When that was; server's clock. */
  readAt: Instant | undefined;
  /** Why the newest question was not answered. */
  fault: Fault | undefined;
  again: () => void;
}

/** @param accountId whose phone it is: what was last read is kept for it alone, and what waits is sent in its name */
export function useAgency(accountId: AccountId | undefined): AgencyRoom {
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
        const answer = await askAgency("agency:cases", {}, accountId);
        if (!answer.ok && answer.fault.code === "unauthenticated") forget();
        if (answer.ok && accountId !== undefined) void keep(accountId, answer.value);
        // Whoever may not see them any more sees what was kept no more either.
        const shut = !answer.ok && SHUT.has(answer.fault.code);
        if (shut && accountId !== undefined) void phoneStore().then((store) => store.forgetCases(accountId)).catch(() => undefined);
        setRoom((was) => (answer.ok ? { cases: answer.value, readAt: agencyNow(), fault: undefined } : shut ? { cases: undefined, readAt: undefined, fault: answer.fault } : { ...was, fault: answer.fault }));
      }
      asking.current = false;
    })();
  }, [accountId]);
  useEffect(() => {
    speakAs(accountId);
    if (accountId === undefined) return undefined;
    void recall(accountId).then((kept) => setRoom((was) => (was.cases !== undefined || kept === undefined ? was : { ...was, ...kept })));
    return openOutbox(accountId, again);
  }, [accountId, again]);
  useEffect(() => {
    again();
    const stop = onNudge(() => {
      again();
      sendAgain();
    }, forget);
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

async function keep(accountId: AccountId, cases: RequestOutput<"agency:cases">): Promise<void> {
  try {
    await (await phoneStore()).keepCases({ accountId, cases, readAt: agencyNow(), ahead: clockAhead() });
  } catch {
    // No room on the device: the page goes on with what it has read.
  }
}

async function recall(accountId: AccountId): Promise<Pick<AgencyRoom, "cases" | "readAt"> | undefined> {
  const kept = await (await phoneStore()).cases(accountId).catch(() => undefined);
  if (kept === undefined) return undefined;
  setClockAhead(kept.ahead);
  return { cases: kept.cases, readAt: kept.readAt };
}
