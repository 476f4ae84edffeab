import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signature } from "../../backend/notify/webhook/signature.ts";
import { DRAINAGE, type CaseRoom } from "../kit/case-room.ts";
import { channelConfig, delivery, openChannelRoom, order, smsChannel } from "../kit/channels.ts";
import { startGateway, type Gateway } from "../kit/gateway.ts";
import { startSmsGateway, type SmsGateway } from "../kit/sms-gateway.ts";

const KEY = "khoá chung dài hơn ba mươi hai ký tự";
let gateway: Gateway;
let sms: SmsGateway;
let room: CaseRoom;
let config: ReturnType<typeof channelConfig>;

beforeAll(async () => {
  [gateway, sms] = await Promise.all([startGateway(KEY), startSmsGateway()]);
  config = channelConfig(`pack: city/hue\nchannels:\n  - { id: hue-s, kind: webhook, url: "${gateway.url}", keyFrom: HUE_S_KEY }\n${smsChannel(sms.port)}notify: { chains: { emergency: [hue-s, sms], routine: [hue-s] } }\n`, { HUE_S_KEY: KEY });
  room = await openChannelRoom(config.env, [{ id: "truc", name: "Trực ban", mobile: "+84905123456" }], DRAINAGE);
}, 120_000);
afterAll(async () => {
  await room?.stop();
  await Promise.all([gateway?.stop(), sms?.stop()]);
  config?.remove();
});
beforeEach(() => gateway.mood("good"));

/** Reports back as the gateway would, unless told to cheat. */
async function report(ref: string, is: string, { at = Math.floor(Date.now() / 1000), key = KEY, body = JSON.stringify({ ref, is }), sent = body, channel = "hue-s" }: { at?: number; key?: string; body?: string; sent?: string; channel?: string } = {}): Promise<number> {
  const answer = await fetch(`${room.backend().address}/api/channels/${channel}/receipt`, { method: "POST", body: sent, headers: { "content-type": "application/json", "kydai-timestamp": String(at), "kydai-signature": signature(key, String(at), Buffer.from(body)) } });
  return answer.status;
}
const keyOf = (call: Gateway["calls"][number] | undefined): string => String(call?.headers["idempotency-key"]);
const mine = () => gateway.calls.filter(({ body }) => body.includes(DRAINAGE));

test("H-11.3 a gateway gets the order signed, and its signed receipt alone makes it delivered", async () => {
  const id = await order(room, { urgency: "routine" });
  await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
  const call = mine().at(-1);
  expect(call?.sound).toBe(true);
  expect(JSON.parse(call?.body ?? "")).toMatchObject({ to: { agencyId: DRAINAGE, contactId: "truc" }, kind: "order", urgency: "routine", content: { order: { where: "Đập Đá, phường Vỹ Dạ" } } });
  const ref = keyOf(call);
  // Forged, changed on the way, too old, of another channel: none of them counts.
  expect(await report(ref, "delivered", { key: "một khoá khác hẳn" })).toBe(401);
  expect(await report(ref, "failed", { sent: JSON.stringify({ ref, is: "delivered" }) })).toBe(401);
  expect(await report(ref, "delivered", { at: Math.floor(Date.now() / 1000) - 3600 })).toBe(401);
  expect(await report(ref, "delivered", { channel: "sms" })).toBe(401);
  expect((await delivery(room, id, DRAINAGE, () => true)).state).toBe("sent");
  const at = Math.floor(Date.now() / 1000);
  expect(await report(ref, "delivered", { at })).toBe(204);
  await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered");
  expect(await report(ref, "delivered", { at })).toBe(409);
});

test("a gateway that says delivered and then that it failed: both are written down and the emergency goes on by SMS", async () => {
  const id = await order(room);
  await delivery(room, id, DRAINAGE, ({ state }) => state === "sent");
  const ref = keyOf(mine().at(-1));
  expect(await report(ref, "delivered")).toBe(204);
  await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered");
  expect(await report(ref, "failed")).toBe(204);
  const over = await delivery(room, id, DRAINAGE, ({ state, channelId }) => state === "delivered" && channelId === "sms");
  expect(over.steps.map(({ channelId, is }) => `${channelId} ${is}`)).toEqual(["hue-s sent", "hue-s delivered", "hue-s refused", "sms sent", "sms delivered"]);
});

test("a gateway that answers 500 is tried again with the same key, and holds the message once", async () => {
  gateway.mood("error");
  const before = mine().length;
  const id = await order(room, { urgency: "routine" });
  const waits = await delivery(room, id, DRAINAGE, ({ steps }) => steps.some(({ is }) => is === "failed"));
  expect(waits).toMatchObject({ state: "waiting", channelId: "hue-s" });
  expect(JSON.stringify(waits)).not.toContain("thoatnuoc.example");
  gateway.mood("good");
  // The pause is 30 s for what can wait: it is not waited out here, the case's end takes the message back.
  expect(mine().slice(before).map(keyOf).every((key) => key === keyOf(mine()[before]))).toBe(true);
});

test("H-12.2 a gateway that hangs: nobody knows whether it took the emergency, and the SMS goes out without waiting for more", async () => {
  gateway.mood("hang");
  const id = await order(room);
  const done = await delivery(room, id, DRAINAGE, ({ state }) => state === "delivered", 45_000);
  expect(done.steps.map(({ channelId, is }) => `${channelId} ${is}`)).toEqual(["hue-s unsure", "sms sent", "sms delivered"]);
}, 90_000);
