import { createHash, randomBytes } from "node:crypto";
import type { Instant } from "#contract/ids";
import type { Clock } from "../../ports.ts";

/** A ticket is good for so long, ms; so many wait at most, and the oldest goes for one more. */
const GOOD_FOR = 30_000;
const MOST = 2048;

/** What a ticket stands for. */
export interface Holder {
  /** Session or display that it ends with. */
  holder: string;
  sensitive: boolean;
}

/** Tickets for one connection each. Only their hashes are kept. */
export interface Tickets {
  give(to: Holder): { ticket: string; until: Instant };
  /** @returns undefined for what is none, too old, or was used */
  take(ticket: string): Holder | undefined;
  /** Those of an ended session are good for nothing. */
  revoke(holder: string): void;
}

export function openTickets(clock: Pick<Clock, "wall" | "steady">): Tickets {
  const waiting = new Map<string, Holder & { until: number }>();
  const digest = (ticket: string): string => createHash("sha256").update(ticket).digest("base64url");
  return {
    give(to) {
      const ticket = randomBytes(24).toString("base64url");
      for (const [key, { until }] of waiting) if (until <= clock.steady()) waiting.delete(key);
      for (const key of waiting.keys()) if (waiting.size >= MOST) waiting.delete(key);
      waiting.set(digest(ticket), { ...to, until: clock.steady() + GOOD_FOR });
      return { ticket, until: clock.wall() + GOOD_FOR };
    },
    take(ticket) {
      const key = digest(ticket);
      const found = waiting.get(key);
      waiting.delete(key);
      return found === undefined || found.until <= clock.steady() ? undefined : { holder: found.holder, sensitive: found.sensitive };
    },
    revoke(holder) {
      for (const [key, one] of waiting) if (one.holder === holder) waiting.delete(key);
    },
  };
}
