import { z } from "zod";
import { ChannelId } from "#contract/message";
import { ok } from "#contract/result";
import { withoutAddresses } from "../text/clean.ts";
import { spoken } from "../text/words.ts";
import { signature } from "../webhook/signature.ts";
import type { ChannelKindOf, Outcome, Outgoing } from "./kind.ts";

/** Plain HTTP only within this machine: an order is not to be read on the way. */
const Address = z.url({ protocol: /^https?$/ }).max(1000).refine((text) => text.startsWith("https:") || /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/.test(text), "https, or http on this machine");

/** Of a channel in the configuration. */
export const WebhookSettings = z.strictObject({
  id: ChannelId, kind: z.literal("webhook"),
  url: Address,
  /** Name of the environment variable that holds the key both sides sign with; 32 characters or more. */
  keyFrom: z.string().min(1).max(100),
  /** It reports back by `POST /api/channels/{id}/receipt`. */
  receipts: z.boolean().default(true),
  rate: z.number().min(0.1).max(1000).default(20), parallel: z.int().min(1).max(50).default(10),
});
type Settings = z.infer<typeof WebhookSettings>;

/** The whole of a call, ms. */
const PATIENCE = 15_000;
/** Bytes of an answer that are read. */
const MOST_ANSWER = 4096;
/** HTTP statuses by which a gateway says that it will never take this message. */
const NEVER: ReadonlySet<number> = new Set([400, 404, 405, 406, 410, 413, 415, 422]);
/** What fails before a byte of the call is out. */
const NOT_THERE: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_CERT_ALTNAME_INVALID"]);

/** What a gateway may answer: its own number for the message. */
const Answer = z.object({ ref: z.string().min(1).max(128).optional() });

/** A gateway of the city's (Hue-S, Zalo OA, e-office): a signed call for each message, the same key each time it is tried again, receipts signed alike. */
export const webhook: ChannelKindOf<Settings> = {
  kind: "webhook", tellsDoubles: true, receipts: ({ receipts }) => receipts,
  open(settings, { clock, site }, secret) {
    const key = secret(settings.keyFrom);
    if (!key.ok) return key;
    const shared = key.value;

    async function send(one: Outgoing): Promise<Outcome> {
      const { subject, text, short } = spoken(one.content, { ...one, site });
      const [agencyId, contactId] = one.to.split(" ");
      const body = JSON.stringify({ key: one.key, queuedAt: new Date(one.at).toISOString(), urgency: one.urgency, language: one.language, to: { agencyId, ...(contactId !== undefined && { contactId }) }, kind: one.content.is, subject, text, short, content: one.content });
      const timestamp = String(Math.floor(clock.wall() / 1000));
      try {
        const response = await fetch(settings.url, {
          method: "POST", body, redirect: "error", signal: AbortSignal.timeout(PATIENCE),
          headers: { "content-type": "application/json; charset=utf-8", "idempotency-key": one.key, "kydai-timestamp": timestamp, "kydai-signature": signature(shared, timestamp, Buffer.from(body)) },
        });
        const answer = await head(response);
        if (response.ok) return { is: "sent", ref: refOf(answer) ?? one.key };
        const detail = withoutAddresses(`HTTP ${response.status} ${answer}`);
        if (response.status === 401 || response.status === 403) return { is: "down", detail };
        return { is: NEVER.has(response.status) ? "refused" : "failed", detail };
      } catch (error) {
        const code = codeOf(error);
        return { is: NOT_THERE.has(code) ? "down" : "unsure", detail: withoutAddresses(code === "" ? String(error) : code) };
      }
    }
    return ok({ send, close: () => Promise.resolve() });
  },
};

/** The beginning of an answer, however long it goes on. */
async function head(response: Response): Promise<string> {
  let bytes = 0;
  let text = "";
  const decoder = new TextDecoder();
  await response.body?.pipeTo(new WritableStream<Uint8Array>({
    write(chunk) {
      text += decoder.decode(chunk, { stream: true });
      bytes += chunk.length;
      if (bytes >= MOST_ANSWER) throw new Error("enough");
    },
  })).catch(() => undefined);
  return text.slice(0, MOST_ANSWER);
}

function refOf(text: string): string | undefined {
  try {
    const parsed = Answer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.ref : undefined;
  } catch {
    return undefined; // It took the message and said nothing of its own.
  }
}

function codeOf(error: unknown): string {
  const inner: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof inner === "object" && inner !== null && "code" in inner && typeof inner.code === "string" ? inner.code : error instanceof Error ? error.name : "";
}
