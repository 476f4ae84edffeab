import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { Boundary } from "./boundary.tsx";

/** Before what failed is tried again, s: doubled with every failure up to the limit, and from the start after a good minute. */
const RETRY_S = 2;
const RETRY_LIMIT_S = 120;
const GOOD_MS = 60_000;

/** What was thrown, and after how many seconds it is tried again. */
export interface Failure {
  what: string;
  again: number;
}

interface Props {
  children: ReactNode;
  /** Shown instead while it waits for the next try. */
  instead: (failure: Failure) => ReactNode;
  onFailed?: () => void;
}

/** Draws its children; should one throw, says so in their place and tries again with growing waits. Neighbours go on. */
export function Retried({ children, instead, onFailed }: Props) {
  const [turn, setTurn] = useState(0);
  const [failure, setFailure] = useState<Failure>();
  const last = useRef({ pause: 0, at: 0 });
  const fail = useCallback((error: unknown) => {
    const now = performance.now();
    const { pause, at } = last.current;
    const again = pause === 0 || now - at > GOOD_MS + pause * 1000 ? RETRY_S : Math.min(RETRY_LIMIT_S, pause * 2);
    last.current = { pause: again, at: now };
    setFailure({ what: (error instanceof Error ? error.message : String(error)).slice(0, 200), again });
    onFailed?.();
  }, [onFailed]);
  useEffect(() => {
    if (failure === undefined) return undefined;
    const timer = setTimeout(() => {
      setFailure(undefined);
      setTurn((n) => n + 1);
    }, failure.again * 1000);
    return () => clearTimeout(timer);
  }, [failure]);
  return failure === undefined ? <Boundary key={turn} onError={fail}>{children}</Boundary> : instead(failure);
}
