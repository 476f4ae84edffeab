import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { RequestInput, RequestOutput } from "#contract/request";
import { ok, type Result } from "#contract/result";
import { isFact } from "../../../design/facts/fact-words.ts";

type Recent = (input: RequestInput<"fact:recent">) => Promise<Result<RequestOutput<"fact:recent">>>;

/** Facts either side of the instant, and the furthest they may be from it, ms. */
const EACH_SIDE = 15;
const REACH_MS = 5 * 60_000;
/** Requests of one search: enough for 2^30 facts. */
const MOST_ASKED = 32;

/**
 * The journal around an instant, oldest first. The journal is asked by seq only: the place is found by halving.
 * @param head a seq that no fact is above
 */
export async function factsAround(ask: Recent, at: number, head: number): Promise<Result<Fact[]>> {
  let low = 0; // every fact up to it happened before or at `at`
  let high = head; // every fact above it happened after
  for (let asked = 0; low < high && asked < MOST_ASKED; asked++) {
    const middle = Math.ceil((low + high) / 2);
    const found = await newest(ask, middle);
    if (!found.ok) return found;
    // Facts withheld from this reader leave gaps: nothing at or below the middle counts as before.
    if (found.value === undefined || found.value.at <= at) low = middle;
    else high = Math.min(middle, found.value.seq) - 1;
  }
  const around = await ask({ before: low + EACH_SIDE + 1, limit: EACH_SIDE * 2 });
  if (!around.ok) return around;
  const facts = around.value.facts.map((fact): unknown => fact).filter(isFact);
  return ok(facts.filter((fact) => Math.abs(fact.at - at) <= REACH_MS).sort((a, b) => a.seq - b.seq));
}

/** The newest fact with a seq up to this one. */
async function newest(ask: Recent, seq: number): Promise<Result<{ at: number; seq: number } | undefined, Fault>> {
  const answer = await ask({ before: seq + 1, limit: 1 });
  if (!answer.ok) return answer;
  const [fact]: unknown[] = answer.value.facts;
  return ok(isFact(fact) ? { at: fact.at, seq: fact.seq } : undefined);
}
