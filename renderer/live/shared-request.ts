import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import { link, mirror, request } from "./socket.ts";

/** What all who need it in this window know of one answer. The last good one stays while a newer one cannot be had. */
export interface Shared<T> {
  value: T | undefined;
  /** Why the newest could not be had; it is asked for again. */
  fault: Fault | undefined;
}
/** One request for a whole window. */
export interface SharedRequest<T> {
  subscribe(hear: () => void): () => void;
  get(): Shared<T>;
  again(): void;
}

/** Between two questions, ms: sixty cells and a storm of facts ask as often as one. */
const GAP_MS = 300;
/** After a refusal, ms; half as much again at most, so that windows do not ask together. */
const RETRY_MS = 4000;

/**
 * Asked by the first who needs it, again after facts that concern it, when the link is back and after a refusal; forgotten when
 * nobody needs it.
 *
 * @param concerns whether a fact may have changed the answer
 */
export function createSharedRequest<N extends RequestName>(name: N, input: RequestInput<N>, concerns: (fact: Fact) => boolean): SharedRequest<RequestOutput<N>> {
  const hearers = new Set<() => void>();
  const nothing: Shared<RequestOutput<N>> = { value: undefined, fault: undefined };
  let shared = nothing;
  let stop = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [asking, owed, turn] = [false, false, 0];

  const isUp = (): boolean => link.get().state !== "connecting";
  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), ms);
  }
  async function ask(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (asking || !isUp()) {
      owed = true;
      return;
    }
    [asking, owed] = [true, false];
    const mine = turn;
    const answer = await request(name, input);
    if (mine !== turn) return;
    asking = false;
    shared = answer.ok ? { value: answer.value, fault: undefined } : { value: shared.value, fault: answer.fault };
    for (const hear of hearers) hear();
    if (owed) later(GAP_MS);
    else if (!answer.ok) later(answer.fault.code === "too-many" ? answer.fault.retryAfter * 1000 : RETRY_MS * (1 + Math.random() / 2));
  }
  function begin(): void {
    let was = isUp();
    const unlink = link.subscribe(() => {
      const is = isUp();
      if (is && !was) void ask();
      was = is;
    });
    const unhear = mirror.onFact((facts) => {
      if (facts.some(concerns) && timer === undefined) later(GAP_MS);
    });
    stop = () => {
      unlink();
      unhear();
      clearTimeout(timer);
      [timer, asking, owed, shared] = [undefined, false, false, nothing];
      turn += 1;
    };
    void ask();
  }
  return {
    subscribe(hear) {
      const mine = (): void => hear();
      hearers.add(mine);
      if (hearers.size === 1) begin();
      return () => {
        if (hearers.delete(mine) && hearers.size === 0) stop();
      };
    },
    get: () => shared,
    again: () => void ask(),
  };
}
