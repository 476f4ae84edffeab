import { isUnderway, type ChannelId } from "#contract/message";
import { fail, ok, type Result } from "#contract/result";
import { firstToTell } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Log, NotifyDesk, PushBook, ReceiptDoor } from "../../ports.ts";
import { openChannel, traitsOf, type ChannelSettings } from "../channels/index.ts";
import { openReceipts } from "../webhook/receipts.ts";
import { openAddresses } from "./addresses.ts";
import type { Chains } from "./compose.ts";
import { openEngine, type Engine } from "./engine.ts";
import type { OpenOutbox } from "./open-outbox.ts";
import { openPost, seen, type Post } from "./post.ts";
import { quietOf, type NotifySettings } from "./settings.ts";

/** What is on the wire when the room closes gets so long, ms. */
const LAST_WORDS = 3000;

interface Options {
  channels: readonly ChannelSettings[];
  settings: NotifySettings;
  chains: Chains;
  state: RoomState;
  outbox: OpenOutbox;
  room: Pick<Parameters<typeof openEngine>[0], "commit" | "hold" | "onFacts">;
  push: () => PushBook | undefined;
  clock: Clock;
  log: Log;
  site: string;
  env: NodeJS.ProcessEnv;
  /** Of the room's data. */
  folder: string;
  /** Local time less UTC, ms. */
  offset: number;
}

export interface OpenNotify extends NotifyDesk {
  /** Where gateways report back; answers nobody who is not one. */
  receipts: ReceiptDoor;
  close(): Promise<void>;
}

/** Opens the channels and begins to send what waits. @returns in words which channel lacks what */
export function openNotify(options: Options): Result<OpenNotify, string> {
  const { channels, settings, chains, state, outbox, room, push, clock, log, site, env } = options;
  const posts = new Map<string, Post>();
  const keys = new Map<string, { id: ChannelId; key: string }>();
  const live: { engine?: Engine } = {};
  const secret = (name: string): Result<string, string> => {
    const value = env[name];
    return value === undefined || value === "" ? fail(`the environment has no ${name}`) : ok(value);
  };
  for (const channel of channels) {
    const opened = openChannel(channel, { clock, log, push, site, folder: options.folder, receipt: (receipt) => live.engine?.receipt(channel.id, receipt) ?? Promise.resolve(false) }, secret);
    if (!opened.ok) return fail(`channels ${channel.id}: ${opened.fault}`);
    const key = channel.kind === "webhook" && channel.receipts ? secret(channel.keyFrom) : undefined;
    if (key?.ok === true) keys.set(channel.id, { id: channel.id, key: key.value });
    posts.set(channel.id, openPost({ id: channel.id, kind: channel.kind, rate: channel.rate, parallel: channel.parallel, traits: traitsOf(channel), channel: opened.value, at: clock.wall() }));
  }
  const addresses = openAddresses({ state, push, subscribers: outbox.subscriberBook, first: (agencyId) => firstToTell(state, clock.wall(), options.offset)(agencyId) });
  const engine = openEngine({ ...room, state, posts, addresses, clock, log, chance: Math.random, quiet: quietOf(settings, options.offset) });
  live.engine = engine;

  return ok({
    receipts: openReceipts({ keys, receipt: engine.receipt, clock }),
    chains: () => ({ emergency: [...chains.emergency], routine: [...chains.routine], public: [...chains.public] }),
    quiet: () => settings.quietHours,
    channels() {
      const unconfirmed = new Map<string, number>();
      for (const { deliveries } of state.messages.values()) for (const one of deliveries) if (one.state === "sent" && isUnderway(one) && one.channelId !== undefined) unconfirmed.set(one.channelId, (unconfirmed.get(one.channelId) ?? 0) + 1);
      return [...posts.values()].map((post) => seen(post, unconfirmed.get(post.id) ?? 0));
    },
    async close() {
      await engine.close(LAST_WORDS);
      await Promise.all([...posts.values()].map((post) => post.channel.close().catch((error: unknown) => log.warn("channel-close-failed", { channel: post.id, error }))));
    },
  });
}
