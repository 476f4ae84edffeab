import type { Fact, NewFact } from "#contract/fact";
import { isUnderway, type ChannelId, type Delivery, type Message } from "#contract/message";
import type { Result } from "#contract/result";
import { openDeadlines } from "../../core/deadlines.ts";
import { afterReceipt, afterwards, isSpent, LONGEST_WAIT, type Happening } from "../../core/message/next.ts";
import { sendableFrom, type QuietHours } from "../../core/message/quiet.ts";
import type { RoomState } from "../../core/state.ts";
import type { AddressBook, Clock, Log } from "../../ports.ts";
import type { Outcome, Receipt } from "../channels/kind.ts";
import { PROBE_EVERY } from "./health.ts";
import type { Ticket } from "./lane.ts";
import { openMoves } from "./moves.ts";
import type { Post } from "./post.ts";
import { openRefs } from "./refs.ts";

/** Whatever a channel does, a try is over after this, ms: then nobody knows what became of it. One that is down gets a shorter try: an emergency may be waiting in it. */
const LONGEST = 90_000;
const LONGEST_PROBE = 10_000;
/** A channel that is down so long is passed by routine messages too, ms. */
const LONG_DOWN = 120_000;
/** The wall clock was set back when it lost so much against the steady one, ms. */
const SET_BACK = 2000;
/** A receipt whose delivery is not known yet is answered after this, ms: it may be nobody's. */
const EARLY_ANSWER = 2000;
/** Outcomes that come within this are one transaction, and so are the marks of what is handed over: thousands at once cost the room a few commits a second, not thousands, ms. */
const GATHER = 50;
/** No timer is longer, ms: a wall clock that was set is noticed. */
const LOOK = 1000;

interface Options {
  state: Pick<RoomState, "messages">;
  posts: ReadonlyMap<string, Post>;
  addresses: AddressBook;
  /** Written before anything is handed over; refused while nothing can be written. */
  commit: (facts: readonly NewFact[]) => Promise<Result<Fact[]>>;
  /** For what happened: held in memory while nothing can be written. */
  hold: (facts: readonly NewFact[]) => Promise<Result<Fact[]>>;
  onFacts: (listener: (facts: Fact[]) => void) => () => void;
  clock: Clock;
  log: Log;
  chance: () => number;
  quiet?: QuietHours | undefined;
}

/** Drives messages from the outbox to their end. Everything it decides by is in the facts, so it goes on after a kill where it was. */
export interface Engine {
  /** @returns false: there is no room on the disk for it now, let it come again */
  receipt(channelId: ChannelId, receipt: Receipt): Promise<boolean>;
  /** Takes nothing new, waits for what is on the wire at most `ms`. */
  close(ms: number): Promise<void>;
}

