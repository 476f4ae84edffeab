import { describe, expect, test } from "vitest";
import { MOST_RECIPIENTS, type Delivery, type MessageDraft } from "#contract/message";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { AGENCY, openHandNotify, type HandNotify } from "../../../test/kit/hand-notify.ts";
import type { OpenChannel, Outcome, Outgoing } from "../channels/kind.ts";

const PLAIN = { tellsDoubles: false, receipts: false };
const words = { is: "words", vi: { title: "Cảnh báo", text: "Nước lên nhanh" } } as const;
const toMany = (n: number): MessageDraft => ({ content: words, urgency: "routine", chain: "public", recipients: Array.from({ length: n }, (_, i) => ({ is: "subscriber" as const, id: `s${i}` })) });
const toOne = (urgency: "emergency" | "routine"): MessageDraft => ({ content: words, urgency, recipients: [{ is: "agency", agencyId: AGENCY }] });

/** A channel that writes down what it is given and answers as it is told. */
function fakeChannel(answer: (one: Outgoing, n: number) => Outcome | Promise<Outcome> = () => ({ is: "sent" })): OpenChannel & { got: Outgoing[] } {
  const got: Outgoing[] = [];
  return { got, send: (one) => Promise.resolve(answer(one, got.push(one))), close: () => Promise.resolve() };
}
/** Lets everything happen that happens within `ms`. */
async function run(clock: HandClock, ms: number, step = 25): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    clock.pass(step);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const deliveries = ({ state }: HandNotify): Delivery[] => [...state.messages.values()].flatMap((message) => message.deliveries);

test("H-10.5 5,000 recipients at once: each gets it once, in messages of a bounded size, and an order that comes meanwhile does not wait for them", async () => {
  const clock = handClock();
  const sms = fakeChannel();
  const room = openHandNotify({ clock, channels: { sms: { channel: sms, traits: PLAIN, rate: 200, parallel: 20 } } });
  await room.queue([toMany(5000)]);
  expect(room.state.messages.size).toBe(5000 / MOST_RECIPIENTS);
  await run(clock, 2000);
  const before = sms.got.length;
  expect(before).toBeGreaterThan(100);
  await room.queue([toOne("emergency")]);
  await run(clock, 500);
  expect(sms.got.slice(before, before + 60).map(({ to }) => to)).toContain("g");
  await run(clock, 30_000, 100);
  expect(deliveries(room).map(({ state }) => state)).toEqual(Array.from({ length: 5001 }, () => "sent"));
  expect(new Set(sms.got.map(({ key }) => key)).size).toBe(5001);
  expect(sms.got).toHaveLength(5001);
  // No second has more than its rate, beside the one that stood by.
  expect(sms.got.length / 32).toBeLessThan(220);
});

describe("kill -9", () => {
  type Moment = "between outbox and mark" | "between mark and sending" | "between sending and outcome";
  /** Queues one message, kills at the moment, starts anew on the facts that were committed. @returns how often it went out in all */
  async function killed(moment: Moment, urgency: "emergency" | "routine", tellsDoubles: boolean): Promise<{ sent: number; room: HandNotify }> {
    const clock = handClock();
    let dead = false;
    const first = fakeChannel(() => {
      dead = true;
      return moment === "between mark and sending" ? new Promise(() => undefined) : { is: "sent" };
    });
    let sent = 0;
    const traits = { tellsDoubles, receipts: false };
    const before = openHandNotify({ clock, channels: { sms: { channel: first, traits } }, dead: () => dead });
    await before.queue([toOne(urgency)]);
    if (moment === "between outbox and mark") dead = true;
    await run(clock, 1000);
    sent += moment === "between sending and outcome" ? first.got.length : 0;
    const second = fakeChannel();
    const room = openHandNotify({ clock, channels: { sms: { channel: second, traits } }, facts: before.facts });
    await run(clock, 60_000, 250);
    return { sent: sent + second.got.length, room };
  }

  test.each<[Moment, "emergency" | "routine", boolean, number, Delivery["state"]]>([
    ["between outbox and mark", "routine", false, 1, "sent"],
    ["between outbox and mark", "emergency", false, 1, "sent"],
    // Nobody knows whether it went: it is said, not repeated.
    ["between mark and sending", "routine", false, 0, "unknown"],
    ["between sending and outcome", "routine", false, 1, "unknown"],
    // A channel that tells doubles by its key gets it again: its other side has it once.
    ["between sending and outcome", "routine", true, 2, "sent"],
    // Twice is better than never.
    ["between mark and sending", "emergency", false, 1, "sent"],
    ["between sending and outcome", "emergency", false, 2, "sent"],
  ])("%s, %s, the channel tells doubles: %s – it goes out %i times and stands as %s", async (moment, urgency, tellsDoubles, times, state) => {
    const { sent, room } = await killed(moment, urgency, tellsDoubles);
    expect(sent).toBe(times);
    expect(deliveries(room).map((delivery) => delivery.state)).toEqual([state]);
  });

  test("what is known is never repeated, however often it is started anew", async () => {
    const clock = handClock();
    let room = openHandNotify({ clock, channels: { sms: { channel: fakeChannel(), traits: PLAIN } } });
    await room.queue([toOne("emergency"), toOne("routine")]);
    await run(clock, 1000);
    for (let i = 0; i < 3; i++) {
      const again = fakeChannel();
      room = openHandNotify({ clock, channels: { sms: { channel: again, traits: PLAIN } }, facts: room.facts });
      await run(clock, 100_000, 500);
      expect(again.got).toEqual([]);
    }
  });
});

test("H-12.2 a dead channel is found out, people are told once, an emergency behind it takes the next without trying; and it comes back by itself", async () => {
  const clock = handClock();
  let alive = false;
  const mail = fakeChannel(() => (alive ? { is: "sent" } : { is: "down", detail: "ECONNREFUSED" }));
  const sms = fakeChannel();
  const room = openHandNotify({ clock, channels: { mail: { channel: mail, traits: PLAIN }, sms: { channel: sms, traits: { tellsDoubles: false, receipts: true } } } });
  await room.queue([toOne("routine"), toOne("routine"), toOne("routine")]);
  await run(clock, 2000);
  expect(room.facts.filter(({ kind }) => kind === "channel:down")).toHaveLength(1);
  const tries = mail.got.length;
  await room.queue([toOne("emergency")]);
  await run(clock, 500);
  expect(sms.got).toHaveLength(1);
  expect(mail.got.length).toBe(tries);
  alive = true;
  await run(clock, 200_000, 500);
  expect(room.facts.filter(({ kind }) => kind === "channel:up")).toHaveLength(1);
  expect(deliveries(room).filter(({ channelId, state }) => channelId === "mail" && state === "sent")).toHaveLength(3);
});

test("a channel that never answers holds nobody up: after its time the emergency goes over the next", async () => {
  const clock = handClock();
  const hung = fakeChannel(() => new Promise(() => undefined));
  const sms = fakeChannel(() => ({ is: "delivered" }));
  const room = openHandNotify({ clock, channels: { hung: { channel: hung, traits: PLAIN }, sms: { channel: sms, traits: PLAIN } } });
  await room.queue([toOne("emergency")]);
  await run(clock, 100_000, 500);
  expect(deliveries(room)).toMatchObject([{ state: "delivered", channelId: "sms", steps: [{ is: "unsure" }, { is: "delivered" }] }]);
});
