import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AgencyId } from "#contract/incident";
import { ChannelId, isUnderway, type Delivery, type Message } from "#contract/message";
import { afterReceipt, afterwards, SILENT_AFTER, type ChannelTraits, type Happening } from "./next.ts";

const [SMS, MAIL, HOOK] = ["sms", "mail", "hook"].map((id) => ChannelId.parse(id)) as [ChannelId, ChannelId, ChannelId];
const TRAITS: Readonly<Record<string, ChannelTraits>> = { sms: { tellsDoubles: false, receipts: true }, mail: { tellsDoubles: false, receipts: false }, hook: { tellsDoubles: true, receipts: true } };
const AT = 1_000_000;
type About = Pick<Message, "urgency" | "chain" | "until" | "at">;
const about = (urgency: Message["urgency"], ...chain: ChannelId[]): About => ({ urgency, chain, until: AT + 86_400_000, at: AT });
const onWire = (channelId: ChannelId, attempts = 1): Delivery => ({ to: { is: "agency", agencyId: AgencyId.parse("g") }, state: "sending", channelId, attempts, steps: [] });
const after = (delivery: Delivery, happening: Happening, message: About, at = AT): Delivery => afterwards(delivery, happening, { message, at, traits: TRAITS[delivery.channelId ?? ""], jitter: 0.5 });

describe("where a message goes (H-12.2)", () => {
  test.each<[string, Message["urgency"], ChannelId, Happening["is"], Partial<Delivery>]>([
    ["an emergency whose channel is dead takes the next at once", "emergency", MAIL, "down", { state: "waiting", channelId: SMS, nextAt: AT, attempts: 0 }],
    ["an emergency that was not taken takes the next at once", "emergency", MAIL, "failed", { state: "waiting", channelId: SMS, nextAt: AT }],
    ["an emergency nobody knows of goes over the next", "emergency", MAIL, "unsure", { state: "waiting", channelId: SMS, nextAt: AT }],
    ["an emergency the mail server took waits for the agency's word, not for ever", "emergency", MAIL, "sent", { state: "sent", nextAt: AT + SILENT_AFTER.emergency }],
    ["what can wait tries the same channel again", "routine", MAIL, "failed", { state: "waiting", channelId: MAIL, nextAt: AT + 30_000 }],
    ["what can wait and nobody knows of is not repeated", "routine", MAIL, "unsure", { state: "unknown" }],
    ["what can wait is over when a channel without receipts took it", "routine", MAIL, "sent", { state: "sent" }],
    ["who has no address here is reached over the next", "routine", MAIL, "no-address", { state: "waiting", channelId: SMS, nextAt: AT }],
  ])("%s", (_what, urgency, channelId, is, expected) => {
    const done = after(onWire(channelId), { is }, about(urgency, MAIL, SMS));
    expect(done).toMatchObject(expected);
    if (!("nextAt" in expected)) expect(done.nextAt).toBeUndefined();
  });

  test("a silent channel passes the message on; the last one leaves it unconfirmed", () => {
    const sent = after(onWire(MAIL), { is: "sent" }, about("emergency", MAIL, SMS));
    expect(after(sent, { is: "silent" }, about("emergency", MAIL, SMS))).toMatchObject({ state: "waiting", channelId: SMS });
    const last = after(after(onWire(SMS), { is: "sent", ref: "m1" }, about("emergency", MAIL, SMS)), { is: "silent" }, about("emergency", MAIL, SMS));
    expect(last).toMatchObject({ state: "sent", steps: [{ is: "sent" }, { is: "silent" }] });
    expect(isUnderway(last)).toBe(false);
  });

  test("a channel that tells doubles is asked again; what answers 500 for an hour is tried ever more slowly", () => {
    expect(after(onWire(HOOK), { is: "unsure" }, about("routine", HOOK, MAIL))).toMatchObject({ state: "waiting", channelId: HOOK });
    expect(after(onWire(SMS), { is: "unsure" }, about("emergency", SMS))).toMatchObject({ state: "waiting", channelId: SMS });
    let [delivery, at, tries] = [onWire(HOOK), AT, 0];
    for (; at < AT + 3_600_000; tries++) {
      delivery = after({ ...delivery, state: "sending", attempts: delivery.attempts + 1 }, { is: "failed", detail: "HTTP 500" }, about("routine", HOOK), at);
      expect(delivery.state).toBe("waiting");
      at = Math.max(at, delivery.nextAt ?? 0);
    }
    expect(tries).toBeLessThan(40);
  });

  test("nobody takes it anywhere: it has failed, and is not tried for ever", () => {
    let delivery = onWire(MAIL);
    for (const channelId of [MAIL, SMS]) delivery = after({ ...delivery, channelId, state: "sending" }, { is: "refused" }, about("emergency", MAIL, SMS));
    expect(delivery).toMatchObject({ state: "failed" });
    expect(delivery.nextAt).toBeUndefined();
  });
});

