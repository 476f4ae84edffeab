import type { MessageFactKind, NewFact } from "#contract/fact";
import { isUnderway, type Message } from "#contract/message";
import type { RoomState, Touch } from "./state.ts";

/** Messages that are over and kept at hand; older ones are in the journal. */
export const ENDED_KEPT = 1000;
/** So many more are let be until they are forgotten together: a look through all of them for each that ends would cost more. */
const SLACK = 200;

type MessageFact = Extract<NewFact, { kind: Exclude<MessageFactKind, `channel:${string}`> }>;

/** Puts deliveries in their place; a message whose deliveries are all over is kept for a while, for its receipts may be late. */
export function foldMessage(state: Pick<RoomState, "messages">, fact: MessageFact): Touch[] {
  if (fact.kind === "message:queued") return [put(state, withEnd(fact.message, fact.at)), ...forget(state)];
  const message = state.messages.get(fact.messageId);
  if (message === undefined) return [];
  return [put(state, withEnd(moved(message, fact), fact.at))];
}

/** A message with the deliveries of a fact in their place. */
export function moved(message: Message, { moves }: Pick<Extract<MessageFact, { kind: "message:moved" }>, "moves">): Message {
  const deliveries = [...message.deliveries];
  for (const { index, after } of moves) if (index < deliveries.length) deliveries[index] = after;
  return { ...message, deliveries };
}

/** As it stands at `at`: over since the first time that nothing of it was under way. */
export function withEnd({ endedAt, ...message }: Message, at: number): Message {
  return message.deliveries.some(isUnderway) ? message : { ...message, endedAt: endedAt ?? at };
}

function put({ messages }: Pick<RoomState, "messages">, message: Message): Touch {
  messages.set(message.id, message);
  return { collection: "messages", id: message.id, body: message };
}

function forget({ messages }: Pick<RoomState, "messages">): Touch[] {
  if (messages.size <= ENDED_KEPT + SLACK) return [];
  const ended = [...messages.values()].filter(({ endedAt }) => endedAt !== undefined);
  if (ended.length <= ENDED_KEPT + SLACK) return [];
  ended.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
  return ended.slice(ENDED_KEPT).map(({ id }) => {
    messages.delete(id);
    return { collection: "messages", id, body: undefined };
  });
}
