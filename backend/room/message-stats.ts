import { dayNumber, dayOf } from "#contract/day";
import type { RequestOutput } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { openTally } from "../core/message/stats.ts";
import type { Clock, Journal } from "../ports.ts";

/** Facts read at one go, each with up to 500 deliveries; ms between two goes. */
const SLICE = 100;
const PAUSE = 5;
/** Deliveries counted at most, the newest. */
const MOST = 200_000;
const DAY = 86_400_000;

interface Options {
  journal: Pick<Journal, "recent">;
  clock: Pick<Clock, "wall" | "after">;
  /** Local time less UTC, ms. */
  offset: () => number;
}

/** Counts what channels did from the facts of the journal, newest first: the first fact that names a delivery is how it stands. One count at a time. */
export function messageStats({ journal, clock, offset }: Options): (days: number) => Promise<Result<RequestOutput<"channel:stats">>> {
  let counting = false;
  return async (days) => {
    if (counting) return fail({ code: "too-many", retryAfter: 1 });
    counting = true;
    try {
      const ahead = offset();
      const from = dayNumber(dayOf(Math.floor((clock.wall() + ahead) / DAY) - days + 1)) * DAY - ahead;
      const tally = openTally({ offset: ahead, from });
      const seen = new Set<string>();
      for (let before = Number.MAX_SAFE_INTEGER; seen.size < MOST;) {
        const facts = journal.recent({ kinds: ["message:moved"], before, limit: SLICE });
        for (const fact of facts) {
          if (fact.kind !== "message:moved" || fact.at < from) continue;
          for (const { index, after } of fact.moves) {
            const key = `${fact.messageId}/${index}`;
            if (seen.has(key)) continue;
            seen.add(key);
            tally.add(after);
          }
        }
        const last = facts.at(-1);
        if (last === undefined || facts.length < SLICE || last.at < from) return ok({ rows: tally.rows(), cut: false });
        before = last.seq;
        await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
      }
      return ok({ rows: tally.rows(), cut: true });
    } finally {
      counting = false;
    }
  };
}
