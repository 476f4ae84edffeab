import type { Instant } from "#contract/ids";
import type { Places } from "../core/replica/judge.ts";
import { LANES, type Lane } from "../core/replica/lane.ts";
import type { FactSource } from "../ports-replica.ts";

/** What is left to send, counted once and then kept in step: a journal of a million facts is not counted every second. */
export interface Progress {
  /** The centre's cursors are known anew; undefined: nothing is known of it. */
  known(places: Places | undefined): void;
  moved(lane: Lane, facts: number, places: Places): void;
  /** Looks how far the journal came since the last look. */
  look(now: number): { left?: number; leftFirst?: number; perSecond: number; oldestAlarm?: Instant };
  sent(): number;
}

/** ms over which the rate is smoothed. */
const SMOOTH = 4000;

export function openProgress(source: FactSource): Progress {
  let at: Places | undefined;
  let counted = 0;
  const left: Record<Lane, number> = { first: 0, rest: 0 };
  let sent = 0;
  let [rate, lookedAt, sentThen] = [0, 0, 0];
  return {
    known(places) {
      at = places;
      counted = source.head();
      if (places !== undefined) for (const lane of LANES) left[lane] = source.count(lane, places[lane].seq, counted);
    },
    moved(lane, facts, places) {
      at = places;
      sent += facts;
      // Facts younger than the last look were not counted yet and are already there.
      const head = Math.max(counted, source.head());
      for (const one of LANES) left[one] += source.count(one, counted, head);
      counted = head;
      left[lane] = Math.max(0, left[lane] - facts);
    },
    look(now) {
      const passed = now - lookedAt;
      if (passed > 0) {
        const weight = lookedAt === 0 ? 1 : Math.min(1, passed / SMOOTH);
        rate = lookedAt === 0 ? 0 : rate * (1 - weight) + (((sent - sentThen) * 1000) / passed) * weight;
        [lookedAt, sentThen] = [now, sent];
      }
      const perSecond = rate < 0.05 ? 0 : rate;
      if (at === undefined) return { perSecond };
      const head = source.head();
      for (const lane of LANES) left[lane] += source.count(lane, counted, head);
      counted = Math.max(counted, head);
      const oldest = left.first > 0 ? source.oldestAlarm(at.first.seq) : undefined;
      return { left: left.first + left.rest, leftFirst: left.first, perSecond, ...(oldest !== undefined && { oldestAlarm: oldest }) };
    },
    sent: () => sent,
  };
}
