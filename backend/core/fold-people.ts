import type { NewFact } from "#contract/fact";
import type { Session } from "#contract/account";
import { INVITATIONS_KEPT, type InvitationRecord } from "#contract/invitation";
import type { RoomState, Touch } from "./state.ts";

type PeopleFact = Extract<NewFact, { kind: "account:saved" | `invitation:${"made" | "used" | "revoked"}` | "session:opened" | "session:ended" | "display:saved" | "display:revoked" }>;

/** Folds accounts, invitations, sessions and displays. Passwords and tokens are never in a fact. */
export function foldPeople(state: RoomState, fact: PeopleFact): Touch[] {
  switch (fact.kind) {
    case "account:saved":
      state.accounts.set(fact.account.id, fact.account);
      return [{ collection: "accounts", id: fact.account.id, body: fact.account }];
    case "invitation:made": return [...putInvitation(state, fact.invitation), ...forgetInvitations(state, fact.at)];
    case "invitation:used": return endInvitation(state, fact.invitationId, { state: "used", endedAt: fact.at });
    case "invitation:revoked": return endInvitation(state, fact.invitationId, { state: "revoked", endedAt: fact.at, revokedBy: fact.by });
    case "session:opened": {
      const session: Session = { id: fact.sessionId, accountId: fact.accountId, openedAt: fact.at, seenAt: fact.at, from: fact.from, agent: "" };
      state.sessions.set(session.id, session);
      return [{ collection: "sessions", id: session.id, body: session }];
    }
    case "session:ended":
      if (!state.sessions.delete(fact.sessionId)) return [];
      return [{ collection: "sessions", id: fact.sessionId, body: undefined }];
    case "display:saved":
      state.displays.set(fact.display.id, fact.display);
      return [{ collection: "displays", id: fact.display.id, body: fact.display }];
    case "display:revoked":
      if (!state.displays.delete(fact.displayId)) return [];
      return [{ collection: "displays", id: fact.displayId, body: undefined }];
  }
}

function putInvitation({ invitations }: Pick<RoomState, "invitations">, invitation: InvitationRecord): Touch[] {
  invitations.set(invitation.id, invitation);
  return [{ collection: "invitations", id: invitation.id, body: invitation }];
}

function endInvitation(state: Pick<RoomState, "invitations">, id: string, change: Partial<InvitationRecord>): Touch[] {
  const invitation = state.invitations.get(id);
  return invitation === undefined ? [] : putInvitation(state, { ...invitation, ...change });
}

/** Of those nobody can take up any more the newest stay. */
function forgetInvitations({ invitations }: Pick<RoomState, "invitations">, now: number): Touch[] {
  const over = [...invitations.values()].filter(({ state, until }) => state !== "open" || until <= now).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return over.slice(INVITATIONS_KEPT).map(({ id }) => {
    invitations.delete(id);
    return { collection: "invitations", id, body: undefined };
  });
}
