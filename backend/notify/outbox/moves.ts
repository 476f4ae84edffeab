import type { Fact, NewFact } from "#contract/fact";
import type { Delivery } from "#contract/message";
import type { Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { Clock } from "../../ports.ts";
import type { Ticket } from "./lane.ts";

/** Gathers what became of deliveries for a moment, so that a burst is one transaction and one fact a message. */
export interface Moves {
  /** @returns once it is written: true where it is on the disk, false where there is no room for it now */
  add(ticket: Ticket, after: Delivery): Promise<boolean>;
  /** What is gathered of this one and not written yet. */
  newest(ticket: Ticket): Delivery | undefined;
  /** Facts of these moves, one a message. */
  facts(moves: readonly { ticket: Ticket; after: Delivery }[]): NewFact[];
  flush(): Promise<void>;
}

/** @param gather ms */
export function openMoves({ state, write, clock, gather }: { state: Pick<RoomState, "messages">; write: (facts: readonly NewFact[]) => Promise<Result<Fact[]>>; clock: Clock; gather: number }): Moves {
  let pending = new Map<string, { ticket: Ticket; after: Delivery }>();
  let waiting: ((durable: boolean) => void)[] = [];
  let stop: (() => void) | undefined;
  const keyOf = ({ messageId, index }: Ticket): string => `${messageId}/${index}`;

  function facts(moves: readonly { ticket: Ticket; after: Delivery }[]): NewFact[] {
    const byMessage = Map.groupBy(moves, ({ ticket }) => ticket.messageId);
    return [...byMessage].flatMap(([id, some]): NewFact[] => {
      const message = state.messages.get(id);
      // An agency's own word may have come while the outcome was gathered: it stands.
      const news = some.filter(({ ticket, after }) => goesOnFrom(message?.deliveries[ticket.index], after));
      if (message === undefined || news.length === 0) return [];
      return [{ kind: "message:moved", at: clock.wall(), messageId: message.id, ...(message.incidentId !== undefined && { incidentId: message.incidentId }), moves: news.map(({ ticket: { index }, after }) => ({ index, after })) }];
    });
  }
  async function flush(): Promise<void> {
    stop?.();
    stop = undefined;
    const moves = [...pending.values()];
    const told = waiting;
    pending = new Map();
    waiting = [];
    const made = facts(moves);
    const written = made.length > 0 ? await write(made) : undefined;
    // What is held in memory alone is answered with no fact.
    for (const tell of told) tell(written === undefined || (written.ok && written.value.length > 0));
  }
  return {
    add(ticket, after) {
      pending.set(keyOf(ticket), { ticket, after });
      stop ??= clock.after(gather, () => void flush());
      return new Promise((resolve) => waiting.push(resolve));
    },
    newest: (ticket) => pending.get(keyOf(ticket))?.after,
    facts,
    flush,
  };
}

/** It was made of the delivery as it stands: the last thing that happened to it is among its steps. */
function goesOnFrom(before: Delivery | undefined, { steps }: Delivery): boolean {
  const last = before?.steps.at(-1);
  return last === undefined || steps.some(({ at, is, channelId }) => at === last.at && is === last.is && channelId === last.channelId);
}
