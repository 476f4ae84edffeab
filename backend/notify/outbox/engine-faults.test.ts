import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { ChannelId, MessageId, type Delivery, type MessageDraft } from "#contract/message";
import { fold } from "../../core/fold.ts";
import { emptyState } from "../../core/state.ts";
import { DiskFull } from "../../ports.ts";
import { openLedger } from "../../room/ledger.ts";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { AGENCY, openHandNotify, type HandNotify } from "../../../test/kit/hand-notify.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import type { OpenChannel, Outcome, Outgoing } from "../channels/kind.ts";
import { composeMessages } from "./compose.ts";
import { openEngine } from "./engine.ts";
import { openPost } from "./post.ts";

const PLAIN = { tellsDoubles: false, receipts: false };
const RECEIPTS = { tellsDoubles: false, receipts: true };
const toOne = (urgency: "emergency" | "routine", more: Partial<MessageDraft> = {}): MessageDraft => ({ content: { is: "words", vi: { title: "Cảnh báo", text: "Nước lên nhanh" } }, urgency, recipients: [{ is: "agency", agencyId: AGENCY }], ...more });
const many = (n: number, one: () => MessageDraft): MessageDraft[] => Array.from({ length: n }, one);
const DOWN: Outcome = { is: "down", detail: "ECONNREFUSED" };

function channelThat(answer: (one: Outgoing) => Outcome | Promise<Outcome>): OpenChannel & { got: Outgoing[] } {
  const got: Outgoing[] = [];
  return {
    got,
    send(one) {
      got.push(one);
      return Promise.resolve(answer(one));
    },
    close: () => Promise.resolve(),
  };
}
async function run(clock: HandClock, ms: number, step = 100): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    clock.pass(step);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const states = ({ state }: HandNotify): Delivery["state"][] => [...state.messages.values()].flatMap(({ deliveries }) => deliveries.map((delivery) => delivery.state));
const told = ({ facts }: HandNotify, kind: Fact["kind"]): number => facts.filter((fact) => fact.kind === kind).length;

test("H-12.2 a channel that was down is tried again by emergencies too, one at a time, and used once it is back", async () => {
  const clock = handClock();
  let alive = false;
  const [sms, mail] = [channelThat(() => (alive ? { is: "delivered" } : DOWN)), channelThat(() => ({ is: "delivered" }))];
  const room = openHandNotify({ clock, channels: { sms: { channel: sms, traits: PLAIN }, mail: { channel: mail, traits: PLAIN } } });
  await room.queue(many(2, () => toOne("emergency")));
  await run(clock, 5000);
  expect([told(room, "channel:down"), mail.got.length]).toEqual([1, 2]);
  const before = sms.got.length;
  await room.queue(many(5, () => toOne("emergency")));
  await run(clock, 20_000);
  expect(sms.got.length - before).toBeLessThanOrEqual(2);
  alive = true;
  for (let i = 0; i < 5; i++) {
    await room.queue([toOne("emergency")]);
    await run(clock, 20_000);
  }
  expect(sms.got.length - before).toBeGreaterThanOrEqual(5);
  expect(told(room, "channel:up")).toBe(1);
});

test("H-12.2 who refuses one channel is told over the other as soon as that one is back, however well the first does for others", async () => {
  const clock = handClock();
  let alive = false;
  const [push, sms] = [channelThat(() => ({ is: "refused", detail: "no phone" })), channelThat(() => (alive ? { is: "delivered" } : DOWN))];
  const room = openHandNotify({ clock, channels: { push: { channel: push, traits: PLAIN }, sms: { channel: sms, traits: PLAIN } } });
  await room.queue(many(3, () => toOne("emergency")));
  await run(clock, 15_000);
  alive = true;
  await run(clock, 60_000);
  expect(states(room)).toEqual(["delivered", "delivered", "delivered"]);
  expect(push.got).toHaveLength(3);
});

test("H-12.2 200 emergencies in the lane of a channel that dies leave it at once", async () => {
  const clock = handClock();
  const [dead, mail] = [channelThat(() => DOWN), channelThat(() => ({ is: "delivered" }))];
  const room = openHandNotify({ clock, channels: { sms: { channel: dead, traits: PLAIN, rate: 10 }, mail: { channel: mail, traits: PLAIN, rate: 1000 } } });
  await room.queue(many(200, () => toOne("emergency")));
  await run(clock, 3000);
  expect(mail.got).toHaveLength(200);
});

test("what can wait leaves a channel that stays down, without four tries of each message", async () => {
  const clock = handClock();
  const [dead, mail] = [channelThat(() => DOWN), channelThat(() => ({ is: "delivered" }))];
  const room = openHandNotify({ clock, channels: { sms: { channel: dead, traits: PLAIN }, mail: { channel: mail, traits: PLAIN } } });
  await room.queue(many(100, () => toOne("routine")));
  await run(clock, 60_000, 250);
  expect(mail.got).toHaveLength(0);
  await run(clock, 120_000, 250);
  // One of them finds out whether it is back.
  expect(mail.got.length).toBeGreaterThanOrEqual(98);
  await run(clock, 600_000, 1000);
  expect(mail.got).toHaveLength(100);
});

