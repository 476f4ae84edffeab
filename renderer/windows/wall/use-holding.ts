import { useState } from "react";
import type { Instant } from "#contract/ids";
import { serverNow } from "../../live/socket.ts";

/** A cell's picture that is held begins within this time of the freeze, ms: it counts as the freeze's own, the same on all windows. */
const SAME_MS = 2000;

/** How a frozen cell stands: `held`: its panel shows what it showed at `since`; `lost`: that picture is gone, for the window began after the freeze. */
export interface Holding {
  held: boolean;
  since: Instant | undefined;
  lost: boolean;
}

/** @param frozenAt the cell's; a cell that was frozen when it was first drawn here never showed the picture to hold */
export function useHolding(frozenAt: Instant | undefined): Holding {
  const [was, setWas] = useState<{ since: Instant; lost: boolean } | undefined>(() => (frozenAt === undefined ? undefined : { since: frozenAt, lost: true }));
  if (frozenAt === undefined) {
    if (was !== undefined) setWas(undefined);
    return { held: false, since: undefined, lost: false };
  }
  if (was === undefined) {
    // A freeze that is set back by an undo begins anew here: what is held is the picture of now, and is said to be.
    const now = serverNow();
    const since = Math.abs(now - frozenAt) < SAME_MS ? frozenAt : now;
    setWas({ since, lost: false });
    return { held: true, since, lost: false };
  }
  return { held: !was.lost, since: was.since, lost: was.lost };
}
