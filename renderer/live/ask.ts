import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";

/** One request to the backend, typed by the contract; every failure is a fault, never a throw. */
export type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<Result<RequestOutput<N>>>;

/** The backend parses what windows send; windows trust the shape of what their own backend answers, once the protocol's version agreed. */
export function isAnswer<N extends RequestName>(answer: unknown): answer is Result<RequestOutput<N>> {
  return typeof answer === "object" && answer !== null && "ok" in answer && typeof answer.ok === "boolean";
}
