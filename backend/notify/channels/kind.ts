import type { Urgency } from "#contract/incident";
import type { ChannelId, ChannelKind, Language, MessageContent } from "#contract/message";
import type { Result } from "#contract/result";
import type { Clock, Log, PushBook } from "../../ports.ts";

/** One message to one address, ready to be said. */
export interface Outgoing {
  /** The same for every try of one delivery: what a channel that knows doubles knows them by. */
  key: string;
  to: string;
  language: Language;
  urgency: Urgency;
  content: MessageContent;
  /** When it was queued. */
  at: number;
  leave?: string;
  confirm?: string;
}

/**
 * What became of one try. `sent`: the other side has taken it over. `refused`: it will never take it for this recipient.
 * `failed`: not now, and surely not gone. `unsure`: handed over, and nobody said what became of it. `down`: the channel itself
 * cannot be reached, and surely nothing went.
 */
export type Outcome = { is: "sent" | "delivered"; ref?: string; detail?: string } | { is: "refused" | "failed" | "unsure" | "down"; detail: string };

/** Word that came later of a message that was sent. */
export interface Receipt {
  ref: string;
  is: "delivered" | "refused" | "failed";
  detail?: string;
}

/** One channel of the configuration, open. Nothing it does throws; every call ends within its own time limit. */
export interface OpenChannel {
  send(one: Outgoing): Promise<Outcome>;
  close(): Promise<void>;
}

/** What a channel gets to work with. */
export interface ChannelTools {
  clock: Clock;
  log: Log;
  /** A receipt came. @returns whether it is on the disk; where it is not, the other side shall send it again */
  receipt: (receipt: Receipt) => Promise<boolean>;
  push: () => PushBook | undefined;
  /** Where the room keeps its files, with its own keys among them. */
  folder: string;
  /** Name of the room, as recipients read it. */
  site: string;
}

/** What every channel of the configuration has. `rate`: messages a second at most; `parallel`: at one time. */
export interface CommonSettings {
  id: ChannelId;
  rate: number;
  parallel: number;
}

/** A kind of channel: what it needs in the configuration, and how it is opened. */
export interface ChannelKindOf<S extends CommonSettings> {
  kind: ChannelKind;
  /** Tells a message that comes twice from two. */
  tellsDoubles: boolean;
  /** Waits for receipts that prove delivery. */
  receipts: (settings: S) => boolean;
  /** @param secret reads what the configuration names; in words what is missing */
  open: (settings: S, tools: ChannelTools, secret: (name: string) => Result<string, string>) => Result<OpenChannel, string>;
}