export function openEngine(options: Options): Engine {
  const { state, posts, addresses, clock, log } = options;
  const due = openDeadlines<string>();
  const refs = openRefs();
  const moves = openMoves({ state, write: options.hold, clock, gather: GATHER });
  let closed = false;
  let stopTimer: (() => void) | undefined;
  let aheadBefore = clock.wall() - clock.steady();
  let lookedAt = -Infinity;
  const idle = new Set<() => void>();

  const ticketOf = (key: string): Ticket => ({ messageId: key.slice(0, key.lastIndexOf("/")), index: Number(key.slice(key.lastIndexOf("/") + 1)) });
  const at = ({ messageId, index }: Ticket): { message: Message; delivery: Delivery } | undefined => {
    const message = state.messages.get(messageId);
    const delivery = message?.deliveries[index];
    return message === undefined || delivery === undefined ? undefined : { message, delivery };
  };
  const traits = (delivery: Delivery) => posts.get(delivery.channelId ?? "")?.traits;

  function happened(ticket: Ticket, happening: Happening): void {
    const now = at(ticket);
    if (now === undefined || now.delivery.state === "delivered") return;
    const after = afterwards(now.delivery, happening, { message: now.message, at: clock.wall(), traits: traits(now.delivery), jitter: options.chance() });
    void moves.add(ticket, after);
  }

  /** Puts a delivery where its next instant is, and remembers what its receipts will name. */
  function follow(message: Message, index: number): void {
    const delivery = message.deliveries[index];
    const key = `${message.id}/${index}`;
    if (delivery === undefined) return;
    for (const { channelId, ref } of delivery.steps) if (channelId !== undefined && ref !== undefined) refs.learn(channelId, ref, { messageId: message.id, index });
    if (!isUnderway(delivery) || delivery.state === "sending" || delivery.nextAt === undefined) return due.delete(key);
    const at = Math.min(delivery.nextAt, clock.wall() + LONGEST_WAIT[message.urgency]);
    due.set(key, delivery.state === "waiting" ? sendableFrom(message, at, options.quiet) : at);
  }

  function heed(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const message = fact.kind === "message:queued" ? state.messages.get(fact.message.id) : fact.kind === "message:moved" ? state.messages.get(fact.messageId) : undefined;
      if (message === undefined) continue;
      if (fact.kind === "message:moved") for (const { index } of fact.moves) follow(message, index);
      else message.deliveries.forEach((_delivery, index) => follow(message, index));
    }
    for (const { channelId, receipt, done } of refs.early()) void receive(channelId, receipt).then(done);
    wake(0);
  }

  /** Everything that came due: a silent channel passes its message on, a waiting one goes into its channel's lane. */
  function look(): void {
    const now = clock.wall();
    for (let item = due.take(now); item !== undefined; item = due.take(now)) {
      const ticket = ticketOf(item.key);
      const found = at(ticket);
      // What is being written of it comes by here again.
      if (found === undefined || moves.newest(ticket) !== undefined) continue;
      const { message, delivery } = found;
      if (delivery.state === "sent") happened(ticket, { is: "silent" });
      if (delivery.state !== "waiting") continue;
      const post = posts.get(delivery.channelId ?? "");
      if (message.until <= now) happened(ticket, { is: "expired" });
      else if (post === undefined) happened(ticket, { is: "refused", detail: "this channel is no longer configured" });
      else if (post.health.state() !== "down" || isFreeToTry(post)) post.lane.add(ticket, message);
      else if (othersMayWork(message, delivery) && (message.urgency === "emergency" || now - post.health.since() >= LONG_DOWN)) happened(ticket, { is: "bypassed", detail: "the channel is down" });
      else due.set(item.key, now + PROBE_EVERY);
    }
    for (const post of posts.values()) pump(post);
  }

  /** One message at a time finds out whether a channel that is down has come back. */
  const isFreeToTry = (post: Post): boolean => post.lane.size() === 0 && post.sending === 0 && post.health.mayTry(clock.steady());
  const othersMayWork = ({ chain }: Message, delivery: Delivery): boolean => chain.some((other) => other !== delivery.channelId && posts.has(other) && posts.get(other)?.health.state() !== "down" && !isSpent(delivery, other));

  /** Hands over as many as the channel takes now, marked as being sent before they are. */
  function pump(post: Post): void {
    if (closed) return;
    const batch: { ticket: Ticket; message: Message; delivery: Delivery }[] = [];
    const room = post.health.state() === "down" ? 1 : post.parallel;
    while (post.sending + batch.length < room) {
      const ticket = post.lane.take(clock.steady());
      if (ticket === undefined) break;
      const found = at(ticket);
      // It was taken back, confirmed, put off, or queued twice meanwhile.
      if (found === undefined || moves.newest(ticket) !== undefined || found.delivery.state !== "waiting" || found.delivery.channelId !== post.id || due.has(`${ticket.messageId}/${ticket.index}`) || batch.some((one) => one.ticket.messageId === ticket.messageId && one.ticket.index === ticket.index)) continue;
      if (found.message.until <= clock.wall()) happened(ticket, { is: "expired" });
      else if (addresses.address(found.delivery.to, post.kind) === undefined) happened(ticket, { is: "no-address" });
      else batch.push({ ticket, ...found });
    }
    if (batch.length === 0) return;
    post.health.tried(clock.steady());
    post.sending += batch.length;
    const marked = moves.facts(batch.map(({ ticket, delivery: { nextAt: _nextAt, ...delivery } }) => ({ ticket, after: { ...delivery, state: "sending", attempts: delivery.attempts + 1 } })));
    void options.commit(marked).then((written) => {
      if (written.ok) for (const one of batch) void hand(post, one.ticket);
      else {
        // Nothing was handed over. The first to find the disk full has its mark held in memory all the same: it is taken back.
        for (const { ticket, message } of batch) {
          if (at(ticket)?.delivery.state === "sending") happened(ticket, { is: "failed", detail: "not handed over: no room on the disk" });
          else post.lane.add(ticket, message);
        }
        post.sending -= batch.length;
        log.warn("message-not-marked", { channel: post.id, fault: written.fault.code });
      }
    });
  }

  async function hand(post: Post, ticket: Ticket): Promise<void> {
    const found = at(ticket);
    const address = found === undefined ? undefined : addresses.address(found.delivery.to, post.kind);
    const outcome: Outcome = found === undefined || address === undefined ? { is: "refused", detail: "no address any more" } : await within(post, { key: `${ticket.messageId}.${ticket.index}`, ...address, urgency: found.message.urgency, content: found.message.content, at: found.message.at });
    post.sending--;
    judge(post, outcome);
    happened(ticket, outcome);
    for (const done of idle) done();
    wake(0);
  }

  function within(post: Post, one: Parameters<Post["channel"]["send"]>[0]): Promise<Outcome> {
    return new Promise((resolve) => {
      const longest = post.health.state() === "down" ? LONGEST_PROBE : LONGEST;
      const stop = clock.after(longest, () => resolve({ is: "unsure", detail: `nothing heard for ${longest / 1000} s` }));
      post.channel.send(one).then((outcome) => {
        stop();
        resolve(outcome);
      }, (error: unknown) => {
        stop();
        log.error("channel-failed", { channel: post.id, error });
        resolve({ is: "unsure", detail: "the channel failed" });
      });
    });
  }

  /** A channel that goes down, or comes back, is told to people (H-12.2). A recipient's refusal says nothing against it. */
  function judge(post: Post, outcome: Outcome): void {
    const { is } = outcome;
    if (is === "sent" || is === "delivered") post.counts.sent++;
    if (is === "delivered") post.counts.delivered++;
    if (is === "failed" || is === "down" || is === "unsure" || is === "refused") post.counts.failed++;
    const changed = post.health.note(is === "down" ? "gone" : is === "failed" || is === "unsure" ? "bad" : "good", clock.wall(), outcome.detail);
    if (changed === undefined) return;
    // What waits in its lane looks for another way.
    if (changed.is === "down") for (const { messageId, index } of post.lane.clear()) due.set(`${messageId}/${index}`, clock.wall());
    log.warn("channel-state", { channel: post.id, ...changed });
    void options.hold([changed.is === "down" ? { kind: "channel:down", at: clock.wall(), channelId: post.id, detail: changed.detail } : { kind: "channel:up", at: clock.wall(), channelId: post.id, downFor: changed.downFor }]);
  }

  function receive(channelId: ChannelId, receipt: Receipt): Promise<boolean> {
    const ticket = refs.find(channelId, receipt);
    if (ticket === undefined) {
      return new Promise((done) => {
        refs.keep({ channelId, receipt, done });
        clock.after(EARLY_ANSWER, () => done(true));
      });
    }
    const found = at(ticket);
    if (found === undefined) return Promise.resolve(true);
    const before = moves.newest(ticket) ?? found.delivery;
    const after = afterReceipt(before, { ...receipt, channelId }, { message: found.message, at: clock.wall(), traits: posts.get(channelId)?.traits, jitter: options.chance() });
    if (after === undefined) return Promise.resolve(true);
    const post = posts.get(channelId);
    if (post !== undefined && receipt.is === "delivered") post.counts.delivered++;
    return moves.add(ticket, after);
  }

  /** Instants were set by the wall clock: where it was set back, nothing waits longer than it would have. */
  function heedClock(): void {
    const ahead = clock.wall() - clock.steady();
    if (ahead < aheadBefore - SET_BACK) for (const message of state.messages.values()) message.deliveries.forEach((_delivery, index) => follow(message, index));
    aheadBefore = ahead;
  }

  function wake(ms: number): void {
    if (closed) return;
    stopTimer?.();
    // The first goes at once; after it those that came meanwhile go together.
    stopTimer = clock.after(Math.max(ms, lookedAt + GATHER - clock.steady()), () => {
      lookedAt = clock.steady();
      heedClock();
      look();
      const first = due.first();
      const waits = [...posts.values()].flatMap((post) => (post.sending < post.parallel ? (post.lane.wait(clock.steady()) ?? []) : []));
      const next = Math.min(LOOK, first === undefined ? LOOK : first - clock.wall(), ...waits.map((wait) => Math.max(wait, 20)));
      if (due.size() > 0 || waits.length > 0) wake(Math.max(5, next));
    });
  }

  // What was on the wire when the process ended: nobody knows what became of it.
  for (const message of state.messages.values()) {
    message.deliveries.forEach((delivery, index) => {
      follow(message, index);
      if (delivery.state === "sending") happened({ messageId: message.id, index }, { is: "unsure", detail: "the server stopped while it was being sent" });
    });
  }
  const stopHeeding = options.onFacts(heed);
  wake(0);

  return {
    receipt: receive,
    async close(ms) {
      closed = true;
      stopTimer?.();
      const sending = (): number => [...posts.values()].reduce((n, post) => n + post.sending, 0);
      if (sending() > 0) {
        await new Promise<void>((resolve) => {
          const stop = clock.after(ms, resolve);
          idle.add(() => {
            if (sending() > 0) return;
            stop();
            resolve();
          });
        });
      }
      await moves.flush();
      stopHeeding();
    },
  };
}
