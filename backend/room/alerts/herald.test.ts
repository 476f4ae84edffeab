import { afterEach, beforeEach, expect, test } from "vitest";
import { AlertId } from "#contract/alert";
import type { Fact, NewFact } from "#contract/fact";
import type { ChannelId, MessageDraft } from "#contract/message";
import { MessageId } from "#contract/message";
import { fail, ok } from "#contract/result";
import { withdrawMails } from "../../core/alert/mail.ts";
import { cancelAlert } from "../../core/alert/publish.ts";
import { fold } from "../../core/fold.ts";
import { emptyState, type RoomState } from "../../core/state.ts";
import { composeMessages } from "../../notify/outbox/compose.ts";
import type { SubscriberStore } from "../../ports.ts";
import { openSubscribers } from "../../store/subscribers.ts";
import { alertRecord, HOUR, NOON } from "../../../test/kit/hand-alert.ts";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../../test/kit/journal.ts";
import { openHerald } from "./herald.ts";

const MANY = 1203;
let folder: ReturnType<typeof tempFolder>;
let store: SubscriberStore;
let state: RoomState;
let clock: HandClock;
let listeners: Set<(facts: Fact[]) => void>;
/** The outbox has no room. */
let full: boolean;
let numbers = 0;

beforeEach(() => {
  folder = tempFolder();
  store = openSubscribers(folder.folder);
  state = emptyState();
  clock = handClock(NOON);
  listeners = new Set();
  full = false;
});
afterEach(() => {
  store.close();
  folder.remove();
});

function subscribe(n: number, services: ("flood" | "fire")[] = ["flood"]): void {
  store.put({ id: `s${n}`, address: `s${n}@hue.example`, wish: { services, areas: [], language: "vi" }, next: undefined, askedAt: NOON, asks: 1, dayFrom: NOON });
}
/** An outbox as the room's own: what it queues is folded into the state. */
function queue(drafts: readonly MessageDraft[]) {
  if (full) return Promise.resolve(fail({ code: "too-large" as const, limit: 1 }));
  const chains = { emergency: [], routine: [], public: ["thu" as ChannelId] };
  const facts = composeMessages(drafts, { chains, at: clock.wall(), newId: () => MessageId.parse(`m${numbers++}`) });
  for (const fact of facts) fold(state, fact);
  return Promise.resolve(ok<MessageId[]>([]));
}
const herald = (book: SubscriberStore = store, sample = false) => openHerald({ sample, state, store: book, outbox: { queue }, onFacts: (listener) => { listeners.add(listener); return () => listeners.delete(listener); }, clock, log: keptLog(), address: "https://canhbao.example" });
function publish(n: number): void {
  const { state: _state, ...alert } = alertRecord(n, { sentAt: clock.wall(), expiresAt: clock.wall() + 6 * HOUR });
  hear({ kind: "alert:published", at: clock.wall(), alert });
}
function hear(fact: NewFact): void {
  fold(state, fact);
  for (const listener of listeners) listener([{ ...fact, seq: ++numbers }]);
}
/** Lets timers and the promises between them run. */
async function pass(ms: number): Promise<void> {
  for (let t = 0; t < ms; t += 100) {
    clock.pass(100);
    for (let n = 0; n < 6; n++) await Promise.resolve();
  }
}
const told = (): string[] => [...state.messages.values()].flatMap(({ deliveries }) => deliveries.map(({ to }) => (to.is === "subscriber" ? to.id : "?")));

test("H-10.5 everybody who asked for the service is told once, in messages of 500 at most", async () => {
  for (let n = 0; n < MANY; n++) subscribe(n, n % 3 === 0 ? ["fire"] : ["flood"]);
  const { close } = herald();
  publish(1);
  await pass(2000);
  close();
  expect(told()).toHaveLength(802);
  expect(new Set(told()).size).toBe(802);
  expect(Math.max(...[...state.messages.values()].map(({ deliveries }) => deliveries.length))).toBeLessThanOrEqual(500);
});

