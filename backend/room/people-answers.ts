import type { AccessRequests } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";

type PeopleRequests = "source:save" | "account:list" | "account:save" | "account:password" | "session:end" | "display:ticket" | "display:revoke";

export function peopleAnswers(desk: AccessRequests): AnswersFor<PeopleRequests> {
  return {
    "source:save": (input, party) => desk.saveSource(input, personOf(party)),
    "account:list": () => desk.listAccounts(),
    "account:save": (input, party) => desk.saveAccount(input, personOf(party)),
    "account:password": (input, party) => desk.changePassword(input, party),
    "session:end": (input, party) => desk.endSession(input, personOf(party)),
    "display:ticket": (input, party) => desk.issueTicket(input, personOf(party)),
    "display:revoke": (input, party) => desk.revokeDisplay(input, personOf(party)),
  };
}
