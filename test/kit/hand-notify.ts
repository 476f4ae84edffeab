import type { Fact, NewFact } from "#contract/fact";
import { AgencyId } from "#contract/incident";
import { ChannelId, MessageId, type MessageDraft } from "#contract/message";
import { ok, type Result } from "#contract/result";
import { fold } from "../../backend/core/fold.ts";
import { emptyState, type RoomState } from "../../backend/core/state.ts";
import type { ChannelTraits } from "../../backend/core/message/next.ts";
import type { OpenChannel } from "../../backend/notify/channels/kind.ts";
import { composeMessages } from "../../backend/notify/outbox/compose.ts";
import { openEngine, type Engine } from "../../backend/notify/outbox/engine.ts";
import { openPost, type Post } from "../../backend/notify/outbox/post.ts";
import type { Clock } from "../../backend/ports.ts";
import { quietLog } from "./quiet-log.ts";

/** An outbox over a journal in memory, with channels of one's own, that can be killed and started anew. */
export interface HandNotify {
  state: RoomState;
  facts: Fact[];
  queue(drafts: readonly MessageDraft[]): Promise<void>;
  posts: ReadonlyMap<string, Post>;
  engine: Engine;
}
export const AGENCY = AgencyId.parse("g");

interface Options {
  clock: Clock;
  channels: Readonly<Record<string, { channel: OpenChannel; traits: ChannelTraits; rate?: number; parallel?: number }>>;
  /** What was committed before: the state is folded from it alone. */
  facts?: readonly Fact[];
  /** Nothing is committed from the moment that it answers true: the process is dead. */
  dead?: () => boolean;
}

export function openHandNotify({ clock, channels, facts: before = [], dead = () => false }: Options): HandNotify {
  const state = emptyState();
  const facts: Fact[] = [...before];
  for (const fact of facts) fold(state, fact);
  const listeners = new Set<(facts: Fact[]) => void>();
  let id = facts.length;
  const commit = async (news: readonly NewFact[]): Promise<Result<Fact[]>> => {
    if (dead()) return new Promise(() => undefined);
    const made = news.map((fact): Fact => ({ ...fact, seq: facts.length + 1 }));
    for (const fact of made) {
      fold(state, fact);
      facts.push(fact);
    }
    for (const listener of listeners) listener(made);
    return Promise.resolve(ok(made));
  };
  const ids = Object.keys(channels).map((name) => ChannelId.parse(name));
  const posts = new Map(ids.map((name) => [String(name), openPost({ id: name, kind: "smpp", rate: channels[name]?.rate ?? 1000, parallel: channels[name]?.parallel ?? 10, traits: channels[name]!.traits, channel: channels[name]!.channel, at: clock.wall() })]));
  const engine = openEngine({
    state, posts, addresses: { address: (to) => ({ to: to.is === "subscriber" ? to.id : "g", language: "vi" }) }, commit, hold: commit, clock, log: quietLog(), chance: () => 0.5,
    onFacts: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    state, facts, posts, engine,
    async queue(drafts) {
      await commit(composeMessages(drafts, { chains: { emergency: ids, routine: ids, public: ids }, at: clock.wall(), newId: () => MessageId.parse(`tin-${++id}`) }));
    },
  };
}
