import type { Party } from "#contract/account";
import type { RequestName, RequestOutput, RequestParsed } from "#contract/request";
import type { Result } from "#contract/result";
import type { Seat } from "../ports.ts";

/** Answers one parsed and authorised request; `seat` is the socket it came over, if any. */
export type Answer<N extends RequestName> = (input: RequestParsed<N>, party: Party, seat?: Seat) => Promise<Result<RequestOutput<N>>> | Result<RequestOutput<N>>;
export type Answers = { [N in RequestName]: Answer<N> };
/** A group of answers that one file gives. */
export type AnswersFor<N extends RequestName> = Pick<Answers, N>;

