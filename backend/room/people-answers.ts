import type { Party } from "#contract/account";
import type { RequestName, RequestOutput, RequestParsed } from "#contract/request";
import type { Result } from "#contract/result";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";

type Answer<N extends RequestName> = Promise<Result<RequestOutput<N>>>;
type By = ReturnType<typeof personOf>;

/** What the access desk does on request; given by `access`, which this file does not import. */
export interface AccessRequests {
  saveAccount(input: RequestParsed<"account:save">, by: By): Answer<"account:save">;
  changePassword(input: RequestParsed<"account:password">, party: Party): Answer<"account:password">;
  listAccounts(): Answer<"account:list">;
  endSession(input: RequestParsed<"session:end">, by: By): Answer<"session:end">;
  issueTicket(input: RequestParsed<"display:ticket">, by: By): Answer<"display:ticket">;
  revokeDisplay(input: RequestParsed<"display:revoke">, by: By): Answer<"display:revoke">;
  saveSource(input: RequestParsed<"source:save">, by: By): Answer<"source:save">;
}

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
