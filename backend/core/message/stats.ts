import { dayOf } from "#contract/day";
import type { ChannelDay, ChannelId, Delivery } from "#contract/message";

const DAY = 86_400_000;

/** What channels did, day by day. */
export interface ChannelTally {
  /** A delivery as it stands at last; each is added once. */
  add(delivery: Pick<Delivery, "steps">): void;
  /** Newest day first, then by channel. */
  rows(): ChannelDay[];
}

/** @param offset local time less UTC, ms @param from steps before it are left out */
export function openTally({ offset, from }: { offset: number; from: number }): ChannelTally {
  const days = new Map<string, { row: ChannelDay; waits: number[] }>();
  const at = (channelId: ChannelId, instant: number): { row: ChannelDay; waits: number[] } => {
    const day = dayOf(Math.floor((instant + offset) / DAY));
    const key = `${day} ${channelId}`;
    const known = days.get(key) ?? { row: { channelId, day, sent: 0, delivered: 0, failed: 0, unknown: 0 }, waits: [] };
    days.set(key, known);
    return known;
  };
  return {
    add({ steps }) {
      const sentAt = new Map<ChannelId, number>();
      const proved = new Set<ChannelId>();
      for (const { at: instant, channelId, is } of steps) {
        if (channelId === undefined) continue;
        if (is === "sent") sentAt.set(channelId, instant);
        if (instant < from) continue;
        const { row, waits } = at(channelId, instant);
        if (is === "sent") row.sent++;
        else if (is === "unsure") row.unknown++;
        else if (is === "failed" || is === "refused") row.failed++;
        else if (is === "delivered" && !proved.has(channelId)) {
          proved.add(channelId);
          row.delivered++;
          const handed = sentAt.get(channelId);
          if (handed !== undefined) waits.push(Math.max(0, instant - handed));
        }
      }
    },
    rows: () => [...days.values()].map(({ row, waits }) => (waits.length === 0 ? row : { ...row, p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) })).sort((a, b) => (a.day === b.day ? (a.channelId < b.channelId ? -1 : 1) : a.day < b.day ? 1 : -1)),
  };
}

/** The smallest that so large a share is not above. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
