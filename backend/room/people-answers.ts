import { fail } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { AccessRequests } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";

type PeopleRequests = "source:save" | "officer:invite" | "officer:invitations" | "officer:revoke" | "account:list" | "account:save" | "account:password" | "session:end" | "display:ticket" | "display:revoke";

/** @param state knows the agencies an officer can belong to */
export function peopleAnswers(desk: AccessRequests, state: Pick<RoomState, "agencies">): AnswersFor<PeopleRequests> {
  return {
    "source:save": (input, party) => desk.saveSource(input, personOf(party)),
    "officer:invite": (input, party) => desk.invite(input, personOf(party)),
    "officer:invitations": () => desk.listInvitations(),
    "officer:revoke": (input, party) => desk.revokeInvitation(input, personOf(party)),
    "account:list": () => desk.listAccounts(),
    "account:save": (input, party) => {
      const { agencyId } = input.account;
      if (agencyId !== undefined && !state.agencies.has(agencyId)) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
      return desk.saveAccount(input, personOf(party));
    },
    "account:password": (input, party) => desk.changePassword(input, party),
    "session:end": (input, party) => desk.endSession(input, personOf(party)),
    "display:ticket": (input, party) => desk.issueTicket(input, personOf(party)),
    "display:revoke": (input, party) => desk.revokeDisplay(input, personOf(party)),
  };
}
