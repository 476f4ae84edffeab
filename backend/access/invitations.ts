import type { Account } from "#contract/account";
import { Invitation, INVITATION_LIFE, MOST_INVITATIONS, type AcceptInvitation, type InvitationRecord } from "#contract/invitation";
import type { RequestOutput, RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { z } from "zod";
import type { Caller, Opened } from "../ports.ts";
import { PER_ADDRESS } from "./attempts.ts";
import { readKey, writeKey } from "./key-files.ts";
import { MOST, type By, type Parts } from "./parts.ts";
import { freshId, sameText, sign, token } from "./random-text.ts";
import type { Sessions } from "./sessions.ts";

const KEY = "invitation.key";

/**
 * Invitations of agencies' officers. The link carries what it is for and the room's signature, the journal that it was made, used or
 * revoked: who has the data folder's facts alone can make no link of them.
 */
export interface Invitations {
  invite(input: RequestParsed<"officer:invite">, by: By): Promise<Result<RequestOutput<"officer:invite">>>;
  list(): Result<RequestOutput<"officer:invitations">>;
  revoke(input: RequestParsed<"officer:revoke">, by: By): Promise<Result<RequestOutput<"officer:revoke">>>;
  accept(input: z.infer<typeof AcceptInvitation>, from: Caller): Promise<Result<Opened>>;
}

export function openInvitations(parts: Parts, sessions: Sessions): Invitations {
  const { state, clock, attempts, hasher, queue, commit } = parts;
  const key = readKey(parts.folder, KEY) ?? token(parts.random);
  writeKey(parts.folder, KEY, key);
  const signed = (text: string): string => sign(key, `invitation ${text}`);

  /** @returns the invitation, where this room made it, it is not over, and who made it may still make it */
  function read(given: string): Result<Invitation> {
    const [text = "", proof = "", ...more] = given.split(".");
    const strange = fail({ code: "malformed", path: "token", detail: "not an invitation of this room" } as const);
    if (more.length > 0 || !sameText(proof, signed(text))) return strange;
    const invitation = Invitation.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (!invitation.success) return strange;
    const { invitationId, until, id, agencyId, by } = invitation.data;
    // Why it opens nothing is told apart: whoever holds it asks for a new one, or logs in.
    const record = state().invitations.get(invitationId);
    if (record?.state === "revoked") return fail({ code: "conflict", detail: "the invitation was revoked" });
    if (record?.state === "used") return fail({ code: "conflict", detail: "the invitation was used" });
    if (until <= clock.wall()) return fail({ code: "conflict", detail: "the invitation is over" });
    if (state().accounts.has(id)) return fail({ code: "conflict", detail: "the invitation was used" });
    const inviter = state().accounts.get(by);
    if (inviter?.enabled !== true || !inviter.roles.includes("administrator") || !state().agencies.has(agencyId) || record === undefined) return fail({ code: "conflict", detail: "the invitation holds no more" });
    return ok(invitation.data);
  }

  return {
    invite: ({ id, name, agencyId }, by) => queue.run(async () => {
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state().agencies.has(agencyId)) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
      if (state().accounts.has(id)) return fail({ code: "conflict", detail: `account ${id} exists` });
      const at = clock.wall();
      if ([...state().invitations.values()].filter((one) => one.state === "open" && one.until > at).length >= MOST_INVITATIONS) return fail({ code: "too-large", limit: MOST_INVITATIONS });
      const [invitationId, until] = [freshId(parts.random, "loi-moi"), at + INVITATION_LIFE];
      const invitation: InvitationRecord = { id: invitationId, accountId: id, name, agencyId, by, at, until, state: "open" };
      const written = await commit([{ kind: "invitation:made", at, invitation }]);
      if (!written.ok) return written;
      const text = Buffer.from(JSON.stringify({ invitationId, id, name, agencyId, by, until } satisfies Invitation)).toString("base64url");
      return ok({ token: `${text}.${signed(text)}`, until });
    }),
    list: () => ok({ invitations: [...state().invitations.values()].sort((a, b) => b.at - a.at) }),
    revoke: ({ invitationId }, by) => queue.run(async () => {
      const known = state().invitations.get(invitationId);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (known === undefined) return fail({ code: "unknown-id", kind: "invitation", id: invitationId });
      if (known.state === "used") return fail({ code: "conflict", detail: "the invitation was used" });
      if (known.state === "revoked") return fail({ code: "conflict", detail: "the invitation was revoked" });
      if (known.until <= clock.wall()) return fail({ code: "conflict", detail: "the invitation is over" });
      const written = await commit([{ kind: "invitation:revoked", at: clock.wall(), invitationId, accountId: known.accountId, by }]);
      return written.ok ? ok({}) : written;
    }),
    async accept(input, from) {
      const address = `invitation@${from.address}`;
      const wait = attempts.enter(address, PER_ADDRESS);
      if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
      const first = read(input.token);
      if (!first.ok) return first;
      const hash = await hasher.hash(input.password, "person");
      if (hash === undefined) {
        attempts.refund(address);
        return fail({ code: "too-many", retryAfter: 1 });
      }
      return queue.run(async () => {
        // Of two who come at once the second finds it used.
        const invitation = read(input.token);
        if (!invitation.ok) return invitation;
        if (state().accounts.size >= MOST.accounts) return fail({ code: "too-large", limit: MOST.accounts });
        const { invitationId, id, name, agencyId, by } = invitation.value;
        const account: Account = { id, name, roles: ["focal-officer"], enabled: true, agencyId };
        const written = await commit([{ kind: "account:saved", at: clock.wall(), account, by, passwordChanged: true }, { kind: "invitation:used", at: clock.wall(), invitationId, accountId: id }], [{ owner: "account", id, hash }]);
        if (!written.ok) return written;
        attempts.succeed(address);
        return sessions.open(account, from);
      });
    },
  };
}
