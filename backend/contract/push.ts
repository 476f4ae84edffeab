import { z } from "zod";

/** A browser's subscription to push messages (RFC 8030, 8291), as the phone gives it: a secret of the phone, in no fact. */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({ p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}$/), auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/) }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

const nothing = z.object({});

/** Requests about push messages to officers' phones. */
export const PUSH_REQUESTS = {
  /** The room's key that a browser subscribes for (RFC 8292); absent: no channel sends push messages. */
  "push:key": { input: nothing, output: z.object({ key: z.string().max(200).optional() }) },
  /** This phone gets the account's orders from now on, whosever it was before; the sixth takes the place of the oldest. A host that is no push service answers `malformed`. */
  "push:subscribe": { input: PushSubscription, output: nothing },
  "push:leave": { input: z.object({ endpoint: z.string().max(1000) }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
