import type { NewFact } from "#contract/fact";
import type { Session } from "#contract/account";
import type { RoomState, Touch } from "./state.ts";

type PeopleFact = Extract<NewFact, { kind: "account:saved" | "session:opened" | "session:ended" | "display:saved" | "display:revoked" }>;

/** Folds accounts, sessions and displays. Passwords and tokens are never in a fact. */
export function foldPeople(state: RoomState, fact: PeopleFact): Touch[] {
  switch (fact.kind) {
    case "account:saved":
      state.accounts.set(fact.account.id, fact.account);
      return [{ collection: "accounts", id: fact.account.id, body: fact.account }];
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
