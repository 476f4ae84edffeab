import { describe, expect, test } from "vitest";
import { Agency, AgencyContact } from "#contract/agency";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, SiteId } from "#contract/ids";
import { IncidentId, isReal } from "#contract/incident";
import { ChannelId, MessageId, type Message, type MessageContent } from "#contract/message";
import { templateKey, type Template } from "#contract/process";
import { fold } from "../../core/fold.ts";
import { messagesAfter } from "../../core/message/confirm.ts";
import { emptyState, type RoomState } from "../../core/state.ts";
import { giveAway } from "../../core/process/give.ts";
import { openWorld } from "../../core/world.ts";
import { immediate, timed } from "../../law/khanh-hoa.ts";
import { composeMessages } from "../../notify/outbox/compose.ts";
import { answered, confirmed, handIncident, HEALTH, HOUR, MINUTE, MONDAY, ordered, POLICE, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { tellReminders, untoldReminders, withMessages, type Out } from "./outgoing.ts";

const SMS = ChannelId.parse("sms");
const DAY = 24 * HOUR;

/** A room with two agencies, one of them with two contacts, and this case in it. */
function roomOf(template: Template, hand: HandIncident): { state: RoomState; out: Out } {
  const state = emptyState();
  state.templates.set(templateKey(template.id, template.version), template);
  for (const id of [POLICE, HEALTH]) state.agencies.set(id, Agency.parse({ id, name: id === POLICE ? "Công an" : "Y tế", version: 1, ...(id === POLICE && { contacts: [AgencyContact.parse({ id: "a", name: "Trực 1" }), AgencyContact.parse({ id: "b", name: "Trực 2" })] }) }));
  for (const fact of hand.facts) fold(state, fact);
  let n = 0;
  return { state, out: { compose: (drafts) => composeMessages(drafts, { chains: { emergency: [SMS], routine: [SMS], public: [] }, at: MONDAY, newId: () => MessageId.parse(`tin-${++n}`) }) } };
}
const queued = (facts: readonly NewFact[]): Message[] => facts.flatMap((fact) => (fact.kind === "message:queued" ? [fact.message] : []));
const told = (facts: readonly NewFact[]) => queued(facts).map(({ agencyId, content, deliveries }) => [agencyId, content.is === "notice" ? content.notice.what : content.is, deliveries.length]);
function inHand(template: Template, drill = false): HandIncident {
  const hand = handIncident(template, { urgency: "routine", drill });
  hand.centre({ is: "verified" });
  hand.centre(ordered({ support: [HEALTH] }));
  return hand;
}
/** What the deed that the hand just took has told, decided against the room as it stood before it. */
function toldBy(template: Template, hand: HandIncident, act: () => { ok: boolean }): NewFact[] {
  const { state, out } = roomOf(template, hand);
  const before = hand.facts.length;
  expect(act().ok).toBe(true);
  return withMessages(hand.facts.slice(before), state, out);
}

describe("agencies are told of what time brings", () => {
  test("K-8.3 at the deadline without a result the agency's every contact is reminded, in the transaction of the deadline", () => {
    const hand = inHand(timed);
    hand.agency({ is: "accepted", agencyId: POLICE });
    const { state, out } = roomOf(timed, hand);
    const world = openWorld(state, { nextSeq: () => 1, cutOf: () => undefined, tell: tellReminders(state, out) });
    const due = MONDAY + 7 * DAY;
    const facts = world.tick({ wall: due, steady: 0 });
    const mine = facts.findIndex((fact) => fact.kind === "incident:fired" && fact.due.does === "remind" && fact.due.agencyId === POLICE);
    expect(facts[mine + 1]).toMatchObject({ kind: "message:queued", message: { agencyId: POLICE, urgency: "routine", content: { is: "notice", notice: { what: "reminded", clause: "K-8.3", limit: { due } } } } });
    expect(told(facts)).toEqual(expect.arrayContaining([[POLICE, "reminded", 2], [HEALTH, "reminded", 1]]));
    expect(told(facts)).toHaveLength(2);
    expect(state.messages.size).toBe(2);
  });

  test("K-III.2 every sixty minutes until it accepts; the reminder still waiting is then taken back, the order counts as arrived", () => {
    const hand = inHand(immediate);
    const { state, out } = roomOf(immediate, hand);
    const world = openWorld(state, { nextSeq: () => 1, cutOf: () => undefined, tell: tellReminders(state, out) });
    expect(told(world.tick({ wall: MONDAY + HOUR - 1, steady: 0 }))).toEqual([]);
    expect(told(world.tick({ wall: MONDAY + HOUR, steady: 1 }))).toEqual([[POLICE, "reminded", 2], [HEALTH, "reminded", 1]]);
    // One of a loop is worth sending until the next alone: a night without messages ends with one, not with eight.
    for (const message of state.messages.values()) expect(message.until).toBe(MONDAY + 2 * HOUR);
    hand.at(MONDAY + HOUR + MINUTE);
    const before = hand.incident();
    hand.agency({ is: "accepted", agencyId: POLICE });
    const accepted = hand.facts.at(-1);
    if (accepted?.kind !== "incident:moved") throw new Error("not accepted");
    const moves = messagesAfter(accepted, before, state.messages).flatMap((fact) => (fact.kind === "message:moved" ? fact.moves.map(({ after }) => [after.state, after.steps.at(-1)?.is]) : []));
    expect(moves).toEqual([["failed", "withdrawn"], ["failed", "withdrawn"]]);
  });

  test("H-12.2 who signed on paper is not reminded any more; that a message arrived the paper does not say", () => {
    const hand = inHand(immediate);
    const { state, out } = roomOf(immediate, hand);
    const world = openWorld(state, { nextSeq: () => 1, cutOf: () => undefined, tell: tellReminders(state, out) });
    world.tick({ wall: MONDAY + HOUR, steady: 0 });
    hand.at(MONDAY + HOUR + MINUTE);
    const before = hand.incident();
    const [reminder] = [...state.messages.values()].filter(({ agencyId }) => agencyId === POLICE);
    if (reminder === undefined || reminder.content.is !== "notice") throw new Error("nobody was reminded");
    const order: Message = { ...reminder, id: MessageId.parse("order"), content: { is: "order", incidentId: hand.incident().id, title: "Ngập", order: { happened: "Ngập", where: "Đập Đá", required: "Bơm" }, lead: "Công an", support: [], role: "lead" } };
    hand.centre({ is: "received-on-paper", agencyId: POLICE, at: MONDAY + MINUTE, name: "Lê Văn Bình" });
    const typed = hand.facts.at(-1);
    if (typed?.kind !== "incident:moved" || typed.event.is !== "received-on-paper") throw new Error("not typed in");
    const moved = messagesAfter(typed, before, new Map([[reminder.id, reminder], [order.id, order]])).map((fact) => (fact.kind === "message:moved" ? [fact.messageId, fact.moves.map(({ after }) => after.state)] : []));
    expect(moved).toEqual([[reminder.id, reminder.deliveries.map(() => "failed")]]);
  });

  test("invariant 6: a drill's deadlines tell nobody outside, nor does anything said or done in it", () => {
    const hand = inHand(immediate, true);
    const { state, out } = roomOf(immediate, hand);
    const world = openWorld(state, { nextSeq: () => 1, cutOf: () => undefined, tell: tellReminders(state, out) });
    const fired = world.tick({ wall: MONDAY + HOUR, steady: 0 });
    expect(fired.some((fact) => fact.kind === "incident:fired" && fact.due.does === "remind")).toBe(true);
    expect(told(fired)).toEqual([]);
    const note = { id: "n", at: MONDAY, by: AccountId.parse("x"), as: "centre" as const, text: "Cần gì thêm?", kind: "message" as const };
    expect(told(withMessages([{ kind: "incident:noted", at: MONDAY, incidentId: IncidentId.parse("i1"), note }], state, out))).toEqual([]);
  });

  test("a reminder that fired while the room was not there is told at its opening, once, also after a kill between the two", () => {
    const hand = inHand(immediate);
    const facts = [...hand.facts, ...hand.at(MONDAY + HOUR)];
    const { state, out } = roomOf(immediate, hand);
    const journal = (some: readonly NewFact[]) => ({ recent: ({ before = Infinity, limit }: { before?: number; limit: number }) => some.map((fact, i): Fact => ({ ...fact, seq: i + 1 })).filter(({ seq }) => seq < before).toReversed().slice(0, limit) });
    const opening = untoldReminders(journal(facts), state, out);
    expect(told(opening)).toEqual([[POLICE, "reminded", 2], [HEALTH, "reminded", 1]]);
    expect(told(untoldReminders(journal(facts), state, out))).toHaveLength(2);
    expect(untoldReminders(journal([...facts, ...opening]), state, out)).toEqual([]);
    expect(untoldReminders(journal([]), state, out)).toEqual([]);
  });
});

describe("agencies are told of what the centre decides", () => {
  const asked = { is: "extension-asked", agencyId: POLICE, state: "Đang đào", obstacles: "Mưa lớn", expectedEnd: MONDAY + 9 * DAY } as const;

  test("K-II.4 more time granted, or denied with the reason", () => {
    for (const [deed, what] of [[{ is: "extension-granted", agencyId: POLICE, due: MONDAY + 9 * DAY }, "extension-granted"], [{ is: "extension-denied", agencyId: POLICE, reason: "Không đủ căn cứ" }, "extension-denied"]] as const) {
      const hand = inHand(timed);
      hand.at(MONDAY + HOUR);
      hand.agency(asked);
      const facts = toldBy(timed, hand, () => hand.centre(deed));
      expect(told(facts)).toEqual([[POLICE, what, 2]]);
    }
  });

  test("K-II.5 handled again: the leading agency gets the order anew, with the reason; at the end all that are in it are told", () => {
    const hand = inHand(timed);
    hand.agency({ is: "accepted", agencyId: POLICE });
    hand.agency(answered());
    const again = toldBy(timed, hand, () => hand.centre({ is: "returned", reason: "Ảnh không rõ", due: MONDAY + 2 * DAY }));
    expect(told(again)).toEqual([[POLICE, "order", 2]]);
    hand.agency(answered());
    expect(told(toldBy(timed, hand, () => hand.centre(confirmed)))).toEqual([[POLICE, "closed", 2], [HEALTH, "closed", 1]]);
  });

  test("H-6.2c a case given to another room: its agencies are told to carry on, the order that waits still goes out, the reminder does not", () => {
    const hand = inHand(timed);
    const { state, out } = roomOf(timed, hand);
    const waiting: MessageContent[] = [
      { is: "order", incidentId: hand.incident().id, title: "Ngập", order: { happened: "Ngập", where: "Đập Đá", required: "Bơm" }, lead: "Công an", support: [], role: "lead" },
      { is: "notice", incidentId: hand.incident().id, title: "Ngập", notice: { what: "reminded", clause: "K-8.3", orderedAt: MONDAY } },
    ];
    for (const content of waiting) for (const fact of out.compose([{ urgency: "routine", incidentId: hand.incident().id, agencyId: POLICE, recipients: [{ is: "agency", agencyId: POLICE }], content }])) fold(state, fact);
    const incident = hand.incident();
    if (!isReal(incident)) throw new Error("a drill");
    const given = giveAway(incident, { to: SiteId.parse("hue"), transferId: "0123456789ab", reason: "Vượt khả năng", actor: { by: AccountId.parse("x"), as: "centre" } }, hand.env());
    if (!given.ok) throw new Error("not given");
    const facts = withMessages([given.value], state, out);
    expect(queued(facts).map(({ agencyId, content }) => [agencyId, content.is === "notice" && content.notice])).toEqual([POLICE, HEALTH].map((id) => [id, { what: "closed", text: "Vượt khả năng", toRoom: "hue" }]));
    const moved = facts.flatMap((fact) => (fact.kind === "message:moved" ? [state.messages.get(fact.messageId)?.content] : []));
    expect(moved).toEqual([expect.objectContaining({ notice: expect.objectContaining({ what: "reminded" }) })]);
  });

  test("K-8.4 whoever is ordered no longer is told so; who refused itself is not told what it did", () => {
    const hand = inHand(timed);
    expect(told(toldBy(timed, hand, () => hand.agency({ is: "refused", agencyId: POLICE, reason: "Không thuộc thẩm quyền" })))).toEqual([]);
    expect(told(toldBy(timed, hand, () => hand.centre(ordered({ lead: POLICE }))))).toEqual([[POLICE, "order", 2], [HEALTH, "left", 1]]);
  });
});

test("H-11.3 what is said in a consultation goes to every other agency; a note of the centre's own to none; behind thousands of messages it stays in the case", () => {
  const hand = inHand(timed);
  const { state, out } = roomOf(timed, hand);
  const write = (more: object): NewFact => ({ kind: "incident:noted", at: MONDAY, incidentId: IncidentId.parse("i1"), note: { id: "n", at: MONDAY, by: AccountId.parse("x"), as: "centre", text: "Cần gì thêm?", kind: "message", ...more } });
  expect(told(withMessages([write({})], state, out))).toEqual([[POLICE, "said", 2], [HEALTH, "said", 1]]);
  const answer = withMessages([write({ as: "agency", agencyId: POLICE, text: "Cần 2 máy bơm" })], state, out);
  expect(queued(answer).map(({ content }) => content)).toEqual([expect.objectContaining({ notice: { what: "said", as: "agency", from: "Công an", text: "Cần 2 máy bơm" } })]);
  expect(told(withMessages([write({ kind: "note" })], state, out))).toEqual([]);
  const [one] = queued(answer);
  if (one === undefined) throw new Error("nothing said");
  for (let i = 0; i < 5000; i++) state.messages.set(`x${i}`, one);
  expect(told(withMessages([write({})], state, out))).toEqual([]);
});
