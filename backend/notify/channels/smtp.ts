import { createTransport } from "nodemailer";
import { z } from "zod";
import { ChannelId } from "#contract/message";
import { fail, ok } from "#contract/result";
import type { ChannelKindOf, Outcome, Outgoing } from "./kind.ts";
import { html, withoutAddresses } from "../text/clean.ts";
import { spoken } from "../text/words.ts";

/** Of a channel in the configuration. */
export const SmtpSettings = z.strictObject({
  id: ChannelId, kind: z.literal("smtp"),
  host: z.string().min(1).max(253), port: z.int().min(1).max(65_535).default(587),
  /** `starttls` goes on only where the server offers it; `none` is for a server on the same machine. */
  security: z.enum(["tls", "starttls", "none"]).default("starttls"),
  user: z.string().max(200).optional(),
  /** Name of the environment variable that holds the password. */
  passwordFrom: z.string().max(100).optional(),
  from: z.email().max(254), fromName: z.string().max(100).optional(),
  replyTo: z.email().max(254).optional(),
  rate: z.number().min(0.1).max(1000).default(20), parallel: z.int().min(1).max(20).default(5),
});
type Settings = z.infer<typeof SmtpSettings>;

/** A connection, a greeting, an answer to a command: none of them may take longer, ms. */
const PATIENCE = 15_000;
/** A server that looks through a message answers late, and is not asked twice for that (RFC 5321 §4.5.3.2.6 would wait ten minutes; an emergency cannot), ms. */
const SCAN = 60_000;

/** E-mail. Servers give no receipt: what they took is `sent`, and proved only by the agency's own word. */
export const smtp: ChannelKindOf<Settings> = {
  kind: "smtp", tellsDoubles: false, receipts: () => false,
  open(settings, { site }, secret) {
    const password = settings.passwordFrom === undefined ? ok(undefined) : secret(settings.passwordFrom);
    if (!password.ok) return password;
    if ((settings.user === undefined) !== (password.value === undefined)) return fail("user and passwordFrom belong together");
    /** Whose last byte went out: from then on silence is not a failure but not to know. */
    const handed = new Set<string>();
    const transport = createTransport({
      pool: true, maxConnections: settings.parallel, maxMessages: 100, host: settings.host, port: settings.port,
      secure: settings.security === "tls", requireTLS: settings.security === "starttls", ignoreTLS: settings.security === "none",
      ...(settings.user !== undefined && password.value !== undefined && { auth: { user: settings.user, pass: password.value } }),
      connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: SCAN, dnsTimeout: PATIENCE, disableFileAccess: true, disableUrlAccess: true,
    });
    transport.use("stream", (mail, done) => {
      const key = mail.message.messageId();
      mail.message.processFunc((body) => body.once("end", () => handed.add(key)));
      done();
    });
    const domain = settings.from.slice(settings.from.lastIndexOf("@") + 1);

    async function send(one: Outgoing): Promise<Outcome> {
      const messageId = `<${one.key}@${domain}>`;
      const { subject, text } = spoken(one.content, { ...one, site });
      try {
        await transport.sendMail({
          messageId, date: new Date(one.at), from: { name: settings.fromName ?? site, address: settings.from }, to: { name: "", address: one.to }, ...(settings.replyTo !== undefined && { replyTo: settings.replyTo }),
          subject, text, html: page(subject, text, one.language), ...(one.urgency === "emergency" && { priority: "high" as const }),
          headers: { "Auto-Submitted": "auto-generated", ...(one.leave !== undefined && { "List-Unsubscribe": `<${one.leave}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }) },
        });
        return { is: "sent" };
      } catch (error) {
        return outcomeOf(error, handed.has(messageId));
      } finally {
        handed.delete(messageId);
      }
    }
    return ok({
      send,
      close: () => {
        transport.close();
        return Promise.resolve();
      },
    });
  },
};

/** A word for each fault: the server's answer where there is one, else whether anything can have gone. */
function outcomeOf(error: unknown, handed: boolean): Outcome {
  const about: { responseCode?: unknown; code?: unknown; message?: unknown } = typeof error === "object" && error !== null ? error : {};
  const code = typeof about.code === "string" ? about.code : "";
  const detail = withoutAddresses(`${code} ${typeof about.message === "string" ? about.message : String(error)}`);
  const answered = typeof about.responseCode === "number" ? about.responseCode : undefined;
  if (code === "EAUTH" || code === "ETLS" || code === "ENOAUTH") return { is: "down", detail };
  if (answered === undefined) return code === "EENVELOPE" ? { is: "refused", detail } : { is: handed ? "unsure" : "down", detail };
  // 421: the service is closing; 503 here means that an earlier command was not taken.
  return { is: answered >= 500 && answered !== 503 ? "refused" : answered === 421 ? "down" : "failed", detail };
}

function page(title: string, text: string, language: string): string {
  const body = text.split("\n").map((line) => (line === "" ? "<br>" : `<p style="margin:0 0 6px">${html(line)}</p>`)).join("");
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${html(title)}</title></head><body style="font:16px/1.5 sans-serif;color:#111">${body}</body></html>`;
}
