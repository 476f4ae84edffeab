import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertRecord } from "#contract/alert";
import type { IncidentId } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, mailChannel } from "../kit/channels.ts";
import { headerOf, startMailServer, textOf, type Mail, type MailServer } from "../kit/mail-server.ts";
import { until } from "../kit/until.ts";

const ADDRESS = "https://canhbao.example";
let mail: MailServer;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;
let incidentId: IncidentId;
let alert: AlertRecord;

beforeAll(async () => {
  mail = await startMailServer();
  config = channelConfig(`pack: city/hue\nchannels:\n${mailChannel(mail.port)}public: { address: "${ADDRESS}", sender: ioc.hue.example }\n`);
  room = await openCaseRoom({ env: config.env });
  incidentId = (await room.open({ alarmIds: [await room.flood()] })).id;
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await mail?.stop();
  config?.remove();
});

const to = (address: string): Mail[] => mail.mails.filter((one) => one.to.includes(address));
const bodyOf = (one: Mail | undefined): string => (one === undefined ? "" : textOf(one));
/** A link of a mail, at this server instead of the address citizens know. */
const here = (link: string | undefined): string => (link ?? "").replace(ADDRESS, room.backend().address);
const linkIn = (one: Mail | undefined, path: "confirm" | "leave"): string => here(new RegExp(`${ADDRESS}/public/${path}\\?token=[\\w.-]+`).exec(bodyOf(one))?.[0]);
function subscribe(address: string, more: [string, string][] = [["service", "flood"]], headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${room.backend().address}/public/subscribe`, { method: "POST", headers, body: new URLSearchParams([["address", address], ["language", "vi"], ...more]) });
}
async function subscribed(address: string, more?: [string, string][]): Promise<void> {
  expect((await subscribe(address, more)).status).toBe(200);
  await until(() => to(address).length > 0, 20_000);
  expect((await fetch(linkIn(to(address)[0], "confirm"), { method: "POST" })).status).toBe(200);
}
const listed = async (): Promise<number> => valueOf(await room.lead.ask("alert:list", {})).subscribers;

test("H-10.5 asked on the page, confirmed by the mail's link, which does nothing by being looked at", async () => {
  expect(await (await fetch(`${room.backend().address}/public`)).text()).toContain('action="/public/subscribe"');
  expect((await subscribe("an@dan.example")).status).toBe(200);
  await until(() => to("an@dan.example").length === 1, 20_000);
  const link = linkIn(to("an@dan.example")[0], "confirm");
  const looked = await fetch(link);
  expect(looked.headers.get("cache-control")).toBe("no-store");
  expect(await looked.text()).toContain("<form method=\"post\"");
  expect(await listed()).toBe(0);
  expect(await (await fetch(link, { method: "POST" })).text()).toContain("Đã xác nhận");
  expect(await listed()).toBe(1);
});

test("H-10.5 a warning goes to those who chose its service and its area, and to nobody else; the journal holds no address", async () => {
  await subscribed("binh@dan.example", [["service", "fire"]]);
  await subscribed("chi@dan.example", [["service", "flood"], ["area", "vy-da"]]);
  await subscribed("dung@dan.example", [["service", "flood"], ["area", "phong-dien"]]);
  await subscribe("em@dan.example");
  await until(() => to("em@dan.example").length === 1, 20_000);
  alert = valueOf(await room.lead.ask("alert:publish", { of: { incidentId }, draft: valueOf(await room.lead.ask("alert:draft", { of: { incidentId } })) }));
  await until(() => to("an@dan.example").length === 2 && to("chi@dan.example").length === 2, 20_000);
  const letter = to("an@dan.example")[1];
  if (letter === undefined) throw new Error("no mail");
  expect(headerOf(letter, "subject")).toContain(alert.texts.vi.headline);
  expect(bodyOf(letter)).toContain(`${ADDRESS}/public#${alert.id}`);
  for (const other of ["binh", "dung", "em"]) expect(to(`${other}@dan.example`), other).toHaveLength(1);
  expect(JSON.stringify(await room.facts())).not.toMatch(/@dan\.example/);
});

test("H-10.5 the mail program's one-click post (RFC 8058) ends it at once, without a cookie or a question", async () => {
  const letter = to("an@dan.example")[1];
  if (letter === undefined) throw new Error("no mail");
  expect(headerOf(letter, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const link = here(/<([^>]+)>/.exec(headerOf(letter, "list-unsubscribe") ?? "")?.[1]);
  const before = await listed();
  expect((await fetch(link, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" })).status).toBe(200);
  expect(await listed()).toBe(before - 1);
  // Replayed: it was done.
  expect((await fetch(link, { method: "POST" })).status).toBe(200);
  expect(await listed()).toBe(before - 1);
});

test("H-10.5 killed in the middle of it, the room tells each subscriber of the update once, and whoever left nothing", async () => {
  const facts = (await room.facts()).length;
  valueOf(await room.lead.ask("alert:update", { alertId: alert.id, draft: { ...alert, severity: "Extreme" } }));
  await room.restart();
  await until(() => to("chi@dan.example").length >= 3, 20_000);
  valueOf(await room.lead.ask("alert:cancel", { alertId: valueOf(await room.lead.ask("alert:list", {})).alerts[0]!.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  await until(() => to("chi@dan.example").some((one) => bodyOf(one).includes("Nước đã rút")), 20_000);
  expect(to("chi@dan.example")).toHaveLength(4);
  expect(to("an@dan.example")).toHaveLength(2);
  const queued = (await room.facts()).slice(facts).flatMap((fact) => (fact.kind === "message:queued" ? [fact.message.content] : []));
  expect(queued).toHaveLength(2);
});

test.each([["confirm", ""], ["confirm", "c.sabc.zzz.AAAA"], ["leave", `l.s1.${(Date.now() + 1e9).toString(36)}.${"A".repeat(43)}`]])("a forged link to %s is refused: %j", async (path, token) => {
  for (const method of ["GET", "POST"]) expect((await fetch(`${room.backend().address}/public/${path}?token=${encodeURIComponent(token)}`, { method })).status).toBe(400);
});

test("hostile forms: another site's page, no address, a header in the address, an endless body", async () => {
  expect((await subscribe("x@dan.example", undefined, { origin: "https://evil.example" })).status).toBe(403);
  expect((await subscribe("khong-phai-dia-chi")).status).toBe(400);
  expect((await subscribe("x@dan.example\r\nBcc: all@dan.example")).status).toBe(400);
  expect((await subscribe("x@dan.example", [])).status).toBe(400);
  const large = await fetch(`${room.backend().address}/public/subscribe`, { method: "POST", body: new URLSearchParams({ address: "a".repeat(20_000) }) });
  expect(large.status).toBe(413);
  expect(mail.mails.some((one) => one.to.some((address) => address.startsWith("all@") || address.startsWith("x@")))).toBe(false);
});

test("mail bombing from one network address: told to wait, with the page's words", async () => {
  const answers = [];
  for (let n = 0; n < 14; n++) answers.push(await subscribe(`nan-nhan-${n}@dan.example`));
  expect(answers.at(-1)?.status).toBe(429);
  expect(await answers.at(-1)?.text()).toContain("Xin thử lại");
});
