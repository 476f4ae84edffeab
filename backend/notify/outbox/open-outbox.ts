import { randomUUID } from "node:crypto";
import type { NewFact } from "#contract/fact";
import { MessageId, type ChannelKind } from "#contract/message";
import { fail, ok } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { AddressBook, Clock, Commit, Outbox } from "../../ports.ts";
import { composeMessages, type Chains } from "./compose.ts";

/** Messages under way at one time; above it none is queued by itself. Orders, which come with their case, are always taken. */
export const MOST_UNDERWAY = 20_000;

interface Options {
  state: Pick<RoomState, "messages">;
  chains: Chains;
  /** Of a channel of the configuration. */
  kindOf: (channelId: string) => ChannelKind | undefined;
  clock: Pick<Clock, "wall">;
  /** Asked when something is queued: the room opens after the outbox. */
  commit: () => Commit;
}

export interface OpenOutbox extends Outbox {
  /** The book of subscribers, once there is one. */
  subscriberBook(): AddressBook | undefined;
}

/** The door to the channels: makes messages into facts; what is committed is then sent by the engine. */
export function openOutbox({ state, chains, kindOf, clock, commit }: Options): OpenOutbox {
  let book: AddressBook | undefined;
  const compose = (drafts: Parameters<Outbox["compose"]>[0]): NewFact[] => composeMessages(drafts, { chains, at: clock.wall(), newId: () => MessageId.parse(`tin-${randomUUID()}`) });
  return {
    compose,
    async queue(drafts) {
      let underway = 0;
      for (const { endedAt } of state.messages.values()) if (endedAt === undefined) underway++;
      const facts = compose(drafts);
      if (underway + facts.length > MOST_UNDERWAY) return fail({ code: "too-large", limit: MOST_UNDERWAY });
      const written = facts.length === 0 ? ok([]) : await commit()(facts);
      return written.ok ? ok(facts.flatMap((fact) => (fact.kind === "message:queued" ? [fact.message.id] : []))) : written;
    },
    has: (kind, chain) => chains[chain].some((id) => kindOf(id) === kind),
    subscribers: (next) => void (book = next),
    subscriberBook: () => book,
  };
}