test("an emergency waits ten seconds at most in a channel that is down and hangs", async () => {
  const clock = handClock();
  const [hung, mail] = [channelThat(() => new Promise(() => undefined)), channelThat(() => ({ is: "delivered" }))];
  const room = openHandNotify({ clock, channels: { hung: { channel: hung, traits: PLAIN }, mail: { channel: mail, traits: PLAIN } } });
  await room.queue(many(3, () => toOne("emergency")));
  await run(clock, 120_000, 500);
  expect(told(room, "channel:down")).toBe(1);
  const before = mail.got.length;
  await room.queue([toOne("emergency")]);
  await run(clock, 11_000);
  expect(mail.got.length).toBe(before + 1);
});

test("an emergency nobody answers for is handed over three times to one channel, not for a day, and stands as unknown", async () => {
  const clock = handClock();
  const mail = channelThat(() => ({ is: "unsure", detail: "no answer after DATA" }));
  const room = openHandNotify({ clock, channels: { mail: { channel: mail, traits: PLAIN } } });
  await room.queue([toOne("emergency")]);
  await run(clock, 24 * 3_600_000, 5000);
  expect(mail.got).toHaveLength(3);
  expect(states(room)).toEqual(["unknown"]);
});

test("… nor beside another channel that fails all day", async () => {
  const clock = handClock();
  const [mail, sms] = [channelThat(() => ({ is: "unsure", detail: "no answer" })), channelThat(() => ({ is: "failed", detail: "throttled" }))];
  const room = openHandNotify({ clock, channels: { mail: { channel: mail, traits: PLAIN }, sms: { channel: sms, traits: PLAIN } } });
  await room.queue([toOne("emergency")]);
  await run(clock, 24 * 3_600_000, 5000);
  expect(mail.got).toHaveLength(3);
});

test("the wall clock is set back six hours while a receipt is awaited: the next channel is taken in time all the same", async () => {
  const clock = handClock();
  const [sms, mail] = [channelThat(() => ({ is: "sent" })), channelThat(() => ({ is: "delivered" }))];
  const room = openHandNotify({ clock, channels: { sms: { channel: sms, traits: RECEIPTS }, mail: { channel: mail, traits: PLAIN } } });
  await room.queue([toOne("emergency")]);
  await run(clock, 5000);
  clock.jump(-6 * 3_600_000);
  await run(clock, 7 * 60_000, 1000);
  expect(mail.got).toHaveLength(1);
});

test("what held until an instant is not sent after it, though it waited in a dead channel", async () => {
  const clock = handClock();
  let alive = false;
  const mail = channelThat(() => (alive ? { is: "sent" } : DOWN));
  const room = openHandNotify({ clock, channels: { mail: { channel: mail, traits: PLAIN } } });
  await room.queue(many(100, () => toOne("routine", { until: clock.wall() + 600_000 })));
  await run(clock, 1_800_000, 5000);
  const late = mail.got.length;
  alive = true;
  await run(clock, 60_000, 1000);
  expect(mail.got.length).toBe(late);
  expect(new Set(states(room))).toEqual(new Set(["failed"]));
});

test("the disk is full between the outbox and the mark: the message goes out when there is room again, once", async () => {
  const clock = handClock();
  const state = emptyState();
  let [full, seq] = [false, 0];
  const append = (facts: readonly object[]): Fact[] => {
    if (full) throw new DiskFull("/ops.db", new Error("SQLITE_FULL"));
    return facts.map((fact) => ({ ...fact, seq: ++seq })) as Fact[];
  };
  const ledger = openLedger({ journal: { append }, clock, log: quietLog(), now: () => clock.now(), takeTouched: () => [], apply: (facts) => {
    for (const fact of facts) fold(state, fact);
    return [];
  } });
  const sms = channelThat(() => ({ is: "delivered" }));
  const id = ChannelId.parse("sms");
  const post = openPost({ id, kind: "smpp", rate: 100, parallel: 10, traits: RECEIPTS, channel: sms, at: clock.wall() });
  openEngine({ state, posts: new Map([["sms", post]]), addresses: { address: () => ({ to: "g", language: "vi" }) }, commit: (facts) => ledger.commit(facts), hold: (facts) => ledger.hold(facts), onFacts: ledger.onFacts, clock, log: quietLog(), chance: () => 0.5 });
  await ledger.commit(composeMessages([toOne("emergency")], { chains: { emergency: [id], routine: [id], public: [] }, at: clock.wall(), newId: () => MessageId.parse("tin-1") }));
  full = true;
  await run(clock, 3000);
  expect(sms.got).toHaveLength(0);
  full = false;
  await run(clock, 60_000, 500);
  expect(sms.got).toHaveLength(1);
  expect([...state.messages.values()].map(({ deliveries }) => deliveries[0]?.state)).toEqual(["delivered"]);
});
