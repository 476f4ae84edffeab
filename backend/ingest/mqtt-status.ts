import type { SourceId } from "#contract/ids";
import type { Result } from "#contract/result";
import type { Clock, Delivery, Settled } from "../ports.ts";

/** Least ms between two status messages to one source. */
const PAUSE = 1000;
/** Sources with a status under way; beyond, refusals are still counted and kept, only not told at once. */
const MAX_PENDING = 4096;

/** What a source hears on its status topic: how many readings were refused since the last such message, and the newest of them. */
export interface StatusMessage {
  refused: number;
  last: { reason: string; detail: string; datastreamId?: string };
}

/**
 * Tells senders of refusals, which MQTT 3.1.1 cannot say in its acknowledgements: at most one message a second to each.
 *
 * @returns to be called with every delivery that had refusals, at parsing and again after judgement
 */
export function openStatus(clock: Clock, tell: (sourceId: SourceId, message: StatusMessage) => void): (delivery: Delivery, outcome?: Result<Settled>) => void {
  const pending = new Map<SourceId, StatusMessage>();
  return ({ sourceId, refused, readings }, outcome) => {
    const rejected = outcome === undefined ? refused : outcome.ok ? outcome.value.rejected : [];
    const newest = rejected.at(-1);
    if (newest === undefined) return;
    const datastreamId = "index" in newest ? readings[newest.index]?.datastreamId : newest.datastreamId;
    const last = { reason: newest.reason, detail: newest.detail, datastreamId };
    const message = pending.get(sourceId);
    if (message !== undefined) {
      message.refused += rejected.length;
      message.last = last;
      return;
    }
    if (pending.size >= MAX_PENDING) return;
    pending.set(sourceId, { refused: rejected.length, last });
    clock.after(PAUSE, () => {
      const told = pending.get(sourceId);
      pending.delete(sourceId);
      if (told !== undefined) tell(sourceId, told);
    });
  };
}