describe("receipts", () => {
  const env = (message: About) => ({ message, at: AT + 5, traits: TRAITS["sms"], jitter: 0.5 });
  const sent = after(onWire(SMS), { is: "sent", ref: "m1" }, about("emergency", SMS, MAIL));
  test("delivered only with a receipt, and a second one says nothing new", () => {
    const once = afterReceipt(sent, { is: "delivered", channelId: SMS }, env(about("emergency", SMS, MAIL)));
    expect(once).toMatchObject({ state: "delivered" });
    expect(once === undefined ? "" : afterReceipt(once, { is: "delivered", channelId: SMS }, env(about("emergency", SMS, MAIL)))).toBeUndefined();
  });
  test("a channel that says delivered and then not: the last word counts, and the next channel is taken", () => {
    const lied = afterReceipt({ ...sent, state: "delivered", steps: [...sent.steps, { at: AT, channelId: SMS, is: "delivered" }] }, { is: "failed", channelId: SMS, detail: "UNDELIV" }, env(about("emergency", SMS, MAIL)));
    expect(lied).toMatchObject({ state: "waiting", channelId: MAIL });
  });
  test("what the agency itself confirmed no channel takes back", () => {
    const own = { ...sent, state: "delivered" as const, steps: [...sent.steps, { at: AT, is: "delivered" as const }] };
    expect(afterReceipt(own, { is: "failed", channelId: SMS }, env(about("emergency", SMS, MAIL)))).toMatchObject({ state: "delivered" });
  });
  test("a receipt that comes after the message was passed on still proves it", () => {
    const passed = after(sent, { is: "silent" }, about("emergency", SMS, MAIL));
    expect(afterReceipt(passed, { is: "delivered", channelId: SMS }, env(about("emergency", SMS, MAIL)))).toMatchObject({ state: "delivered" });
  });
});

test("property: whatever happens, a delivery never has a time without waiting for it, never more than its steps, and nothing routine of which nobody knows goes out twice", () => {
  const happening = fc.constantFrom<Happening["is"]>("sent", "failed", "refused", "unsure", "down", "silent", "no-address");
  const anyChain = fc.uniqueArray(fc.constantFrom(SMS, MAIL, HOOK), { minLength: 1 });
  fc.assert(fc.property(fc.constantFrom<Message["urgency"]>("emergency", "routine"), anyChain, fc.array(happening, { maxLength: 40 }), (urgency, chain, happenings) => {
    const message = about(urgency, ...chain);
    let delivery: Delivery = { ...onWire(chain[0]!), state: "waiting", nextAt: AT };
    let at = AT;
    for (const is of happenings) {
      if (!isUnderway(delivery)) break;
      if (is === "silent") {
        if (delivery.state !== "sent") continue;
        delivery = after(delivery, { is }, message, at);
      } else {
        if (delivery.state !== "waiting") continue;
        const doubtful = delivery.steps.some((step) => step.is === "unsure" && step.channelId === delivery.channelId);
        if (urgency === "routine" && doubtful) expect(TRAITS[delivery.channelId ?? ""]?.tellsDoubles).toBe(true);
        const { nextAt: _nextAt, ...onTheWire } = delivery;
        delivery = after({ ...onTheWire, state: "sending", attempts: delivery.attempts + 1 }, { is }, message, at);
      }
      expect(delivery.steps.length).toBeLessThanOrEqual(12);
      if (delivery.state === "waiting") expect(delivery.nextAt).toBeGreaterThanOrEqual(at);
      at = Math.max(at, delivery.nextAt ?? at);
    }
  }));
});
