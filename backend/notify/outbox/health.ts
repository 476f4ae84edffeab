import type { Channel } from "#contract/message";

/** Tries in a row that failed before a channel counts as down; one where nobody is there at all counts double. */
const FAILURES = 3;
/** While it is down one message tries it every so often, ms. */
export const PROBE_EVERY = 15_000;

/** How a channel does: judged by what became of the last tries. */
export interface Health {
  state(): Channel["state"];
  since(): number;
  lastError(): string | undefined;
  /** @returns what changed by it */
  note(outcome: "good" | "bad" | "gone", at: number, detail?: string): { is: "down"; detail: string } | { is: "up"; downFor: number } | undefined;
  /** It is not down, or a message may try whether it still is. */
  mayTry(steady: number): boolean;
  /** Somebody tries: the next turn is a while away. */
  tried(steady: number): void;
}

/** @param at now; `since` counts from it */
export function openHealth(at: number): Health {
  let state: Channel["state"] = "untried";
  let since = at;
  let failures = 0;
  let lastError: string | undefined;
  let probedAt = -Infinity;
  return {
    state: () => state,
    since: () => since,
    lastError: () => lastError,
    note(outcome, now, detail = "") {
      if (outcome === "good") {
        const downFor = state === "down" ? Math.max(0, now - since) : undefined;
        if (state !== "up") since = now;
        failures = 0;
        state = "up";
        return downFor === undefined ? undefined : { is: "up", downFor };
      }
      failures += outcome === "gone" ? 2 : 1;
      lastError = detail.slice(0, 200);
      if (state === "down" || failures < FAILURES) return undefined;
      state = "down";
      since = now;
      return { is: "down", detail: lastError };
    },
    mayTry: (steady) => state !== "down" || steady - probedAt >= PROBE_EVERY,
    tried(steady) {
      probedAt = steady;
    },
  };
}
