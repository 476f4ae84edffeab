import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, ordered, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, contact, delivery, mailChannel, messagesOf, openChannelRoom, order, smsChannel } from "../kit/channels.ts";
import { headerOf, startMailServer, textOf, type MailServer } from "../kit/mail-server.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";
import { until } from "../kit/until.ts";

let mail: MailServer;
let sms: SmsGateway;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;

beforeAll(async () => {
  mail = await startMailServer();
  sms = await startSmsGateway();
  config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}${smsChannel(sms.port)}notify: { chains: { emergency: [thu, sms], routine: [thu, sms] } }\n`);
  room = await openChannelRoom(config.env, [contact()], DRAINAGE);
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await Promise.all([mail?.stop(), sms?.stop()]);
  config?.remove();
});
beforeEach(() => {
  mail.mood("good");
  sms.mood("good");
  sms.receipts(true);
});

test("H-11.3 an order goes out by e-mail with all six parts, and is delivered by the agency's own word alone", async () => {
  const id = await order(room, { urgency: "routine" });
  const sent = await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
  expect(sent).toMatchObject({ channelId: "thu", attempts: 1, steps: [{ is: "sent" }] });
  const letter = mail.mails.at(-1);
  expect(letter?.to).toEqual(["truc@thoatnuoc.example"]);
  if (letter === undefined) throw new Error("no mail");
  expect(headerOf(letter, "subject")).toContain("Ngập sâu tại Đập Đá");
  for (const part of ["Sự việc:", "Nơi:", "Yêu cầu:", "Chủ trì:", "Phối hợp:", "Hạn:"]) expect(textOf(letter)).toContain(part);
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "received" } }));
  expect(await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered")).toMatchObject({ state: "delivered" });
  expect((await messagesOf(room, id, DRAINAGE))[0]?.endedAt).toBeDefined();
});

test("H-11.3 the order and its messages are one transaction: one to each ordered agency, the addresses in no fact", async () => {
  const id = await order(room);
  const facts = await room.facts();
  const at = facts.findIndex((fact) => fact.kind === "incident:moved" && fact.incidentId === id && fact.event.is === "ordered");
  const queued = facts.slice(at + 1).filter((fact) => fact.kind === "message:queued" && fact.incidentId === id);
  expect(queued.length).toBeGreaterThanOrEqual(2);
  expect(queued.map(({ seq }) => seq - (facts[at]?.seq ?? 0))).toEqual(queued.map((_fact, i) => i + 1));
  const told = JSON.stringify(facts.filter(({ kind }) => kind.startsWith("message:")));
  expect(told).not.toContain("truc@thoatnuoc.example");
  expect(told).not.toContain("84905123456");
  // Nobody's address is known at the police: that too is said, and not kept trying.
  expect(await delivery(room, id, TRAFFIC, ({ state }) => state === "failed")).toMatchObject({ steps: [{ is: "no-address" }, { is: "no-address" }] });
  await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
});

test("H-12.2 the mail server dies: an emergency takes the SMS at once, its receipt comes in, and the channel is said to be down", async () => {
  const { port } = mail;
  await mail.stop();
  const before = sms.texts().length;
  const id = await order(room);
  const done = await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered");
  expect(done.steps.map(({ channelId, is }) => [channelId, is])).toEqual([["thu", "failed"], ["sms", "sent"], ["sms", "delivered"]]);
  expect(sms.texts().slice(before)).toHaveLength(1);
  const [text] = sms.texts().slice(-1);
  expect(text?.to).toBe("84905123456");
  for (const part of ["KHẨN CẤP", "Sự việc:", "Nơi:", "Yêu cầu:", "Chủ trì:", "Phối hợp:", "Hạn:"]) expect(text?.text).toContain(part);
  // The second one finds it down.
  await order(room);
  await until(async () => valueOf(await request(room.backend(), room.admin(), "channel:list", {})).channels.find((one) => one.id === "thu")?.state === "down", 20_000);
  expect((await room.facts()).some((fact) => fact.kind === "channel:down" && fact.channelId === "thu")).toBe(true);
  mail = await startMailServer(port);
});

test("a drill's case is told to nobody outside (invariant 6)", async () => {
  const [mails, parts] = [mail.mails.length, sms.parts.length];
  const id = await order(room, { drill: true });
  const real = await order(room);
  await delivery(room, real, DRAINAGE, ({ state }) => state === "delivered" || state === "sent");
  expect(await messagesOf(room, id)).toEqual([]);
  expect([...mail.mails.slice(mails).map(({ raw }) => raw), ...sms.parts.slice(parts).map(({ text }) => text)].join("\n")).not.toContain("DIỄN TẬP");
});

test("H-11.3 K-8.3 after the order: what is said in the consultation, the answer to a request for more time and the case's end reach the agency's mailbox", async () => {
  const subjects = (from: number): (string | undefined)[] => mail.mails.slice(from).map((letter) => headerOf(letter, "subject"));
  const { id } = await room.open({ urgency: "routine", templateId: "khanh-hoa-timed" });
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, ordered()));
  await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
  const from = mail.mails.length;
  valueOf(await room.lead.ask("incident:note", { incidentId: id, text: "Còn thiếu máy bơm không?", kind: "message" }));
  valueOf(await room.drainage.ask("incident:note", { incidentId: id, text: "Đủ rồi", kind: "message" }));
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "accepted" } }));
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "extension-asked", state: "Đang bơm", obstacles: "Mưa to", expectedEnd: Date.now() + 20 * 86_400_000 } }));
  valueOf(await room.act(room.operator, id, { is: "extension-granted", agencyId: DRAINAGE, due: Date.now() + 20 * 86_400_000 }));
  await until(() => subjects(from).some((line) => line?.includes("Đồng ý gia hạn") === true), 40_000);
  expect(subjects(from).filter((line) => line?.includes("Trao đổi"))).toHaveLength(1);
  const said = mail.mails.slice(from).find((letter) => headerOf(letter, "subject")?.includes("Trao đổi") === true);
  if (said === undefined) throw new Error("nothing was said");
  expect(textOf(said)).toContain("Trung tâm: Còn thiếu máy bơm không?");
  const photo = valueOf(await room.evidence(room.drainage, id));
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã bơm cạn", evidence: [photo.id] } }));
  valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Camera thông" }));
  await until(() => subjects(from).some((line) => line?.includes("Kết thúc vụ việc") === true), 40_000);
  const facts = await room.facts();
  const end = facts.findIndex((fact) => fact.kind === "incident:moved" && fact.incidentId === id && fact.event.is === "confirmed");
  expect(facts.slice(end + 1, end + 8).some((fact) => fact.kind === "message:queued" && fact.message.content.is === "notice" && fact.message.agencyId === DRAINAGE)).toBe(true);
}, 120_000);

test("a receipt that comes twice counts once; one that takes back another is written down and the way goes on", async () => {
  await room.restart(undefined, "stop");
  sms.receipts(false);
  mail.mood("refuse");
  const id = await order(room);
  await delivery(room, id, DRAINAGE, ({ state, channelId }) => state === "sent" && channelId === "sms");
  const refs = sms.parts.slice(-20).map((part) => part.id);
  for (const one of [...refs, ...refs]) sms.receipt(one);
  const done = await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered");
  expect(done.steps.filter(({ is }) => is === "delivered")).toHaveLength(1);
  expect(JSON.stringify(done)).not.toContain("phuong.example");
});

test("K-7.1 what each channel did is counted from the journal, a kill changes none of it", async () => {
  const counted = async () => valueOf(await room.lead.ask("channel:stats", { days: 2 }));
  const before = await counted();
  const of = (id: string) => before.rows.filter(({ channelId }) => channelId === id).reduce((sum, { sent, delivered, failed }) => ({ sent: sum.sent + sent, delivered: sum.delivered + delivered, failed: sum.failed + failed }), { sent: 0, delivered: 0, failed: 0 });
  expect(of("sms").delivered).toBeGreaterThanOrEqual(2);
  expect(of("sms").sent).toBeGreaterThanOrEqual(of("sms").delivered);
  expect(of("thu")).toMatchObject({ delivered: 0 });
  expect(of("thu").failed).toBeGreaterThanOrEqual(2);
  expect(before.rows.every(({ channelId, p50 = 0, p95 = 0 }) => p50 <= p95 && (channelId !== "thu" || p95 === 0))).toBe(true);
  await room.restart();
  expect((await counted()).rows.filter(({ channelId }) => channelId === "sms")).toEqual(before.rows.filter(({ channelId }) => channelId === "sms"));
});
