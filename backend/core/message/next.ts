import type { ChannelId, Delivery, Message, Step } from "#contract/message";
import { resting, withStep } from "./confirm.ts";

/** Tries on one channel before a routine message takes the next one. */
const TRIES = { emergency: 1, routine: 4 } as const;
/** So long no receipt may be there before the next channel is taken, ms. */
export const SILENT_AFTER = { emergency: 60_000, routine: 1_800_000 } as const;
/** Between two tries: a quarter of the message's age, within these bounds, ms; so it slows down by itself. */
const PAUSE = { emergency: { least: 10_000, most: 300_000 }, routine: { least: 30_000, most: 1_800_000 } } as const;
/** No wait that `afterwards` sets is longer, ms: one that is belongs to a clock that was set back since. */
export const LONGEST_WAIT = { emergency: 1.2 * PAUSE.emergency.most, routine: 1.2 * PAUSE.routine.most } as const;
/** Handed over on one channel without a word so often, an emergency is not repeated there any more: twice is better than never, a storm is not. */
const MOST_UNSURE = 3;

/** What is known of a channel where a delivery's way is decided. */
export interface ChannelTraits {
  tellsDoubles: boolean;
  receipts: boolean;
}

/** What happened to a delivery. `unsure` as well: the process ended while it was being sent. `down`: nothing went, the channel is not there. `bypassed`: it is known to be down, and was not tried. */
export type Happening = { is: "sent" | "delivered" | "failed" | "refused" | "unsure" | "down" | "bypassed" | "silent" | "no-address" | "expired"; ref?: string; detail?: string };

interface Env {
  message: Pick<Message, "urgency" | "chain" | "until" | "at">;
  at: number;
  /** Of the channel it happened on; undefined: it is no longer configured. */
  traits: ChannelTraits | undefined;
  /** 0 to 1: spreads tries of many messages. */
  jitter: number;
}

/**
 * Where a message goes after what happened on its channel: waits and tries again, takes the next channel, or its way is over.
 * What is known is never repeated. What is not known is repeated where the channel tells doubles, or for an emergency, where
 * twice is better than never; else it is over as `unknown`.
 */
export function afterwards(delivery: Delivery, happening: Happening, { message, at, traits, jitter }: Env): Delivery {
  const { urgency } = message;
  const channelId = delivery.channelId;
  const noted = withStep(resting(delivery), stepOf(happening, at, channelId));
  const tried = { ...noted, attempts: delivery.attempts };
  const again = (): Delivery => inTime({ ...tried, state: "waiting", nextAt: at + pause(message, at, jitter) });
  const pass = (): Delivery => inTime(nextChannel(tried, message, { at, jitter }));
  const inTime = (after: Delivery): Delivery => (after.state === "waiting" && (after.nextAt ?? 0) >= message.until ? withStep({ ...resting(after), state: "failed" }, { at, is: "expired" }) : after);
  switch (happening.is) {
    case "delivered": return { ...tried, state: "delivered" };
    case "sent": {
      const waits = traits?.receipts === true || (urgency === "emergency" && isLast(delivery, message) === false);
      return waits ? { ...tried, state: "sent", nextAt: at + SILENT_AFTER[urgency] } : { ...tried, state: "sent" };
    }
    case "silent": return isLast(delivery, message) ? { ...tried, state: "sent" } : pass();
    case "failed":
    case "down": return delivery.attempts >= TRIES[urgency] || (urgency === "emergency" && happening.is === "down") ? pass() : again();
    case "bypassed":
    case "refused":
    case "no-address": return pass();
    case "unsure": {
      // An emergency does not wait to ask the same channel again while there is another.
      if (urgency === "emergency") return pass();
      return traits?.tellsDoubles === true ? again() : { ...tried, state: "unknown" };
    }
    case "expired": return { ...tried, state: "failed" };
  }
}

/** A later word of the channel: what it says counts once, and nothing takes back what the agency itself confirmed. @returns undefined: nothing new */
export function afterReceipt(delivery: Delivery, receipt: { is: "delivered" | "refused" | "failed"; channelId: ChannelId; detail?: string }, env: Env): Delivery | undefined {
  const { channelId, is, detail } = receipt;
  const step: Step = { at: env.at, channelId, is, ...(detail !== undefined && { detail }) };
  const last = delivery.steps.findLast((one) => one.channelId === channelId);
  if (last?.is === is) return undefined;
  const proved = delivery.state === "delivered" && delivery.steps.some((one) => one.is === "delivered" && one.channelId !== channelId);
  if (is === "delivered") return delivery.state === "delivered" ? withStep(delivery, step) : withStep({ ...resting(delivery), state: "delivered" }, step);
  // It passed on meanwhile, or another way proved it: the word is kept, the way stays as it is.
  if (proved || (delivery.state !== "delivered" && delivery.channelId !== channelId) || delivery.state === "sending" || delivery.state === "waiting") return withStep(delivery, step);
  return afterwards({ ...delivery, channelId }, { is: "refused", ...(detail !== undefined && { detail }) }, env);
}

function stepOf({ is, ref, detail }: Happening, at: number, channelId: ChannelId | undefined): Step {
  return { at, is: is === "down" || is === "bypassed" ? "failed" : is, ...(channelId !== undefined && { channelId }), ...(ref !== undefined && { ref }), ...(detail !== undefined && detail !== "" && { detail: detail.slice(0, 200) }) };
}

const isLast = ({ channelId }: Delivery, { chain }: Pick<Message, "chain">): boolean => channelId === undefined || chain.indexOf(channelId) === chain.length - 1;

/** Nothing more is to be had of this channel: its newest word was a refusal or silence, or it took the message too often without one. */
export function isSpent({ steps }: Pick<Delivery, "steps">, id: ChannelId): boolean {
  const word = steps.findLast(({ channelId }) => channelId === id)?.is;
  return word === "refused" || word === "no-address" || word === "silent" || steps.filter(({ channelId, is }) => channelId === id && is === "unsure").length >= MOST_UNSURE;
}

/** The next of the chain at once; after the last one the first again, after a pause, where any of them might still take it. */
function nextChannel(delivery: Delivery, message: Pick<Message, "urgency" | "chain" | "at">, { at, jitter }: Pick<Env, "at" | "jitter">): Delivery {
  const { chain } = message;
  const index = delivery.channelId === undefined ? -1 : chain.indexOf(delivery.channelId);
  const next = chain.slice(index + 1).find((id) => !isSpent(delivery, id));
  if (next !== undefined) return { ...delivery, state: "waiting", channelId: next, attempts: 0, nextAt: at };
  const open = chain.find((id) => !isSpent(delivery, id));
  if (open !== undefined) return { ...delivery, state: "waiting", channelId: open, attempts: 0, nextAt: at + pause(message, at, jitter) };
  const said = new Set(delivery.steps.map(({ is }) => is));
  return { ...delivery, state: said.has("silent") || said.has("sent") ? "sent" : said.has("unsure") ? "unknown" : "failed" };
}

function pause({ urgency, at: since }: Pick<Message, "urgency" | "at">, at: number, jitter: number): number {
  const { least, most } = PAUSE[urgency];
  const wait = Math.min(most, Math.max(least, (at - since) / 4));
  return Math.round(wait * (0.8 + 0.4 * jitter));
}
