import fc from "fast-check";
import { expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { AgencyId } from "#contract/incident";
import { ChannelId, Message, MessageId, type Delivery } from "#contract/message";
import { ENDED_KEPT, foldMessage } from "./fold-message.ts";
import { fold } from "./fold.ts";
import { emptyState } from "./state.ts";

const SMS = ChannelId.parse("sms");
const delivery = (state: Delivery["state"], nextAt?: number): Delivery => ({ to: { is: "agency", agencyId: AgencyId.parse("g") }, state, channelId: SMS, attempts: 1, steps: [], ...(nextAt !== undefined && { nextAt }) });
const queued = (n: number, at: number, deliveries: Delivery[] = [delivery("waiting", at)]): NewFact => ({
  kind: "message:queued", at,
  message: { id: MessageId.parse(`tin-${n}`), at, urgency: "routine", bulk: false, content: { is: "test", by: "x" }, chain: [SMS], until: at + 1000, deliveries },
});
const moved = (n: number, at: number, index: number, after: Delivery): NewFact => ({ kind: "message:moved", at, messageId: MessageId.parse(`tin-${n}`), moves: [{ index, after }] });
const isMessage = (fact: NewFact): fact is Parameters<typeof foldMessage>[1] => fact.kind === "message:queued" || fact.kind === "message:moved";

test("a message is over with the last of its deliveries, and stays over at that instant when a receipt comes late", () => {
  const state = emptyState();
  fold(state, queued(1, 10, [delivery("waiting", 10), delivery("waiting", 10)]));
  fold(state, moved(1, 20, 0, delivery("sent")));
  expect(state.messages.get("tin-1")?.endedAt).toBeUndefined();
  fold(state, moved(1, 30, 1, delivery("failed")));
  expect(state.messages.get("tin-1")?.endedAt).toBe(30);
  fold(state, moved(1, 99, 0, delivery("delivered")));
  expect(state.messages.get("tin-1")).toMatchObject({ endedAt: 30, deliveries: [{ state: "delivered" }, { state: "failed" }] });
  // Sent again by a person's word: under way once more.
  fold(state, moved(1, 120, 1, delivery("waiting", 120)));
  expect(state.messages.get("tin-1")?.endedAt).toBeUndefined();
});

test("messages that are over are kept within a bound, those under way all", () => {
  const state = emptyState();
  for (let n = 0; n < 3 * ENDED_KEPT; n++) fold(state, queued(n, n, [n % 3 === 0 ? delivery("waiting", n) : delivery("delivered")]));
  const underway = [...state.messages.values()].filter(({ endedAt }) => endedAt === undefined).length;
  expect(underway).toBe(ENDED_KEPT);
  expect(state.messages.size - underway).toBeLessThanOrEqual(ENDED_KEPT + 200);
  expect(state.messages.has(`tin-${3 * ENDED_KEPT - 1}`)).toBe(true);
});

test("invariant 3: property: the projection of messages is what a fold of the same facts makes, record by record, and parses as it was written", () => {
  const state = fc.constantFrom<Delivery["state"]>("waiting", "sending", "sent", "delivered", "failed", "unknown");
  const deed = fc.record({ n: fc.integer({ min: 0, max: 9 }), index: fc.integer({ min: 0, max: 2 }), state, nextAt: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }) });
  fc.assert(fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
    const facts: NewFact[] = deeds.flatMap((done, at) => [...(at < 10 ? [queued(at, at, [delivery("waiting", at), delivery("waiting", at)])] : []), moved(done.n, at, done.index, delivery(done.state, done.nextAt))]);
    const live = emptyState();
    const rows = new Map<string, unknown>();
    for (const fact of facts.filter(isMessage)) for (const { id, body } of foldMessage(live, fact)) if (body === undefined) rows.delete(id); else rows.set(id, JSON.parse(JSON.stringify(body)));
    const again = emptyState();
    for (const fact of facts) fold(again, fact);
    expect(again.messages).toEqual(live.messages);
    expect(Object.fromEntries(rows)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(live.messages))));
    for (const message of live.messages.values()) expect(Message.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  }));
});
