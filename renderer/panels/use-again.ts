import { useCallback, useEffect, useState } from "react";
import { useHeld } from "../live/held.ts";
import { useCut } from "../live/hooks.ts";

/** Before what failed is asked for again, s. */
export const AGAIN_S = 15;

/**
 * Asks again for what failed, `AGAIN_S` after each failure, for as long as it fails. Not while the cell is frozen, nor while the
 * link is cut, where asking is of no use.
 *
 * @param failure undefined: it did not fail. Each failure an object of its own, so that a second one is asked after like the first
 * @param again must stay the same function
 */
export function useAgain(failure: object | undefined, again: () => void): void {
  const held = useHeld();
  const cut = useCut();
  useEffect(() => {
    if (failure === undefined || held || cut) return undefined;
    const timer = setTimeout(again, AGAIN_S * 1000);
    return () => clearTimeout(timer);
  }, [failure, held, cut, again]);
}

/** A count, and what makes it grow: what depends on it is done anew. */
export function useTurn(): readonly [turn: number, next: () => void] {
  const [turn, setTurn] = useState(0);
  const next = useCallback(() => setTurn((n) => n + 1), []);
  return [turn, next];
}
