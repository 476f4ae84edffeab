import { useEffect, useState } from "react";
import type { Fault } from "#contract/fault";
import type { PastSpan } from "#contract/past";
import { useRequest } from "../../../live/hooks.ts";
import { serverNow } from "../../../live/socket.ts";

const HOUR = 3_600_000;
/** How much of the past the bar spans, ms; undefined: all there is. */
export const RANGES = { "6h": 6 * HOUR, "24h": 24 * HOUR, "7d": 7 * 24 * HOUR, "30d": 30 * 24 * HOUR, all: undefined } as const;
export type Range = keyof typeof RANGES;

/** The counts move on once a minute. */
const AGAIN_MS = 60_000;
const PARTS = 200;

/** What the bar is drawn from, and why it cannot be had; the last answer stays while the next is on its way. */
export function useSpan(range: Range): { span: PastSpan | undefined; fault: Fault | undefined } {
  const [to, setTo] = useState(serverNow);
  const [kept, setKept] = useState<PastSpan>();
  useEffect(() => {
    const timer = setInterval(() => setTo(serverNow()), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const reach = RANGES[range];
  const { result } = useRequest("past:span", { parts: PARTS, ...(reach === undefined ? undefined : { from: Math.max(0, to - reach) }) });
  if (result?.ok === true && result.value !== kept) setKept(result.value);
  return { span: result?.ok === true ? result.value : kept, fault: result?.ok === false ? result.fault : undefined };
}
