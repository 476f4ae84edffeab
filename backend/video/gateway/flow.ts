import { SLOW_AFTER } from "#contract/video-wire";

/** Bytes that wait in this process for one window, at most; and when it has caught up. */
const BUFFERED = { slow: 2_097_152, well: 262_144 };
/** ms: the oldest unseen message of a window that has caught up. */
const CAUGHT_UP = 200;
/** Key pictures alone after a window was slow, ms: doubled each time it is slow again soon. Short: the window is told, and asks for less itself. */
const PENANCE = { first: 1000, most: 4000, soon: 5000 };
/** Between two looks at most so much time counts, ms: while this process stands, what the window says it has seen is not read. */
const STOOD = 250;
/** A window that sees nothing for so long, or leaves so many messages unseen, is cut off. */
const DEAD = { ms: 30_000, messages: 20_000 };

/** What may be sent to a window now. */
export type Mode = "all" | "keys" | "nothing";

/** How one window keeps up, by what it says it has seen: what lies in the network's buffers counts as not seen. */
export interface Flow {
  /** @returns the serial of the next message, 32 bits */
  sent(now: number): number;
  seen(serial: number, now: number): void;
  mode(now: number, buffered: number): Mode;
  /** It is not worth waiting for. */
  dead(now: number): boolean;
}

export function openFlow(): Flow {
  let serial = 0;
  let unseen: { serial: number; at: number }[] = [];
  let slow = false;
  let [keysUntil, penance, wellSince] = [0, PENANCE.first, 0];
  let [looked, lived] = [Number.NaN, 0];
  /** ms this process has been about its work, by its own looks. */
  function alive(now: number): number {
    if (!Number.isNaN(looked)) lived += Math.min(STOOD, Math.max(0, now - looked));
    looked = now;
    return lived;
  }
  const oldest = (now: number): number => (unseen[0] === undefined ? 0 : alive(now) - unseen[0].at);

  return {
    sent(now) {
      serial = (serial + 1) >>> 0;
      unseen.push({ serial, at: alive(now) });
      return serial;
    },
    seen(upTo) {
      // What was never sent was never seen: a window cannot run ahead.
      const at = unseen.findLastIndex((one) => one.serial === upTo);
      if (at >= 0) unseen = unseen.slice(at + 1);
    },
    mode(now, buffered) {
      if (slow && oldest(now) < CAUGHT_UP && buffered < BUFFERED.well) {
        slow = false;
        keysUntil = now + penance;
        wellSince = keysUntil;
      } else if (!slow && (oldest(now) > SLOW_AFTER || buffered > BUFFERED.slow)) {
        slow = true;
        penance = wellSince > 0 && now - wellSince < PENANCE.soon ? Math.min(PENANCE.most, penance * 2) : PENANCE.first;
      }
      return slow ? "nothing" : now < keysUntil ? "keys" : "all";
    },
    dead: (now) => oldest(now) > DEAD.ms || unseen.length > DEAD.messages,
  };
}
