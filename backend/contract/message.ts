import { z } from "zod";
import { Day } from "./calendar.ts";
import { AccountId, Instant, SiteId } from "./ids.ts";
import { AgencyId, IncidentId, Order, Urgency } from "./incident.ts";
import { Clause, Party } from "./process.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const MessageId = id.brand<"MessageId">();
export type MessageId = z.infer<typeof MessageId>;
/** A channel as the configuration names it. */
export const ChannelId = id.brand<"ChannelId">();
export type ChannelId = z.infer<typeof ChannelId>;

export const ChannelKind = z.enum(["smtp", "smpp", "webhook", "web-push"]);
export type ChannelKind = z.infer<typeof ChannelKind>;
export const Language = z.enum(["vi", "en"]);
export type Language = z.infer<typeof Language>;

/** Recipients one message can have; more are several messages. */
export const MOST_RECIPIENTS = 500;

/** Who gets it. Never an address: these are personal data, looked up when it is sent. */
export const Recipient = z.discriminatedUnion("is", [
  /** The agency itself: its gateway, and the phones of its officers. */
  z.object({ is: z.literal("agency"), agencyId: AgencyId }),
  /** One of the agency's contacts. */
  z.object({ is: z.literal("contact"), agencyId: AgencyId, contactId: z.string().max(40) }),
  /** With an agency: reached only as long as the account is an officer of it. */
  z.object({ is: z.literal("account"), accountId: AccountId, agencyId: AgencyId.optional() }),
  /** Whoever asked for warnings: the id its own book knows it by. */
  z.object({ is: z.literal("subscriber"), id }),
]);
export type Recipient = z.infer<typeof Recipient>;

/** Words of one language. `short`: for an SMS; absent: title and text, cut. */
const Words = z.object({ title: z.string().trim().min(1).max(200), text: z.string().trim().min(1).max(4000), short: z.string().trim().min(1).max(600).optional() });

const said = z.string().max(1000);
/** What an agency is told of a case after its order. */
export const Notice = z.discriminatedUnion("what", [
  /** A deadline came without what it waits for (K-8.3, K-III.2). `limit` with its own instant; absent: a reminder that comes again and again. */
  z.object({ what: z.literal("reminded"), clause: Clause, limit: z.object({ name: z.string().max(120), nameEn: z.string().max(120), due: Instant }).optional(), orderedAt: Instant }),
  /** Said in the case's consultation (H-11.3). `from`: the agency's name, where it was one. */
  z.object({ what: z.literal("said"), as: Party, from: z.string().max(160).optional(), text: said }),
  z.object({ what: z.literal("extension-granted"), due: Instant, reason: said.optional() }),
  z.object({ what: z.literal("extension-denied"), reason: said }),
  /** Its part is over though the case goes on: somebody else was ordered. */
  z.object({ what: z.literal("left"), reason: said.optional() }),
  /** `into`: it goes on in another case; `toRoom`: in another room, and the order in hand stays in force. */
  z.object({ what: z.literal("closed"), text: said.optional(), into: IncidentId.optional(), toRoom: SiteId.optional() }),
]);
export type Notice = z.infer<typeof Notice>;

/**
 * What it says, as data: each channel makes its own text of it in the recipient's language. In `words` the marks `{confirm}`
 * and `{leave}` stand for the recipient's own links, which the address book gives and no fact holds.
 */
export const MessageContent = z.discriminatedUnion("is", [
  /** An order (H-11.3), with the agencies by name. `again`: it was returned and is to be done anew. */
  z.object({ is: z.literal("order"), incidentId: IncidentId, title: z.string().max(4000), order: Order.omit({ lead: true, support: true }), lead: z.string().max(160), support: z.array(z.string().max(160)).max(20), role: z.enum(["lead", "support"]), again: z.string().max(1000).optional() }),
  /** Whatever else an agency is told of its case. */
  z.object({ is: z.literal("notice"), incidentId: IncidentId, title: z.string().max(4000), notice: Notice }),
  z.object({ is: z.literal("words"), vi: Words, en: Words.optional(), link: z.url({ protocol: /^https?$/ }).max(1000).optional() }),
  z.object({ is: z.literal("test"), by: z.string().max(120) }),
]);
export type MessageContent = z.infer<typeof MessageContent>;

/** One thing that happened on the way to one recipient. */
export const Step = z.object({
  at: Instant,
  /** Absent: of no channel, as when the agency itself confirmed. */
  channelId: ChannelId.optional(),
  /** `unsure`: it was handed over and nobody answered, or the process died meanwhile; `silent`: no receipt came in time; `lie`: another word after the last one. */
  is: z.enum(["sent", "delivered", "failed", "refused", "unsure", "silent", "no-address", "withdrawn", "expired"]),
  /** Of the channel: what its receipt will name. */
  ref: z.string().max(128).optional(),
  /** In the other side's words, without addresses. */
  detail: z.string().max(200).optional(),
});
export type Step = z.infer<typeof Step>;
/** Newest steps kept with a delivery; all are in the journal. */
export const STEPS_KEPT = 12;

