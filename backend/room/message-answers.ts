import type { Fact } from "#contract/fact";
import type { IncidentId } from "#contract/incident";
import { isUnderway, type Message, type MessageId, type Recipient } from "#contract/message";
import type { RequestOutput } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { moved, withEnd } from "../core/fold-message.ts";
import { resting } from "../core/message/confirm.ts";
import type { RoomState } from "../core/state.ts";
import type { CaseBook, Journal, NotifyDesk, Now, Outbox } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import type { Ledger } from "./ledger.ts";

/** Facts of one case that are read to make up its messages. */
const LOOKED_AT = 5000;

interface Options {
  state: Pick<RoomState, "messages" | "agencies" | "accounts">;
  journal: Pick<Journal, "cases">;
  stats: (days: number) => Promise<Result<RequestOutput<"channel:stats">>>;
  ledger: Pick<Ledger, "commit">;
  outbox: Pick<Outbox, "compose">;
  desk: () => NotifyDesk | undefined;
  now: () => Now;
}

/** What went out, what waits, and the channels, for the people at the desk. */
export function messageAnswers({ state, journal, stats, ledger, outbox, desk, now }: Options): AnswersFor<"channel:list" | "channel:stats" | "channel:test" | "message:page" | "message:again"> {
  return {
    "channel:list": () => {
      const notify = desk();
      const quiet = notify?.quiet();
      return ok({ channels: notify?.channels() ?? [], chains: notify?.chains() ?? { emergency: [], routine: [], public: [] }, ...(quiet !== undefined && { quiet }) });
    },
    "channel:stats": ({ days }) => stats(days),
    "channel:test": async ({ channelId, to }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!(desk()?.channels() ?? []).some(({ id }) => id === channelId)) return fail({ code: "unknown-id", kind: "channel", id: channelId });
      if (!isKnown(to, state)) return fail({ code: "unknown-id", kind: "contact", id: to.is === "contact" ? to.contactId : to.is });
      const facts = outbox.compose([{ content: { is: "test", by: state.accounts.get(by)?.name ?? by }, urgency: "routine", recipients: [to], chain: [channelId], by, until: now().wall + 3_600_000, ...("agencyId" in to && { agencyId: to.agencyId }) }]);
      const written = await ledger.commit(facts);
      if (!written.ok) return written;
      const [queued] = facts;
      return queued?.kind === "message:queued" ? ok({ messageId: queued.message.id }) : fail({ code: "unavailable", detail: "no channel takes it" });
    },
    "message:page": ({ incidentId, before = Infinity, limit }) => {
      const all = incidentId === undefined ? ok([...state.messages.values()]) : ofCase(incidentId);
      if (!all.ok) return all;
      const newest = all.value.filter(({ at }) => at < before).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      return ok({ messages: newest.slice(0, limit), underway: newest.filter(({ endedAt }) => endedAt === undefined).length });
    },
    "message:again": async ({ messageId, index }, party) => {
      const by = personOf(party);
      const message = state.messages.get(messageId);
      const delivery = message?.deliveries[index];
      if (message === undefined || delivery === undefined) return fail({ code: "unknown-id", kind: "message", id: messageId });
      if (isUnderway(delivery) || delivery.state === "delivered") return fail({ code: "conflict", detail: "it is under way or arrived" });
      const at = now().wall;
      if (message.until <= at) return fail({ code: "conflict", detail: "it is too old to be sent" });
      const after = { ...resting(delivery), state: "waiting" as const, attempts: 0, nextAt: at, ...(message.chain[0] !== undefined && { channelId: message.chain[0] }) };
      const written = await ledger.commit([{ kind: "message:moved", at, messageId, ...(message.incidentId !== undefined && { incidentId: message.incidentId }), moves: [{ index, after }], ...(by !== undefined && { by }) }]);
      return written.ok ? ok({}) : written;
    },
  };

  /** Those at hand as they stand; older ones as their facts in the journal left them. */
  function ofCase(incidentId: IncidentId): Result<Message[]> {
    const book = journal.cases();
    if (book === undefined) return fail({ code: "unavailable", detail: "the book of cases is made at the next start" });
    const found = new Map<MessageId, Message>();
    for (const fact of messageFacts(book, incidentId)) {
      if (fact.kind === "message:queued") found.set(fact.message.id, withEnd(fact.message, fact.at));
      else if (fact.kind === "message:moved") {
        const message = found.get(fact.messageId);
        if (message !== undefined) found.set(message.id, withEnd(moved(message, fact), fact.at));
      }
    }
    for (const message of state.messages.values()) if (message.incidentId === incidentId) found.set(message.id, message);
    return ok([...found.values()]);
  }
}

function messageFacts(book: CaseBook, id: IncidentId): Fact[] {
  return [...book.facts(id, LOOKED_AT, "message:queued"), ...book.facts(id, LOOKED_AT, "message:moved")].sort((a, b) => a.seq - b.seq);
}

function isKnown(to: Recipient, { agencies, accounts }: Pick<RoomState, "agencies" | "accounts">): boolean {
  switch (to.is) {
    case "agency": return agencies.has(to.agencyId);
    case "contact": return agencies.get(to.agencyId)?.contacts?.some(({ id }) => id === to.contactId) === true;
    case "account": return accounts.has(to.accountId);
    case "subscriber": return false;
  }
}
