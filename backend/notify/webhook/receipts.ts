import { z } from "zod";
import type { ChannelId } from "#contract/message";
import type { Clock, ReceiptDoor } from "../../ports.ts";
import type { Receipt } from "../channels/kind.ts";
import { withoutAddresses } from "../text/clean.ts";
import { sameSignature, signature, WINDOW } from "./signature.ts";

/** Signatures remembered within the window; with more calls than this in it, the oldest could come again – receipts count once anyway. */
const REMEMBERED = 50_000;

const Body = z.object({ ref: z.string().min(1).max(128), is: z.enum(["delivered", "refused", "failed"]), detail: z.string().max(500).optional() });

interface Options {
  /** Of the gateways that report back, by channel. */
  keys: ReadonlyMap<string, { id: ChannelId; key: string }>;
  receipt: (channelId: ChannelId, receipt: Receipt) => Promise<boolean>;
  clock: Pick<Clock, "wall">;
}

/** Takes receipts of gateways: signed with the channel's key, fresh, and each but once. */
export function openReceipts({ keys, receipt, clock }: Options): ReceiptDoor {
  const seen = new Map<string, number>();
  return {
    async take({ channelId, timestamp, given, body }) {
      const channel = keys.get(channelId);
      // A stranger learns nothing of which channels there are.
      if (channel === undefined || !/^\d{1,12}$/.test(timestamp)) return "unsigned";
      if (!sameSignature(given, signature(channel.key, timestamp, body))) return "unsigned";
      const now = clock.wall() / 1000;
      if (Math.abs(now - Number(timestamp)) > WINDOW) return "stale";
      if (seen.has(given)) return "replayed";
      for (const [old, at] of seen) if (now - at > 2 * WINDOW || seen.size >= REMEMBERED) seen.delete(old); else break;
      seen.set(given, now);
      const parsed = parse(body);
      if (parsed === undefined) return "malformed";
      const { ref, is, detail } = parsed;
      if (await receipt(channel.id, { ref, is, ...(detail !== undefined && { detail: withoutAddresses(detail) }) })) return "taken";
      seen.delete(given);
      return "full";
    },
  };
}

function parse(body: Uint8Array): z.infer<typeof Body> | undefined {
  try {
    const read = Body.safeParse(JSON.parse(Buffer.from(body).toString()));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // Signed, and no JSON all the same.
  }
}
