import { afterAll, beforeAll, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, contact, delivery, giveContacts, mailChannel, messagesOf, openChannelRoom, order, smsChannel } from "../kit/channels.ts";
import { startMailServer, type MailServer } from "../kit/mail-server.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";
import { until } from "../kit/until.ts";

const ROUNDS = 4;
let mail: MailServer;
let sms: SmsGateway;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;

beforeAll(async () => {
  [mail, sms] = await Promise.all([startMailServer(), startSmsGateway()]);
  config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}${smsChannel(sms.port)}notify: { chains: { emergency: [sms, thu], routine: [thu] } }\n`);
  room = await openChannelRoom(config.env, [contact()], DRAINAGE);
  await giveContacts(room, TRAFFIC, [contact({ id: "doi-1", name: "Đội 1", mobile: "+84905000111", email: "doi1@csgt.example" })]);
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await Promise.all([mail?.stop(), sms?.stop()]);
  config?.remove();
});
const mailsOf = (id: IncidentId): number => mail.mails.filter(({ raw, to }) => to.includes("truc@thoatnuoc.example") && raw.includes(id)).length;

test(`invariant 1 kill -9 ${ROUNDS} times right after an order was acknowledged: each order goes out exactly once, or is said not to be known`, async () => {
  const orders: IncidentId[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    orders.push(await order(room, { urgency: "routine", title: `Ngập lần ${i}` }));
    await room.restart();
  }
  for (const id of orders) {
    const done = await delivery(room, id, DRAINAGE, ({ state }) => state === "sent" || state === "unknown", 30_000);
    // What is called sent went once; what is not known went once or not at all; nothing went twice.
    expect(mailsOf(id)).toBeLessThanOrEqual(1);
    if (done.state === "sent") expect(mailsOf(id)).toBe(1);
    expect(await messagesOf(room, id)).toHaveLength(2);
  }
}, 300_000);

test("kill -9 between a mail that was taken and its answer: not repeated, shown as not known, and sent again by a person's word alone", async () => {
  mail.mood("silent");
  const before = mail.mails.length;
  const id = await order(room, { urgency: "routine" });
  await until(() => mail.mails.length >= before + 2);
  await room.restart();
  mail.mood("good");
  await delivery(room, id, DRAINAGE, ({ state }) => state === "unknown");
  expect(mailsOf(id)).toBe(1);
  const [message] = await messagesOf(room, id, DRAINAGE);
  if (message === undefined) throw new Error("no message");
  valueOf(await room.operator.ask("message:again", { messageId: message.id, index: 0 }));
  await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
  expect(mailsOf(id)).toBe(2);
}, 120_000);

test("kill -9 between an emergency's SMS and its answer: it goes out over the next channel; and a receipt that comes after a kill still counts", async () => {
  sms.mood("silent");
  const parts = sms.parts.length;
  const id = await order(room);
  await until(() => sms.parts.length > parts);
  await room.restart();
  const over = await delivery(room, id, DRAINAGE, ({ channelId, steps }) => channelId === "thu" && steps.some(({ is }) => is === "sent"), 30_000);
  expect(over.steps.map(({ channelId, is }) => `${channelId} ${is}`)).toEqual(["sms unsure", "thu sent"]);
  sms.mood("good");
  sms.receipts(false);
  const next = await order(room);
  const sent = await delivery(room, next, DRAINAGE, ({ state, channelId }) => state === "sent" && channelId === "sms");
  const binds = sms.binds();
  await room.restart();
  await until(() => sms.binds() > binds);
  sms.receipt(sent.steps.find(({ ref }) => ref !== undefined)?.ref ?? "");
  await delivery(room, next, DRAINAGE, ({ state }) => state === "delivered");
}, 180_000);
