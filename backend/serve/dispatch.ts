import type { Party } from "#contract/account";
import type { Fault } from "#contract/fault";
import { may } from "#contract/permission";
import { REQUESTS, type RequestName, type RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { readerOf, withheld, type Reader } from "#contract/withheld";
import type { Clock, Log, Room, Seat } from "../ports.ts";
import { openBuckets } from "./buckets.ts";
import { bearersOf, rateKey } from "./who.ts";

/** A party's tokens: what a wall of windows needs when all of them start at once, and no more than that for ever. */
const RATE = { burst: 600, perSecond: 100 };
/** Tokens of requests that cost more than a look into a map. */
const COST: Partial<Record<RequestName, number>> = {
  "snapshot:get": 10, "alarm:page": 5, "fact:page": 5, "fact:recent": 3, "history:get": 3, "forecast:train": 5, "past:at": 5, "past:span": 3, "alarm:metrics": 10,
  "incident:page": 5, "incident:mirror": 10, "incident:get": 5, "incident:plan": 2, "incident:search": 10, "incident:open": 2, "incident:merge": 5, "incident:split": 5, "incident:link": 2, "incident:assign": 5, "agency:cases": 5, "violation:page": 5, "violation:excuse": 5,
  "camera:clip": 20, "camera:snapshot": 10, "camera:picture": 3, "account:save": 10, "account:password": 10, "source:save": 5,
  "wall:import": 20, "wall:at": 10, "wall:restore": 10, "wall:export": 10, "wall:screens": 5, "wall:attend": 5,
};
/** Requests being answered at one time, all parties together. */
const IN_FLIGHT = 1024;
/** The room answers in so long or the caller hears `unavailable`, ms. */
const PATIENCE = 30_000;
/** Those that wait for pictures to come: 15 s after the instant, 15 s that they are old, 12 s to make a film of them. */
const LONGER: Partial<Record<RequestName, number>> = { "camera:clip": 45_000 };

export interface Question {
  name: string;
  /** As it came from the wire. */
  input: unknown;
  party: Party | undefined;
  /** Only a socket can be sent frames: takes the subscription, in place of the room. */
  subscribe?: (input: RequestParsed<"latest:subscribe">) => void;
  /** The socket that asks; none over HTTP. */
  seat?: Seat;
}
/** Authenticates, limits, authorises, parses and asks the room. Never throws: a bug is logged and answered as `unavailable`. */
export type Dispatch = (question: Question) => Promise<Result<unknown>>;
export type Outcome = "ok" | Fault["code"];

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

/** The input by the request's own schema; the fault names the field. */
function parse<N extends RequestName>(name: N, input: unknown): Result<RequestParsed<N>> {
  try {
    const parsed = REQUESTS[name].input.safeParse(input ?? {});
    if (parsed.success) return ok(parsed.data as RequestParsed<N>);
    const issue = parsed.error.issues[0];
    return fail({ code: "malformed", path: (issue?.path ?? []).join(".").slice(0, 200), detail: (issue?.message ?? "").slice(0, 300) });
  } catch (error) {
    // Nesting too deep for the schema's recursion: the sender's fault, not ours.
    if (error instanceof RangeError) return fail({ code: "malformed", path: "", detail: "nested too deeply" });
    throw error;
  }
}

/** Reading the journal is no way around the table: what the push withholds, the pages withhold. */
function forReader(reader: Reader, name: RequestName, value: unknown): unknown {
  if (name !== "fact:page" && name !== "fact:recent") return value;
  if (typeof value !== "object" || value === null || !("facts" in value) || !Array.isArray(value.facts)) throw new Error(`${name}: no facts in the answer`);
  const facts: readonly unknown[] = value.facts;
  return { ...value, facts: withheld(facts, reader) };
}

/** @param count told of every answer, for the metrics; `name` is "unknown" where there is no such request */
export function openDispatch(options: { room: Room; clock: Clock; log: Log; count: (name: string, outcome: Outcome) => void }): Dispatch {
  const { room, clock, log, count } = options;
  const rate = openBuckets({ ...RATE, steady: () => clock.steady() });
  let inFlight = 0;

  function inTime<T>(name: RequestName, answer: Promise<Result<T>>): Promise<Result<T>> {
    return new Promise((done, broken) => {
      const patience = LONGER[name] ?? PATIENCE;
      const cancel = clock.after(patience, () => done(fail({ code: "unavailable", detail: `${name}: no answer in ${patience / 1000} s` })));
      answer.then(done, broken).finally(cancel);
    });
  }
  async function decide({ name, input, party, subscribe, seat }: Question): Promise<Result<unknown>> {
    if (!isRequest(name)) return fail({ code: "unknown-id", kind: "request", id: name.slice(0, 64) });
    if (party === undefined) return fail({ code: "unauthenticated" });
    const wait = rate.take(rateKey(party), COST[name] ?? 1);
    if (wait > 0) return fail({ code: "too-many", retryAfter: wait });
    if (!may(bearersOf(party), name)) return fail({ code: "forbidden", permission: name });
    if (inFlight >= IN_FLIGHT) return fail({ code: "too-many", retryAfter: 1 });
    if (name === "latest:subscribe") {
      const wanted = parse(name, input);
      if (!wanted.ok) return wanted;
      if (subscribe === undefined) return fail({ code: "conflict", detail: "frames come over a socket only" });
      subscribe(wanted.value);
      return ok({});
    }
    const parsed = parse(name, input);
    if (!parsed.ok) return parsed;
    inFlight++;
    try {
      const answer = await inTime(name, room.answer(name, parsed.value, party, seat));
      const reader = readerOf(bearersOf(party));
      return answer.ok && reader !== "whole" ? ok(forReader(reader, name, answer.value)) : answer;
    } finally {
      inFlight--;
    }
  }
  return async (question) => {
    let answer: Result<unknown>;
    try {
      answer = await decide(question);
    } catch (error) {
      log.error("request-failed", { name: question.name.slice(0, 64), error });
      answer = fail({ code: "unavailable", detail: "internal error" });
    }
    count(isRequest(question.name) ? question.name : "unknown", answer.ok ? "ok" : answer.fault.code);
    return answer;
  };
}
