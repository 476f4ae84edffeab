import { afterAll, beforeAll, expect, test } from "vitest";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, contact, mailChannel, messagesOf, openChannelRoom, order } from "../kit/channels.ts";
import { startMailServer, type MailServer } from "../kit/mail-server.ts";
import { startPushService, type PushService } from "../kit/push-service.ts";
import { until } from "../kit/until.ts";

let service: PushService;
let mail: MailServer;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;

beforeAll(async () => {
  [service, mail] = [await startPushService(), await startMailServer()];
  config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}  - { id: may, kind: web-push, subject: "mailto:ioc@hue.example", hosts: ["${service.host}"] }\nnotify: { chains: { emergency: [thu, may], routine: [thu] } }\n`);
  room = await openChannelRoom(config.env, [contact()], DRAINAGE);
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await Promise.all([service?.stop(), mail?.stop()]);
  config?.remove();
});

test("H-11.3 an officer who turned notices on gets the order on the phone, though the agency's one contact is a desk's e-mail", async () => {
  const [drainage, traffic] = [service.browser(), service.browser()];
  valueOf(await room.drainage.ask("push:subscribe", drainage.phone));
  valueOf(await room.traffic.ask("push:subscribe", traffic.phone));
  const mails = mail.mails.length;
  const id = await order(room);
  await until(() => drainage.got.length === 1 && mail.mails.length > mails, 20_000);
  expect(drainage.got[0]).toMatchObject({ title: expect.stringContaining("Ngập sâu tại Đập Đá"), urgent: true });
  expect(mail.mails.at(-1)?.to).toEqual(["truc@thoatnuoc.example"]);
  const [message] = await messagesOf(room, id, DRAINAGE);
  expect(message?.deliveries.map(({ to }) => to)).toEqual([{ is: "contact", agencyId: DRAINAGE, contactId: "truc" }, { is: "account", accountId: room.drainage.id, agencyId: DRAINAGE }]);
  // The police has no contact: there the agency itself was told, and so its officer, once.
  await until(() => traffic.got.length > 0, 20_000);
  expect(traffic.got).toHaveLength(1);
});

test("H-11.3 where push messages are none of the chain's channels nobody is said to be told by one", async () => {
  const id = await order(room, { urgency: "routine" });
  const [message] = await messagesOf(room, id, DRAINAGE);
  expect(message?.deliveries.map(({ to }) => to.is)).toEqual(["contact"]);
});
