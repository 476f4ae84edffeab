import { z } from "zod";
import { ChannelId, type ChannelKind } from "#contract/message";
import { ChannelSettings } from "../channels/index.ts";
import type { QuietHours } from "../../core/message/quiet.ts";
import type { Chains } from "./compose.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "hh:mm");
const chain = z.array(ChannelId).max(10).optional();

/** What the configuration says of channels, beside the channels themselves. */
export const NotifySettings = z.strictObject({
  /** In which order channels are tried; left out: by kind. */
  chains: z.strictObject({ emergency: chain, routine: chain, public: chain }).prefault({}),
  /** Local time in which nothing but an emergency is sent. */
  quietHours: z.strictObject({ from: time, to: time }).optional(),
});
export type NotifySettings = z.infer<typeof NotifySettings>;

export const ChannelList = z.array(ChannelSettings).max(10).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "two channels have the same id");

/** By kind, where the configuration names no order: what wakes people first for an emergency, what costs least otherwise. */
const ORDER: Record<keyof Chains, readonly ChannelKind[]> = { emergency: ["web-push", "smpp", "webhook", "smtp"], routine: ["web-push", "webhook", "smtp", "smpp"], public: ["web-push", "smtp"] };

/** @returns the chains in force; in words which channel they name that is none */
export function chainsOf({ chains }: Pick<NotifySettings, "chains">, channels: readonly Pick<ChannelSettings, "id" | "kind">[]): { chains: Chains; unknown: string[] } {
  const of = (name: keyof Chains): ChannelId[] => chains[name] ?? ORDER[name].flatMap((kind) => channels.filter((channel) => channel.kind === kind).map(({ id }) => id));
  const made = { emergency: of("emergency"), routine: of("routine"), public: of("public") };
  const known = new Set<string>(channels.map(({ id }) => id));
  return { chains: made, unknown: [...new Set(Object.values(made).flat())].filter((id) => !known.has(id)) };
}

/** @param offset local time less UTC, ms */
export function quietOf({ quietHours }: Pick<NotifySettings, "quietHours">, offset: number): QuietHours | undefined {
  if (quietHours === undefined) return undefined;
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return { from: minutes(quietHours.from), to: minutes(quietHours.to), offset: offset / 60_000 };
}