test("H-10.5 killed after any slice, before it could note how far it had come: nobody is told twice, nobody is left out", async () => {
  for (let n = 0; n < MANY; n++) subscribe(n);
  for (const dies of [1, 2, 3]) {
    let noted = 0;
    const dying: SubscriberStore = { ...store, setSending: (...args) => { if (++noted >= dies) throw new Error("killed"); store.setSending(...args); } };
    const first = herald(dying);
    publish(dies);
    await pass(400);
    first.close();
    listeners.clear();
    const second = herald();
    await pass(20_000);
    second.close();
    listeners.clear();
    const mine = [...state.messages.values()].filter(({ content }) => content.is === "words" && content.link?.endsWith(`#cb-261122-${dies}`)).flatMap(({ deliveries }) => deliveries.map(({ to }) => JSON.stringify(to)));
    expect([dies, mine.length, new Set(mine).size]).toEqual([dies, MANY, MANY]);
  }
});

test("an outbox that is full is asked again; a warning that ended meanwhile is not sent as news", async () => {
  subscribe(1);
  const { close } = herald();
  full = true;
  publish(1);
  await pass(25_000);
  expect(told()).toEqual([]);
  full = false;
  await pass(12_000);
  expect(told()).toEqual(["s1"]);
  full = true;
  publish(2);
  await pass(1000);
  clock.jump(7 * HOUR);
  full = false;
  await pass(12_000);
  close();
  expect(told()).toEqual(["s1"]);
});

test("H-10.5 withdrawn at night: it is told at once to those who were told to run, though it would have ended before the morning, and what waited of it goes to nobody", async () => {
  for (let n = 0; n < MANY; n++) subscribe(n);
  const { close } = herald();
  const grave = { urgency: "Immediate", severity: "Extreme" } as const;
  const { state: _state, ...alert } = alertRecord(1, { ...grave, sentAt: clock.wall(), expiresAt: clock.wall() + 6 * HOUR });
  hear({ kind: "alert:published", at: clock.wall(), alert });
  // Two of three slices are queued, none of them has gone.
  await pass(150);
  const before = told().length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(MANY);
  const who = { id: AlertId.parse("cb-2"), sender: alert.sender, senderName: alert.senderName, by: alert.by, now: clock.wall() };
  const former = state.alerts.get(alert.id)!;
  const cancelled = cancelAlert(former, { vi: "Nước đã rút", en: "The water has gone" }, who);
  if (!cancelled.ok) throw new Error(cancelled.fault.code);
  const takenBack = withdrawMails(former.id, state.messages, clock.wall());
  hear(cancelled.value);
  for (const fact of takenBack) fold(state, fact);
  await pass(3000);
  close();
  const messages = [...state.messages.values()];
  const [first, second] = [messages.filter(({ content }) => content.is === "words" && content.link?.endsWith(`#${alert.id}`)), messages.filter(({ content }) => content.is === "words" && content.link?.endsWith("#cb-2"))];
  expect(first.flatMap(({ deliveries }) => deliveries.map((delivery) => delivery.state))).toEqual(Array.from({ length: before }, () => "failed"));
  expect(second.flatMap(({ deliveries }) => deliveries)).toHaveLength(MANY);
  expect(new Set(second.map(({ urgency }) => urgency))).toEqual(new Set(["emergency"]));
  expect(Math.min(...second.map(({ until }) => until))).toBeGreaterThanOrEqual(clock.wall() + 23 * HOUR);
});

test.each([[true, "DỮ LIỆU MẪU – không phải cảnh báo thật: ", "SAMPLE DATA – no real warning: "], [false, "", ""]] as const)("H-10.5 while the room runs on sample data (%s) every mail and push message says so before anything else", async (sample, vi, en) => {
  subscribe(1);
  const { close } = herald(store, sample);
  publish(1);
  await pass(1000);
  close();
  const [content] = [...state.messages.values()].map((message) => message.content);
  if (content?.is !== "words" || content.en === undefined) throw new Error("nothing was sent");
  const { texts } = alertRecord(1);
  expect([content.vi.title, content.en.title]).toEqual([vi + texts.vi.headline, en + texts.en.headline]);
  for (const [words, mark] of [[content.vi, vi], [content.en, en]] as const) for (const text of [words.text, words.short ?? ""]) expect([text.startsWith(mark), text.includes("MẪU") || text.includes("SAMPLE")]).toEqual([true, sample]);
  expect(content.vi.text).toContain("{leave}");
});
