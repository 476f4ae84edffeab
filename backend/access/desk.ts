import { randomBytes } from "node:crypto";
import type { DisplayId, SessionId } from "#contract/ids";
import { ok } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { AccessDesk, AccessRequests, Clock, Commit, Journal, Log } from "../ports.ts";
import { openAccounts } from "./accounts.ts";
import { openAttempts } from "./attempts.ts";
import { openDisplays } from "./displays.ts";
import { openHasher } from "./hasher.ts";
import { openInvitations } from "./invitations.ts";
import type { Parts } from "./parts.ts";
import { openQueue } from "./queue.ts";
import type { Random } from "./random-text.ts";
import { openSessions } from "./sessions.ts";
import { openSourceSecrets } from "./source-secrets.ts";

export interface AccessOptions {
  journal: Pick<Journal, "secret">;
  state: () => RoomState;
  commit: Commit;
  clock: Clock;
  log: Log;
  /** The data folder: `shell.key` and, before the first account, `first-run.code`, both 0600. */
  folder: string;
  /** Default: the operating system's. */
  random?: Random;
}

/** The desk, and what only the composition root asks of it. */
export interface OpenDesk extends AccessDesk, AccessRequests {
  /** To print at start; undefined once an account exists. */
  firstRunCode(): string | undefined;
  /** Stops the timers. */
  close(): void;
}

/**
 * Opens the desk on the state as it stands after `Journal.load`.
 * @throws Error when the data folder cannot be read or written
 */
export function openAccess(options: AccessOptions): OpenDesk {
  const listeners = new Set<(what: { sessionId?: SessionId; displayId?: DisplayId }) => void>();
  const parts: Parts = {
    ...options,
    random: options.random ?? randomBytes,
    hasher: openHasher(),
    attempts: openAttempts(() => options.clock.steady()),
    queue: openQueue(),
    ended: (what) => listeners.forEach((listener) => listener(what)),
  };
  const sessions = openSessions(parts);
  const accounts = openAccounts(parts, sessions);
  const invitations = openInvitations(parts, sessions);
  const displays = openDisplays(parts);
  const sources = openSourceSecrets(parts);

  return {
    firstRunNeeded: () => accounts.firstRunNeeded(),
    firstRunCode: () => accounts.firstRunCode(),
    firstRun: (input, from) => accounts.firstRun(input, from),
    login: (input, from) => accounts.login(input, from),
    async logout(token) {
      const party = sessions.person(token);
      if (party !== undefined) await parts.queue.run(() => sessions.end(party.sessionId, "logout", party.account.id));
    },
    person: (token) => sessions.person(token),
    display: (token) => displays.display(token),
    redeem: (ticket, from) => displays.redeem(ticket, from),
    shellChallenge: () => displays.shellChallenge(),
    provedToShell: (hello) => displays.provedToShell(hello),
    shellDisplay: (hello, name) => displays.shellDisplay(hello, name),
    onEnded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    authenticate: (id, secret) => sources.authenticate(id, secret),
    source: (id) => options.state().sources.get(id),
    invite: (input, by) => invitations.invite(input, by),
    listInvitations: () => invitations.list(),
    revokeInvitation: (input, by) => invitations.revoke(input, by),
    acceptInvitation: (input, from) => invitations.accept(input, from),
    saveAccount: (input, by) => accounts.save(input, by),
    changePassword: (input, party) => accounts.changePassword(input, party),
    adoptAccount: (decide) => accounts.adopt(decide),
    hasPassword: (id) => accounts.hasPassword(id),
    vouch: (input, by) => accounts.vouch(input, by),
    listAccounts: () => Promise.resolve(ok({ accounts: [...options.state().accounts.values()], sessions: sessions.list(), displays: [...options.state().displays.values()] })),
    endSession: (input, by) => parts.queue.run(() => sessions.end(input.sessionId, "ended", by)),
    issueTicket: (input, by) => displays.issueTicket(input, by),
    revokeDisplay: (input, by) => displays.revoke(input.displayId, by),
    saveSource: (input, by) => sources.save(input, by),
    close: () => sessions.close(),
  };
}
