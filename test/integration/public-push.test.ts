import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertRecord } from "#contract/alert";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig } from "../kit/channels.ts";
import { startPushService, type Browser, type PushService } from "../kit/push-service.ts";
import { until } from "../kit/until.ts";

const ADDRESS = "https://canhbao.example";
let service: PushService;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;
let alert: AlertRecord;

beforeAll(async () => {
  service = await startPushService();
  config = channelConfig(`pack: city/hue\nchannels:\n  - { id: may, kind: web-push, subject: "mailto:ioc@hue.example", hosts: ["${service.host}"] }\npublic: { address: "${ADDRESS}" }\n`);
  room = await openCaseRoom({ env: config.env });
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await service?.stop();
  config?.remove();
});

const post = (path: string, body?: object): Promise<Response> => fetch(`${room.backend().address}${path}`, { method: "POST", ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
const ask = async ({ phone }: Pick<Browser, "phone">, services: readonly string[] = ["flood"], areas: readonly string[] = []): Promise<number> => (await post("/public/push", { phone, services, areas, language: "vi" })).status;
const here = (link: string | undefined): string => (link ?? "").replace(ADDRESS, "");
const listed = async (): Promise<number> => valueOf(await room.lead.ask("alert:list", {})).subscribers;
async function subscribed(services?: readonly string[], areas?: readonly string[]): Promise<Browser> {
  const browser = service.browser();
  expect(await ask(browser, services, areas)).toBe(200);
  await until(() => browser.got.length === 1, 20_000);
  expect((await post(here(browser.got[0]?.confirm))).status).toBe(200);
  return browser;
}

test("H-10.5 the page offers push messages; a browser counts once its test push came and was answered, and no fact, log or answer holds its endpoint", async () => {
  expect(await (await fetch(`${room.backend().address}/public`)).text()).toMatch(/class="push" hidden data-key="[\w-]{87}"/);
  const browser = service.browser();
  expect(await ask(browser)).toBe(200);
  await until(() => browser.got.length === 1, 20_000);
  expect(browser.got[0]).toMatchObject({ title: "Đã đăng ký cảnh báo sớm", body: expect.stringContaining("tin thử"), urgent: false });
  expect(await listed()).toBe(0);
  expect((await post(here(browser.got[0]?.confirm))).status).toBe(200);
  expect(await listed()).toBe(1);
  const path = new URL(browser.phone.endpoint).pathname;
  expect(JSON.stringify(await room.facts())).not.toContain(path);
  expect(room.backend().log()).not.toContain(path);
});

test("H-10.5 a warning is shown on those that chose its service and area, with the way to it and the way out", async () => {
  const [fire, near, far] = [await subscribed(["fire"]), await subscribed(["flood"], ["vy-da"]), await subscribed(["flood"], ["phong-dien"])];
  const of = { incidentId: (await room.open({ alarmIds: [await room.flood()] })).id };
  alert = valueOf(await room.lead.ask("alert:publish", { of, draft: valueOf(await room.lead.ask("alert:draft", { of })) }));
  await until(() => near.got.length === 2, 20_000);
  expect(near.got[1]).toMatchObject({ title: expect.stringContaining(alert.texts.vi.headline.slice(0, 40)), link: `${ADDRESS}/public#${alert.id}` });
  expect(near.got[1]?.body).not.toMatch(/https?:|token|\{leave\}/);
  expect([fire.got.length, far.got.length]).toEqual([1, 1]);
  // What it wants changes at once: whoever holds the browser's own keys is the browser.
  expect(await ask(fire, ["fire", "flood"])).toBe(200);
  expect(fire.got).toHaveLength(1);
  valueOf(await room.lead.ask("alert:update", { alertId: alert.id, draft: { ...alert, severity: "Extreme" } }));
  await until(() => fire.got.length === 2 && near.got.length === 3, 20_000);
  const before = await listed();
  expect((await post(here(near.got[2]?.leave))).status).toBe(200);
  expect((await post("/public/push", { leave: fire.phone.endpoint })).status).toBe(200);
  expect(await listed()).toBe(before - 2);
});

test("H-10.5 a browser that is gone (410) is taken out with the first warning it does not get", async () => {
  const browser = await subscribed();
  const before = await listed();
  service.forget(browser);
  valueOf(await room.lead.ask("alert:cancel", { alertId: valueOf(await room.lead.ask("alert:list", {})).alerts[0]!.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  await until(async () => (await listed()) === before - 1, 20_000);
  expect(browser.got).toHaveLength(1);
});

test.each(["https://evil.example/x", "http://127.0.0.1:7373/x", "https://fcm.googleapis.com.evil.example/x", "https://user@fcm.googleapis.com/x", "file:///etc/passwd"])("invariant 12 a forged subscription at %s is refused: the room sends nothing there", async (endpoint) => {
  const { keys } = service.browser().phone;
  expect(await ask({ phone: { endpoint, keys } })).toBe(400);
});

test("hostile bodies, another site's page, and a flood from one network address", async () => {
  const { phone } = service.browser();
  for (const body of ["", "{", "null", "[]", JSON.stringify({ phone: { ...phone, keys: {} }, services: ["flood"], areas: [] })]) expect((await fetch(`${room.backend().address}/public/push`, { method: "POST", body })).status).toBe(400);
  expect((await fetch(`${room.backend().address}/public/push`, { method: "POST", headers: { origin: "https://evil.example" }, body: JSON.stringify({ phone, services: ["flood"], areas: [] }) })).status).toBe(403);
  const answers: number[] = [];
  for (let n = 0; n < 14; n++) answers.push(await ask(service.browser()));
  expect(answers.at(-1)).toBe(429);
});
