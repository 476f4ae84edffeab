/** What goes out of the room, as types: part of `ports.ts`, which gives them on. */
import type { NewFact } from "#contract/fact";
import type { AccountId, SessionId } from "#contract/ids";
import type { Channel, ChannelId, ChannelKind, Language, MessageDraft, MessageId, Recipient } from "#contract/message";
import type { Result } from "#contract/result";

/** The one door out of the room. */
export interface Outbox {
  /**
   * Facts for the transaction of what causes them: what is committed is sent, what is not was never to be sent. None where the
   * chain has no channel.
   */
  compose(drafts: readonly MessageDraft[]): NewFact[];
  /** Queues by themselves; answers when it is durable. `too-large`: 20,000 messages are under way. */
  queue(drafts: readonly MessageDraft[]): Promise<Result<MessageId[]>>;
  /** A kind of channel is there for these, as for an offer to subscribe. */
  has(kind: ChannelKind, chain: "emergency" | "routine" | "public"): boolean;
  /** Who knows the addresses of subscribers; asked at each sending. */
  subscribers(book: AddressBook): void;
}

/** Where one recipient is reached over one kind of channel: e-mail address, telephone (E.164), a gateway's own key, or phones that take push messages. */
export interface Address {
  to: string;
  language: Language;
  /** Ends the subscription with one request (RFC 8058), and ends it by hand. */
  leave?: string;
  confirm?: string;
}

/** Looks addresses up when a message is sent, so that none of them stands in a fact. */
export interface AddressBook {
  /** @returns undefined: none over this kind, or nobody any more */
  address(recipient: Recipient, kind: ChannelKind): Address | undefined;
}

/** A browser's subscription to push messages (RFC 8030, 8291); endpoint and keys are secrets of the phone. */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}
/** Which phones take push messages. Kept by who lets them subscribe; the channel only reads it. */
export interface PushBook {
  /** @param owner an account, or whoever else an address book named as a push message's address */
  of(owner: string): readonly PushSubscription[];
  /** The push service says that it is gone. */
  gone(endpoint: string): void;
}

/** The book as who lets phones into it sees it. */
export interface PhoneBook extends PushBook {
  /** @param sessionId in which the phone asks @returns false: there is no room for it */
  add(accountId: AccountId, phone: PushSubscription, sessionId: SessionId): boolean;
  /** The account's own alone. */
  remove(accountId: AccountId, endpoint: string): void;
  /** Phones of which this is so get nothing more. */
  forget(is: (phone: { accountId: AccountId; sessionId?: SessionId | undefined }) => boolean): void;
}
/** Push messages as officers' pages ask for them; undefined where no channel sends any. */
export interface PushDesk {
  book: PhoneBook;
  key: string;
  /** The address is a push service's: the room sends nothing to any other. */
  isService(endpoint: string): boolean;
}

/** What the room's answers ask of the channels. */
export interface NotifyDesk {
  channels(): Channel[];
  chains(): { emergency: ChannelId[]; routine: ChannelId[]; public: ChannelId[] };
  quiet(): { from: string; to: string } | undefined;
}

/** Receipts of gateways, as they come in over HTTP. */
export interface ReceiptDoor {
  /** `given`: the signature that came with it. `stale`: signed too long ago; `replayed`: it came before; `full`: no room on the disk now, let it come again. Answered once it is on the disk. */
  take(call: { channelId: string; timestamp: string; given: string; body: Uint8Array }): Promise<"taken" | "unsigned" | "stale" | "replayed" | "malformed" | "full">;
}
