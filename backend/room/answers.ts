import type { Party } from "#contract/account";
import type { RequestName, RequestOutput, RequestParsed } from "#contract/request";
import type { Result } from "#contract/result";

/** Answers one parsed and authorised request. */
export type Answer<N extends RequestName> = (input: RequestParsed<N>, party: Party) => Promise<Result<RequestOutput<N>>> | Result<RequestOutput<N>>;
export type Answers = { [N in RequestName]: Answer<N> };
/** A group of answers that one file gives. */
export type AnswersFor<N extends RequestName> = Pick<Answers, N>;

