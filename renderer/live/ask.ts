import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";

/** One request to the backend, typed by the contract; every failure is a fault, never a throw. */
export type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<Result<RequestOutput<N>>>;
