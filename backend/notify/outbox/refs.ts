import type { ChannelId } from "#contract/message";
import type { Receipt } from "../channels/kind.ts";
import type { Ticket } from "./lane.ts";

/** References at most; the oldest are forgotten, and with them receipts that come days late. */
const KEPT = 200_000;
/** Receipts that came before the outcome was written. */
const EARLY = 10_000;

/** Which delivery a receipt is of. */
export interface Refs {
  learn(channelId: ChannelId, ref: string, ticket: Ticket): void;
  find(channelId: ChannelId, receipt: Receipt): Ticket | undefined;
  /** Keeps a receipt whose delivery is not known yet. */
  keep(early: Early): void;
  /** Receipts kept whose delivery is known by now, taken out. */
  early(): Early[];
}

/** A receipt that came before the outcome was written. */
export interface Early {
  channelId: ChannelId;
  receipt: Receipt;
  /** Told whether it is on the disk. */
  done: (durable: boolean) => void;
}

export function openRefs(): Refs {
  const tickets = new Map<string, Ticket>();
  const early = new Map<string, Early>();
  return {
    learn(channelId, ref, ticket) {
      tickets.set(`${channelId} ${ref}`, ticket);
      for (const oldest of tickets.keys()) if (tickets.size > KEPT) tickets.delete(oldest); else break;
    },
    find: (channelId, { ref }) => tickets.get(`${channelId} ${ref}`),
    keep(one) {
      early.set(`${one.channelId} ${one.receipt.ref}`, one);
      for (const oldest of early.keys()) if (early.size > EARLY) early.delete(oldest); else break;
    },
    early() {
      const known = [...early].filter(([key]) => tickets.has(key));
      for (const [key] of known) early.delete(key);
      return known.map(([, one]) => one);
    },
  };
}