/** A message on its way to one recipient. */
export const Delivery = z.object({
  to: Recipient,
  /**
   * `waiting`: for its turn, or for `nextAt`. `sending`: handed to the channel now. `sent`: the channel took it; with `nextAt` a
   * receipt is waited for until then. `delivered`: with a receipt, and only so. `unknown`: it may have gone, and is not repeated.
   */
  state: z.enum(["waiting", "sending", "sent", "delivered", "failed", "unknown"]),
  channelId: ChannelId.optional(),
  /** Times it was tried on this channel. */
  attempts: z.int().min(0).max(10_000),
  nextAt: Instant.optional(),
  steps: z.array(Step).max(STEPS_KEPT),
});
export type Delivery = z.infer<typeof Delivery>;

/** Something to be told outside the room: in the outbox from the transaction of what causes it until every recipient's way is over. */
export const Message = z.object({
  id: MessageId,
  at: Instant,
  /** An emergency is sent whatever the hour, repeated where nobody knows whether it arrived, and passes on without waiting. */
  urgency: Urgency,
  /** To many: goes after what is meant for one. */
  bulk: z.boolean(),
  content: MessageContent,
  incidentId: IncidentId.optional(),
  agencyId: AgencyId.optional(),
  /** By whose word; absent: the room's own. */
  by: AccountId.optional(),
  /** Channels in the order they are tried. */
  chain: z.array(ChannelId).max(10),
  /** After this it is not worth sending. */
  until: Instant,
  deliveries: z.array(Delivery).min(1).max(MOST_RECIPIENTS),
  /** Every delivery is over. */
  endedAt: Instant.optional(),
});
export type Message = z.infer<typeof Message>;

/** @returns whether something is still to be done for it */
export const isUnderway = ({ state, nextAt }: Pick<Delivery, "state" | "nextAt">): boolean => state === "waiting" || state === "sending" || (state === "sent" && nextAt !== undefined);

/** Something to be sent. A drill's case never becomes one (invariant 6). */
export interface MessageDraft {
  content: MessageContent;
  urgency: Urgency;
  /** Any number: more than a message can have become several messages. None: nothing is queued. */
  recipients: readonly Recipient[];
  /** Which of the configured chains; absent: the urgency's own. `public` goes after what is meant for one. A list: these channels alone. */
  chain?: "public" | readonly ChannelId[];
  incidentId?: IncidentId;
  agencyId?: AgencyId;
  by?: AccountId;
  /** Absent: an emergency is worth sending for a day, others for three. */
  until?: Instant;
}

/** A channel as people see it. */
export const Channel = z.object({
  id: ChannelId, kind: ChannelKind,
  /** `untried`: nothing went over it since the start. */
  state: z.enum(["up", "down", "untried"]),
  since: Instant,
  lastError: z.string().max(200).optional(),
  /** Its receipts prove delivery. */
  receipts: z.boolean(),
  /** It knows a message that comes twice. */
  tellsDoubles: z.boolean(),
  waiting: z.int(), sending: z.int(), unconfirmed: z.int(),
  /** Since the start. */
  sent: z.int(), delivered: z.int(), failed: z.int(),
  /** Messages a second at most. */
  rate: z.number(),
});
export type Channel = z.infer<typeof Channel>;

/** What went over a channel on one of the city's days, by when it happened. `p50`, `p95`: ms from handing over to the receipt, of those that came; absent: none came. */
export const ChannelDay = z.object({ channelId: ChannelId, day: Day, sent: z.int(), delivered: z.int(), failed: z.int(), unknown: z.int(), p50: z.number().optional(), p95: z.number().optional() });
export type ChannelDay = z.infer<typeof ChannelDay>;

/** What happens to messages and channels. `moves` carry whole deliveries as they stand after it. */
export const MESSAGE_FACTS = [
  z.object({ kind: z.literal("message:queued"), message: Message, incidentId: IncidentId.optional() }),
  z.object({ kind: z.literal("message:moved"), messageId: MessageId, incidentId: IncidentId.optional(), moves: z.array(z.object({ index: z.int().min(0).max(MOST_RECIPIENTS - 1), after: Delivery })).min(1).max(MOST_RECIPIENTS), by: AccountId.optional() }),
  /** Nothing goes over it any more (H-12.2): what is urgent takes the next channel. */
  z.object({ kind: z.literal("channel:down"), channelId: ChannelId, detail: z.string().max(200) }),
  z.object({ kind: z.literal("channel:up"), channelId: ChannelId, downFor: z.int().min(0).describe("ms") }),
] as const;

export const MESSAGE_REQUESTS = {
  "channel:list": { input: z.object({}), output: z.object({ channels: z.array(Channel), chains: z.object({ emergency: z.array(ChannelId), routine: z.array(ChannelId), public: z.array(ChannelId) }), quiet: z.object({ from: z.string(), to: z.string() }).optional() }) },
  /** Newest day first. `cut`: more was sent than is read; the oldest is not in it. */
  "channel:stats": { input: z.object({ days: z.int().min(1).max(31) }), output: z.object({ rows: z.array(ChannelDay), cut: z.boolean() }) },
  /** Sends a test to an agency or one of its contacts over this channel alone. */
  "channel:test": { input: z.object({ channelId: ChannelId, to: Recipient }), output: z.object({ messageId: MessageId }) },
  /** Newest first: those of one case (all of them), or the outbox with the newest that are over. */
  "message:page": { input: z.object({ incidentId: IncidentId.optional(), before: Instant.optional(), limit: z.int().min(1).max(200).default(50) }), output: z.object({ messages: z.array(Message), underway: z.int() }) },
  /** A delivery that failed or that nobody knows of is tried again from the first channel, by a person's word. */
  "message:again": { input: z.object({ messageId: MessageId, index: z.int().min(0) }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
