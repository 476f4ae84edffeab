import type { NewFact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { MOST_RECIPIENTS, type ChannelId, type Delivery, type MessageDraft, type MessageId } from "#contract/message";

/** Channels in the order they are tried, by what a message is. */
export interface Chains {
  emergency: readonly ChannelId[];
  routine: readonly ChannelId[];
  public: readonly ChannelId[];
}

/** How long a message is worth sending, ms. */
const WORTH = { emergency: 24 * 3_600_000, routine: 72 * 3_600_000 } as const;

/** @returns a fact for each message, at most MOST_RECIPIENTS in each; none for a draft without recipients or whose chain has no channel */
export function composeMessages(drafts: readonly MessageDraft[], { chains, at, newId }: { chains: Chains; at: Instant; newId: () => MessageId }): NewFact[] {
  return drafts.flatMap(({ content, urgency, recipients, chain = urgency, until = at + WORTH[urgency], incidentId, agencyId, by }) => {
    const channels = typeof chain === "string" ? chains[chain] : chain;
    if (channels.length === 0) return [];
    return slices(recipients).map((some): NewFact => ({
      kind: "message:queued", at, ...(incidentId !== undefined && { incidentId }),
      message: {
        id: newId(), at, urgency, bulk: chain === "public", content, chain: [...channels], until,
        ...(incidentId !== undefined && { incidentId }), ...(agencyId !== undefined && { agencyId }), ...(by !== undefined && { by }),
        deliveries: some.map((to): Delivery => ({ to, state: "waiting", channelId: channels[0], attempts: 0, nextAt: at, steps: [] })),
      },
    }));
  });
}

function slices<T>(all: readonly T[]): T[][] {
  const made: T[][] = [];
  for (let from = 0; from < all.length; from += MOST_RECIPIENTS) made.push(all.slice(from, from + MOST_RECIPIENTS));
  return made;
}
