import type { Account, Party } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import type { RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { AccessDesk, SecretWrite } from "../ports.ts";
import { PER_ADDRESS, PER_NAME } from "./attempts.ts";
import { readKey, removeKey, writeKey } from "./key-files.ts";
import { MOST, type By, type Parts } from "./parts.ts";
import { asIssued, sameText, unambiguous } from "./random-text.ts";
import type { Sessions } from "./sessions.ts";

const FIRST_RUN = "first-run.code";
/** 12 characters of 31: 59 bits, guessed at 20 times and then once in 15 minutes. */
const CODE_LENGTH = 12;
/** Refused log-ins journalled in a minute at most: a flood of guesses must not fill the disk. All are in the log's count. */
const REFUSALS_A_MINUTE = 30;

/** People: who exists, who may log in. */
export interface Accounts extends Pick<AccessDesk, "firstRunNeeded" | "firstRun" | "login"> {
  /** The code that proves who started the backend; undefined once an account exists. */
  firstRunCode(): string | undefined;
  save(input: RequestParsed<"account:save">, by: By): Promise<Result<Account>>;
  adopt(decide: () => readonly NewFact[]): Promise<Result<Record<string, never>>>;
  hasPassword(id: string): boolean;
  changePassword(input: RequestParsed<"account:password">, party: Party): Promise<Result<Record<string, never>>>;
  vouch(input: { name: string; password: string }, by: AccountId): Promise<Result<Account>>;
}

export function openAccounts(parts: Parts, sessions: Sessions): Accounts {
  const { state, journal, commit, clock, hasher, attempts, queue } = parts;
  // Accounts that the centre issued come without a password: they let nobody in yet.
  const hasPassword = (id: string): boolean => journal.secret("account", id) !== undefined;
  const firstRunNeeded = (): boolean => ![...state().accounts.keys()].some(hasPassword);
  if (!firstRunNeeded()) removeKey(parts.folder, FIRST_RUN);
  else if (readKey(parts.folder, FIRST_RUN) === undefined) writeKey(parts.folder, FIRST_RUN, unambiguous(parts.random, CODE_LENGTH));
  const code = firstRunNeeded() ? readKey(parts.folder, FIRST_RUN) : undefined;

  const refusals = { minute: 0, count: 0 };
  /** Only known names are written down: people type passwords into the name field. */
  async function refuse(name: string, from: string): Promise<void> {
    const minute = Math.floor(clock.steady() / 60_000);
    if (minute !== refusals.minute) Object.assign(refusals, { minute, count: 0 });
    parts.log.warn("login-refused", { from });
    if (++refusals.count > REFUSALS_A_MINUTE) return;
    await commit([{ kind: "session:refused", at: clock.wall(), name: state().accounts.has(name) ? name : "", from }]);
  }
  /** Books an attempt on all keys. @returns seconds to wait */
  function enter(name: string, address: string): number {
    const byAddress = attempts.enter(`address:${address}`, PER_ADDRESS);
    return byAddress > 0 ? byAddress : attempts.enter(`name:${name}`, PER_NAME);
  }
  function refund(name: string, address: string): void {
    attempts.refund(`address:${address}`);
    attempts.refund(`name:${name}`);
  }
  const saved = (account: Account, by: By, passwordChanged: boolean): NewFact => ({ kind: "account:saved", at: clock.wall(), account, by, passwordChanged });

  return {
    firstRunNeeded,
    firstRunCode: () => (firstRunNeeded() ? code : undefined),
    async firstRun(input, from) {
      if (!firstRunNeeded() || code === undefined) return fail({ code: "conflict", detail: "an account exists already" });
      const address = `first-run@${from.address}`;
      const wait = attempts.enter(address, PER_ADDRESS);
      if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
      if (!sameText(asIssued(input.code), asIssued(code))) return fail({ code: "unauthenticated" });
      attempts.succeed(address);
      const hash = await hasher.hash(input.password, "person");
      if (hash === undefined) return fail({ code: "too-many", retryAfter: 1 });
      return queue.run(async () => {
        if (!firstRunNeeded()) return fail({ code: "conflict", detail: "an account exists already" });
        const account: Account = { id: input.id, name: input.name, roles: ["administrator", "shift-lead"], enabled: true };
        const written = await commit([saved(account, undefined, true)], [{ owner: "account", id: account.id, hash }]);
        if (!written.ok) return written;
        removeKey(parts.folder, FIRST_RUN);
        return sessions.open(account, from);
      });
    },
    async login(input, from) {
      const name = input.name.trim();
      const wait = enter(name, from.address);
      if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
      const known = state().accounts.has(name);
      const right = await hasher.verify(known ? journal.secret("account", name) : undefined, input.password, "person");
      if (right === undefined) {
        refund(name, from.address);
        return fail({ code: "too-many", retryAfter: 1 });
      }
      return queue.run(async () => {
        const account = state().accounts.get(name);
        if (!right || account === undefined || !account.enabled) {
          await refuse(name, from.address);
          return fail({ code: "unauthenticated" });
        }
        attempts.refund(`address:${from.address}`);
        attempts.succeed(`name:${name}`);
        return sessions.open(account, from);
      });
    },
    async save(input, by) {
      const { account, password } = input;
      // Their agency's cases and nothing else: any other role would open the whole room to them.
      if (account.roles.includes("focal-officer") && account.roles.length > 1) return fail({ code: "malformed", path: "roles", detail: "a focal officer has no other role" });
      const hash = password === undefined ? undefined : await hasher.hash(password, "person");
      if (password !== undefined && hash === undefined) return fail({ code: "too-many", retryAfter: 1 });
      return queue.run(async () => {
        const before = state().accounts.get(account.id);
        if (before === undefined && hash === undefined) return fail({ code: "malformed", path: "password", detail: "a new account needs a password" });
        if (before === undefined && state().accounts.size >= MOST.accounts) return fail({ code: "too-large", limit: MOST.accounts });
        const rules = (one: Account): boolean => one.enabled && one.roles.includes("administrator") && hasPassword(one.id);
        const others = [...state().accounts.values()].some((one) => one.id !== account.id && rules(one));
        if (before !== undefined && rules(before) && !rules(account) && !others) return fail({ code: "conflict", detail: "the last enabled administrator with a password" });
        // Whoever is disabled, or has a new password from somebody else, is out.
        const out = !account.enabled || hash !== undefined ? sessions.of(account.id) : [];
        const ending = sessions.ending(out, "ended", by);
        const secrets: SecretWrite[] = hash === undefined ? [] : [{ owner: "account", id: account.id, hash }];
        const written = await commit([saved(account, by, hash !== undefined), ...ending.facts], [...secrets, ...ending.secrets]);
        if (!written.ok) return written;
        ending.done();
        return ok(account);
      });
    },
    adopt: (decide) => queue.run(async () => {
      const facts = decide();
      const out = facts.flatMap((fact) => (fact.kind === "account:saved" && !fact.account.enabled ? sessions.of(fact.account.id) : []));
      const ending = sessions.ending(out, "ended", undefined);
      const written = await commit([...facts, ...ending.facts], ending.secrets);
      if (!written.ok) return written;
      ending.done();
      return ok({});
    }),
    hasPassword,
    async vouch(input, by) {
      const name = input.name.trim();
      if (name === by) return fail({ code: "malformed", path: "second.name", detail: "another person is needed" });
      // On the asker's account too: nobody guesses a colleague's password from within.
      const keys = [`vouch:${by}`, `name:${name}`];
      for (const [i, key] of keys.entries()) {
        const wait = attempts.enter(key, PER_NAME);
        if (wait === 0) continue;
        for (const booked of keys.slice(0, i)) attempts.refund(booked);
        return fail({ code: "too-many", retryAfter: wait });
      }
      const account = state().accounts.get(name);
      const right = await hasher.verify(account === undefined ? undefined : journal.secret("account", name), input.password, "person");
      if (right === undefined) {
        for (const key of keys) attempts.refund(key);
        return fail({ code: "too-many", retryAfter: 1 });
      }
      const present = state().accounts.get(name);
      if (!right || present === undefined || !present.enabled) return fail({ code: "malformed", path: "second.password", detail: "name and password do not fit" });
      for (const key of keys) attempts.succeed(key);
      return ok(present);
    },
    async changePassword(input, party) {
      if (party.kind !== "person") return fail({ code: "forbidden", permission: "account:password" });
      const id = AccountId.parse(party.account.id);
      const key = `name:${id}`;
      const wait = attempts.enter(key, PER_NAME);
      if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
      const right = await hasher.verify(journal.secret("account", id), input.current, "person");
      const hash = right === true ? await hasher.hash(input.next, "person") : "";
      if (right === undefined || hash === undefined) {
        attempts.refund(key);
        return fail({ code: "too-many", retryAfter: 1 });
      }
      if (!right) return fail({ code: "malformed", path: "current", detail: "not the present password" });
      attempts.succeed(key);
      return queue.run(async () => {
        const account = state().accounts.get(id);
        if (account === undefined || !account.enabled) return fail({ code: "unauthenticated" });
        const ending = sessions.ending(sessions.of(id).filter((one) => one !== party.sessionId), "ended", id);
        const written = await commit([saved(account, id, true), ...ending.facts], [{ owner: "account", id, hash }, ...ending.secrets]);
        if (!written.ok) return written;
        ending.done();
        return ok({});
      });
    },
  };
}
