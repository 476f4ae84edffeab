import { expect, test } from "vitest";
import { ChannelId } from "#contract/message";
import { handClock } from "../../../test/kit/hand-clock.ts";
import type { Receipt } from "../channels/kind.ts";
import { openReceipts } from "./receipts.ts";
import { signature, WINDOW } from "./signature.ts";

const KEY = "khoá chung";
function door(room = () => true) {
  const clock = handClock();
  const told: Receipt[] = [];
  const receipt = (_id: ChannelId, one: Receipt): Promise<boolean> => {
    if (room()) told.push(one);
    return Promise.resolve(room());
  };
  const opened = openReceipts({ keys: new Map([["hue-s", { id: ChannelId.parse("hue-s"), key: KEY }]]), receipt, clock });
  const now = (): string => String(Math.floor(clock.wall() / 1000));
  const call = (body: string, { timestamp = now(), given, channelId = "hue-s" }: { timestamp?: string; given?: string; channelId?: string } = {}) =>
    opened.take({ channelId, timestamp, given: given ?? signature(KEY, timestamp, Buffer.from(body)), body: Buffer.from(body) });
  return { clock, told, call, now };
}
const GOOD = JSON.stringify({ ref: "tin-1.0", is: "delivered", detail: "gửi tới truc@phuong.example" });

test("a signed, fresh receipt counts once, and the same call again does not; addresses in it are not kept", async () => {
  const { call, told, now } = door();
  const timestamp = now();
  expect(await call(GOOD, { timestamp })).toBe("taken");
  expect(await call(GOOD, { timestamp })).toBe("replayed");
  expect(told).toEqual([{ ref: "tin-1.0", is: "delivered", detail: "gửi tới …@…" }]);
});

test.each<[string, Parameters<ReturnType<typeof door>["call"]>[1], string]>([
  ["a forged signature", { given: "v1=00" }, "unsigned"],
  ["none", { given: "" }, "unsigned"],
  ["an unknown channel", { channelId: "sms" }, "unsigned"],
  ["a timestamp that is none", { timestamp: "hôm qua" }, "unsigned"],
  ["another's timestamp", { timestamp: "5", given: signature(KEY, "6", Buffer.from(GOOD)) }, "unsigned"],
  ["one signed long ago", { timestamp: "5" }, "stale"],
])("%s is refused", async (_what, how, why) => {
  const { call, told } = door();
  expect(await call(GOOD, how)).toBe(why);
  expect(told).toEqual([]);
});

test("where nothing can be written it is said so, and the same call is taken later: a receipt is answered once it is on the disk", async () => {
  let room = false;
  const { call, told, now } = door(() => room);
  const timestamp = now();
  expect(await call(GOOD, { timestamp })).toBe("full");
  room = true;
  expect(await call(GOOD, { timestamp })).toBe("taken");
  expect(told).toHaveLength(1);
});

test("a call kept back until it is forgotten is too old by then", async () => {
  const { call, clock, now } = door();
  const timestamp = now();
  expect(await call(GOOD, { timestamp })).toBe("taken");
  clock.pass(3 * WINDOW * 1000);
  expect(await call(JSON.stringify({ ref: "x", is: "failed" }))).toBe("taken");
  expect(await call(GOOD, { timestamp })).toBe("stale");
});

test.each(["{", "[]", "null", JSON.stringify({ ref: "", is: "delivered" }), JSON.stringify({ ref: "a", is: "seen" }), ""])("signed nonsense (%s) is told to be that", async (body) => {
  const { call, told } = door();
  expect(await call(body)).toBe("malformed");
  expect(told).toEqual([]);
});
