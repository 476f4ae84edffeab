import { buildPushPayload } from "@block65/webcrypto-web-push";
import { z } from "zod";
import { ChannelId } from "#contract/message";
import { ok } from "#contract/result";
import type { PushSubscription } from "../../ports.ts";
import { isPushService } from "../push/services.ts";
import { vapidKeys } from "../push/vapid.ts";
import { withoutAddresses } from "../text/clean.ts";
import { spoken } from "../text/words.ts";
import type { ChannelKindOf, Outcome, Outgoing } from "./kind.ts";

/** Of a channel in the configuration. */
export const WebPushSettings = z.strictObject({
  id: ChannelId, kind: z.literal("web-push"),
  /** Whom a push service writes to when something is wrong (RFC 8292 §2.1). */
  subject: z.string().regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/).max(300),
  /** Push services beside the browsers' own: a city's own, or a test's. */
  hosts: z.array(z.string().max(253)).max(10).default([]),
  rate: z.number().min(0.1).max(1000).default(50), parallel: z.int().min(1).max(50).default(10),
});
type Settings = z.infer<typeof WebPushSettings>;

/** The whole of a call, ms. */
const PATIENCE = 15_000;
/** How long a push service keeps it for a phone that is off, s. */
const KEEP = { emergency: 3600, routine: 86_400 } as const;

/** What a page's worker gets. `confirm`, `leave`: a citizen's own links. */
type Shown = { title: string; body: string; tag: string; urgent: boolean; link?: string; confirm?: string; leave?: string };

/** Push messages to officers' and citizens' browsers (RFC 8030, 8291, 8292). A push service tells that it has taken one, never that a phone showed it: the officer's own word proves it. */
export const webPush: ChannelKindOf<Settings> = {
  kind: "web-push", tellsDoubles: true, receipts: () => false,
  open(settings, { push, site, folder }) {
    const keys = vapidKeys(folder);
    if (!keys.ok) return keys;
    const own = keys.value;
    const allowed = isPushService(settings.hosts);

    async function one(phone: PushSubscription, message: Outgoing, data: Shown): Promise<Outcome> {
      if (!allowed(phone.endpoint)) return { is: "refused", detail: "not a push service" };
      try {
        // A service of the city's own may stand on plain http within its network; what is signed and encrypted is the same.
        const endpoint = phone.endpoint.replace(/^http:/, "https:");
        const call = await buildPushPayload({ data, options: { ttl: KEEP[message.urgency], urgency: message.urgency === "emergency" ? "high" : "normal" } }, { keys: phone.keys, endpoint, expirationTime: null }, { subject: settings.subject, ...own });
        const response = await fetch(phone.endpoint, { ...call, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
        await response.body?.cancel();
        if (response.ok) return { is: "sent" };
        if (response.status === 404 || response.status === 410) push()?.gone(phone.endpoint);
        const detail = `HTTP ${response.status}`;
        return { is: response.status === 401 || response.status === 403 || response.status >= 500 || response.status === 429 ? "failed" : "refused", detail };
      } catch (error) {
        return { is: "failed", detail: withoutAddresses(error instanceof Error ? `${error.name} ${error.message}` : String(error)) };
      }
    }

    return ok({
      async send(message) {
        const { subject, short } = spoken(message.content, { ...message, site });
        // A push service takes 4096 bytes of what is encrypted.
        const link = message.content.is === "words" ? message.content.link : undefined;
        // A notification shows its title above its text, and leads to the link itself.
        const body = link === undefined ? short : short.replace(/^\[[^\]]*\] /, "").replace(link, "").trim();
        const data: Shown = {
          title: subject.slice(0, 120), body: body.slice(0, 600), tag: message.key, urgent: message.urgency === "emergency",
          ...(link !== undefined && { link }), ...(message.confirm !== undefined && { confirm: message.confirm }), ...(message.leave !== undefined && { leave: message.leave }),
        };
        const phones = message.to.split(" ").flatMap((owner) => push()?.of(owner) ?? []);
        const outcomes = await Promise.all(phones.map((phone) => one(phone, message, data)));
        // One phone of several is enough; the worst that can still change decides otherwise.
        return outcomes.find(({ is }) => is === "sent") ?? outcomes.find(({ is }) => is === "failed") ?? outcomes[0] ?? { is: "refused", detail: "no phone any more" };
      },
      close: () => Promise.resolve(),
    });
  },
};
