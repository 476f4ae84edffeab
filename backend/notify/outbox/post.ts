import type { ChannelId, ChannelKind, Channel } from "#contract/message";
import type { ChannelTraits } from "../../core/message/next.ts";
import type { OpenChannel } from "../channels/kind.ts";
import { openHealth, type Health } from "./health.ts";
import { openLane, type Lane } from "./lane.ts";

/** One channel at work: what waits for it, how it does, what it did since the start. */
export interface Post {
  id: ChannelId;
  kind: ChannelKind;
  traits: ChannelTraits;
  channel: OpenChannel;
  rate: number;
  parallel: number;
  lane: Lane;
  health: Health;
  sending: number;
  counts: { sent: number; delivered: number; failed: number };
}

/** @param at now, ms UTC */
export function openPost({ id, kind, rate, parallel, traits, channel, at }: Pick<Post, "id" | "kind" | "rate" | "parallel" | "traits" | "channel"> & { at: number }): Post {
  return { id, kind, traits, channel, rate, parallel, lane: openLane(rate), health: openHealth(at), sending: 0, counts: { sent: 0, delivered: 0, failed: 0 } };
}

/** As people see it. */
export function seen({ id, kind, traits, health, lane, sending, counts, rate }: Post, unconfirmed: number): Channel {
  const lastError = health.lastError();
  return { id, kind, state: health.state(), since: health.since(), ...(lastError !== undefined && { lastError }), ...traits, waiting: lane.size(), sending, unconfirmed, ...counts, rate };
}
