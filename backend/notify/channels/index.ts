import { z } from "zod";
import type { Result } from "#contract/result";
import type { ChannelTools, OpenChannel } from "./kind.ts";
import { smpp, SmppSettings } from "./smpp.ts";
import { smtp, SmtpSettings } from "./smtp.ts";
import { webPush, WebPushSettings } from "./web-push.ts";
import { webhook, WebhookSettings } from "./webhook.ts";

/** Every kind of channel there is: a file and three lines here. */
export const KINDS = { smtp, smpp, webhook, "web-push": webPush };

/** One channel of the configuration. */
export const ChannelSettings = z.discriminatedUnion("kind", [SmtpSettings, SmppSettings, WebhookSettings, WebPushSettings]);
export type ChannelSettings = z.infer<typeof ChannelSettings>;

/** @returns in words why it cannot be opened: a secret that the environment has not */
export function openChannel(settings: ChannelSettings, tools: ChannelTools, secret: (name: string) => Result<string, string>): Result<OpenChannel, string> {
  switch (settings.kind) {
    case "smtp": return smtp.open(settings, tools, secret);
    case "smpp": return smpp.open(settings, tools, secret);
    case "webhook": return webhook.open(settings, tools, secret);
    case "web-push": return webPush.open(settings, tools, secret);
  }
}

/** What the outbox decides by. */
export function traitsOf(settings: ChannelSettings): { tellsDoubles: boolean; receipts: boolean } {
  switch (settings.kind) {
    case "smtp": return { tellsDoubles: smtp.tellsDoubles, receipts: smtp.receipts(settings) };
    case "smpp": return { tellsDoubles: smpp.tellsDoubles, receipts: smpp.receipts(settings) };
    case "webhook": return { tellsDoubles: webhook.tellsDoubles, receipts: webhook.receipts(settings) };
    case "web-push": return { tellsDoubles: webPush.tellsDoubles, receipts: webPush.receipts(settings) };
  }
}
