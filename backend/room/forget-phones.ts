import type { Fact } from "#contract/fact";
import type { RoomState } from "../core/state.ts";
import type { Journal, PhoneBook } from "../ports.ts";

/** Ends looked through at a start: a kill between the fact and the book leaves one, never so many. */
const LOOKED_AT = 200;

interface Options {
  book: PhoneBook;
  journal: Pick<Journal, "recent">;
  state: Pick<RoomState, "sessions" | "accounts">;
  onFacts: (listener: (facts: readonly Fact[]) => void) => () => void;
}

/**
 * A phone whose session somebody ended gets no orders any more: it is lost, or another's. A session that merely ran out keeps its
 * phone: an officer's is in a pocket for days with the page closed. A locked account, or a new password, lets go what has no
 * session either.
 *
 * @returns stops it
 */
export function forgetPhones({ book, journal, state, onFacts }: Options): () => void {
  function heard(facts: readonly Fact[]): void {
    const ended = new Set(facts.flatMap((fact) => (fact.kind === "session:ended" && fact.cause !== "expired" ? [fact.sessionId] : [])));
    if (ended.size > 0) book.forget(({ sessionId }) => sessionId !== undefined && ended.has(sessionId));
    const anew = new Set(facts.flatMap((fact) => (fact.kind === "account:saved" && (fact.passwordChanged || !fact.account.enabled) ? [fact.account.id] : [])));
    if (anew.size > 0) book.forget(({ accountId, sessionId }) => anew.has(accountId) && (sessionId === undefined || !state.sessions.has(sessionId)));
  }
  heard(journal.recent({ kinds: ["session:ended"], limit: LOOKED_AT }));
  return onFacts(heard);
}
