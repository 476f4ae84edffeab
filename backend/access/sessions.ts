import type { Account, Party, Session } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { SessionId, type AccountId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Caller, Opened, SecretWrite } from "../ports.ts";
import { MOST, type By, type Parts } from "./parts.ts";
import { digest, freshId, token } from "./random-text.ts";

/** Ends after so long without a request: one 12-hour shift, so that a console left over at the change of shift logs itself out. */
export const IDLE = 12 * 3_600_000;
/** Ends after so long whatever happens: a flood watch lasts days and no console may close in its midst. */
export const LIFETIME = 7 * 24 * 3_600_000;
/** How often sessions are looked through, ms. */
const SWEEP = 60_000;

type Cause = "logout" | "ended" | "expired";

/** Sessions by the SHA-256 of their token. `seenAt` lives here alone: a request is not worth a journal entry. */
export interface Sessions {
  open(account: Account, from: Caller): Promise<Result<Opened>>;
  person(token: string): (Party & { kind: "person" }) | undefined;
  /** As the journal knows them, with what only memory knows (last seen, browser). */
  list(): Session[];
  /** Facts and secrets that end these sessions; their tokens are dead at once, `ended` is told after the commit. */
  ending(ids: readonly SessionId[], cause: Cause, by: By): { facts: NewFact[]; secrets: SecretWrite[]; done: () => void };
  /** Ends one in a transaction of its own. Its token is dead even when the commit fails; the sweep then tries again. */
  end(id: SessionId, cause: Cause, by: By): Promise<Result<Record<string, never>>>;
  of(accountId: AccountId): SessionId[];
  close(): void;
}

export function openSessions(parts: Parts): Sessions {
  const { clock, state, journal, commit, log } = parts;
  const byHash = new Map<string, SessionId>();
  const seen = new Map<SessionId, { hash: string; steady: number; wall: number; agent: string }>();
  const owed = new Map<SessionId, { cause: Cause; by: By }>();

  function remember(id: SessionId, hash: string, agent: string): void {
    byHash.set(hash, id);
    seen.set(id, { hash, steady: clock.steady(), wall: clock.wall(), agent });
  }
  function forget(id: SessionId): void {
    const known = seen.get(id);
    if (known === undefined) return;
    byHash.delete(known.hash);
    seen.delete(id);
  }
  // After a restart nobody has been idle for longer than the backend has run.
  for (const id of state().sessions.keys()) {
    const hash = journal.secret("session", id);
    if (hash !== undefined) remember(id, hash, "");
    else owed.set(id, { cause: "expired", by: undefined });
  }

  function expired(session: Session): boolean {
    const known = seen.get(session.id);
    return known === undefined || clock.steady() - known.steady > IDLE || clock.wall() - session.openedAt > LIFETIME;
  }
  function ending(ids: readonly SessionId[], cause: Cause, by: By): ReturnType<Sessions["ending"]> {
    const facts: NewFact[] = [];
    const secrets: SecretWrite[] = [];
    for (const sessionId of ids) {
      const session = state().sessions.get(sessionId);
      forget(sessionId);
      if (session === undefined) continue;
      owed.set(sessionId, { cause, by });
      facts.push({ kind: "session:ended", at: clock.wall(), sessionId, accountId: session.accountId, cause, by });
      secrets.push({ owner: "session", id: sessionId, hash: undefined });
    }
    const done = (): void => {
      for (const sessionId of ids) {
        owed.delete(sessionId);
        parts.ended({ sessionId });
      }
    };
    return { facts, secrets, done };
  }
  async function end(id: SessionId, cause: Cause, by: By): Promise<Result<Record<string, never>>> {
    const { facts, secrets } = ending([id], cause, by);
    if (facts.length === 0) return fail({ code: "unknown-id", kind: "session", id });
    // The person is out now, whether or not the disk has room to say so.
    parts.ended({ sessionId: id });
    const written = await commit(facts, secrets);
    if (!written.ok) return written;
    owed.delete(id);
    return ok({});
  }
  async function sweep(): Promise<void> {
    for (const session of state().sessions.values()) if (!owed.has(session.id) && expired(session)) owed.set(session.id, { cause: "expired", by: undefined });
    for (const [id, { cause, by }] of owed) {
      const result = await parts.queue.run(() => end(id, cause, by));
      if (result.ok || result.fault.code === "unknown-id") owed.delete(id);
      else {
        log.warn("session-end-delayed", { sessionId: id, fault: result.fault.code });
        return;
      }
    }
  }
  let cancel = (): void => undefined;
  let sweeping = false;
  function arm(): void {
    cancel = clock.after(SWEEP, () => {
      arm();
      if (sweeping) return;
      sweeping = true;
      sweep()
        .catch((error: unknown) => log.error("session-sweep-failed", { error }))
        .finally(() => void (sweeping = false));
    });
  }
  arm();

  function person(text: string): (Party & { kind: "person" }) | undefined {
    const id = byHash.get(digest(text));
    const session = id === undefined ? undefined : state().sessions.get(id);
    if (session === undefined || expired(session)) return undefined;
    const account = state().accounts.get(session.accountId);
    if (account === undefined || !account.enabled) return undefined;
    const known = seen.get(session.id);
    if (known !== undefined) {
      known.steady = clock.steady();
      known.wall = clock.wall();
    }
    return { kind: "person", account, sessionId: session.id };
  }
  function of(accountId: AccountId): SessionId[] {
    return [...state().sessions.values()].filter((session) => session.accountId === accountId).map((session) => session.id);
  }

  return {
    person,
    ending,
    end,
    of,
    async open(account, from) {
      const sessionId = SessionId.parse(freshId(parts.random, "s"));
      const text = token(parts.random);
      const hash = digest(text);
      const at = clock.wall();
      const mine = of(account.id);
      const surplus = ending(mine.slice(0, Math.max(0, mine.length + 1 - MOST.sessionsOfOne)), "ended", undefined);
      const address = from.address.slice(0, 100);
      const opened: NewFact = { kind: "session:opened", at, sessionId, accountId: account.id, from: address };
      const written = await commit([...surplus.facts, opened], [...surplus.secrets, { owner: "session", id: sessionId, hash }]);
      if (!written.ok) return written;
      surplus.done();
      const agent = from.agent.slice(0, 200);
      remember(sessionId, hash, agent);
      return ok({ account, session: { id: sessionId, accountId: account.id, openedAt: at, seenAt: at, from: address, agent }, token: text });
    },
    list: () =>
      [...state().sessions.values()].flatMap((session) => {
        const known = seen.get(session.id);
        return known === undefined ? [] : [{ ...session, seenAt: Math.max(session.seenAt, known.wall), agent: known.agent }];
      }),
    close: () => cancel(),
  };
}
