import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ChannelId } from "#contract/message";
import { systemClock } from "../../backend/clock.ts";
import type { OpenChannel, Outgoing, Receipt } from "../../backend/notify/channels/kind.ts";
import { smpp, SmppSettings } from "../../backend/notify/channels/smpp.ts";
import { smtp, SmtpSettings } from "../../backend/notify/channels/smtp.ts";
import { certificateFor } from "../kit/certificate.ts";
import { startMailServer, type MailServer } from "../kit/mail-server.ts";
import { quietLog } from "../kit/quiet-log.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";
import { until } from "../kit/until.ts";

const OURS = certificateFor("IP:127.0.0.1,DNS:localhost");
const OTHERS = certificateFor("DNS:thu.khac.example");
if (OURS === undefined || OTHERS === undefined) console.log("skipped: channels over TLS (no openssl on this machine)");

const message: Outgoing = { key: "tin-1.0", to: "truc@thoatnuoc.example", language: "vi", urgency: "emergency", at: 0, content: { is: "words", vi: { title: "Lệnh mới", text: "Chặn đường" } } };
const receipts: Receipt[] = [];
const tools = { clock: systemClock(), log: quietLog(), receipt: (receipt: Receipt) => Promise.resolve(receipts.push(receipt) > 0), push: () => undefined, site: "IOC", folder: "" };
const known = getCACertificates();
let channel: OpenChannel | undefined;
let mail: MailServer | undefined;
let sms: SmsGateway | undefined;

beforeEach(() => void (receipts.length = 0));
afterEach(async () => {
  setDefaultCACertificates(known);
  await channel?.close();
  await Promise.all([mail?.stop(), sms?.stop()]);
  [channel, mail, sms] = [undefined, undefined, undefined];
});

const trust = (certificate: typeof OURS): void => setDefaultCACertificates([...known, ...(certificate === undefined ? [] : [certificate.cert])]);
function letters(port: number, security: "tls" | "starttls"): OpenChannel {
  const opened = smtp.open(SmtpSettings.parse({ id: ChannelId.parse("thu"), kind: "smtp", host: "127.0.0.1", port, security, from: "kydai@hue.example" }), tools, () => ({ ok: false, fault: "none" }));
  if (!opened.ok) throw new Error(opened.fault);
  return (channel = opened.value);
}
function texts(port: number): OpenChannel {
  const opened = smpp.open(SmppSettings.parse({ id: ChannelId.parse("sms"), kind: "smpp", host: "127.0.0.1", port, tls: true, systemId: "kydai", passwordFrom: "X", sender: "KYDAI" }), tools, () => ({ ok: true, value: "bi-mat" }));
  if (!opened.ok) throw new Error(opened.fault);
  return (channel = opened.value);
}

describe.skipIf(OURS === undefined || OTHERS === undefined)("K-3.5 channels over TLS", () => {
  test.each(["tls", "starttls"] as const)("e-mail by %s: goes out where the certificate is right, and over TLS", async (from) => {
    trust(OURS);
    mail = await startMailServer(0, { ...OURS!, from });
    expect(await letters(mail.port, from).send(message)).toEqual({ is: "sent" });
    expect(mail.mails).toMatchObject([{ to: ["truc@thoatnuoc.example"], secure: true }]);
  });

  test.each(["tls", "starttls"] as const)("e-mail by %s: a certificate nobody vouches for, and one of another name: the channel is down, and not a line of the mail was shown", async (from) => {
    mail = await startMailServer(0, { ...OURS!, from });
    expect(await letters(mail.port, from).send(message)).toMatchObject({ is: "down", detail: expect.stringMatching(/self-signed|certificate/i) });
    expect([mail.mails.length, mail.tries()]).toEqual([0, 0]);
    await Promise.all([channel?.close(), mail.stop()]);
    trust(OTHERS);
    mail = await startMailServer(0, { ...OTHERS!, from });
    expect(await letters(mail.port, from).send(message)).toMatchObject({ is: "down", detail: expect.stringMatching(/altnames|certificate/i) });
    expect([mail.mails.length, mail.tries()]).toEqual([0, 0]);
  });

  test("a server that offers no STARTTLS, where it is demanded, is given nothing in clear", async () => {
    mail = await startMailServer();
    expect(await letters(mail.port, "starttls").send(message)).toMatchObject({ is: "down" });
    expect([mail.mails.length, mail.tries()]).toEqual([0, 0]);
  });

  test("SMS over TLS: taken, and its receipt comes back over the same bind", async () => {
    trust(OURS);
    sms = await startSmsGateway({ tls: OURS! });
    expect(await texts(sms.port).send({ ...message, to: "+84905123456" })).toMatchObject({ is: "sent" });
    expect(sms.texts().map(({ to }) => to)).toEqual(["84905123456"]);
    await until(() => receipts.some(({ is }) => is === "delivered"));
  });

  test("SMS over TLS: a certificate nobody vouches for, and one of another name: down, neither password nor text is shown", async () => {
    sms = await startSmsGateway({ tls: OURS! });
    expect(await texts(sms.port).send({ ...message, to: "+84905123456" })).toMatchObject({ is: "down" });
    expect([sms.binds(), sms.parts.length]).toEqual([0, 0]);
    await Promise.all([channel?.close(), sms.stop()]);
    trust(OTHERS);
    sms = await startSmsGateway({ tls: OTHERS! });
    expect(await texts(sms.port).send({ ...message, to: "+84905123456" })).toMatchObject({ is: "down" });
    expect([sms.binds(), sms.parts.length]).toEqual([0, 0]);
  });
});
