import { setImmediate as breath } from "node:timers/promises";
import type { Clock } from "../../ports.ts";
import { Refusal, tooMuch } from "./fault.ts";

/** What one request may cost. */
export interface Limits {
  /** Evaluations of a part of an expression, and entities looked at. */
  steps: number;
  /** Observations read from the store. */
  points: number;
  /** Questions to the store. */
  reads: number;
  /** Entities in the answer, expanded ones included. */
  entities: number;
  /** ms */
  time: number;
}
export const LIMITS: Limits = { steps: 10_000_000, points: 1_000_000, reads: 2000, entities: 20_000, time: 20_000 };
/** ms of work after which others get their turn: an alarm must not wait for a reader. */
const TURN = 8;

/** Counts what a request costs. Each method throws a Refusal (413) once its bound is passed. */
export interface Work {
  steps(count: number): void;
  points(count: number): void;
  read(): void;
  entity(): void;
  /** Lets others run when the turn is over. Refuses when the time is up or the asker is gone. */
  pause(): Promise<void>;
}

export function openWork(clock: Pick<Clock, "steady">, gone: () => boolean, limits: Limits = LIMITS): Work {
  const used = { steps: 0, points: 0, reads: 0, entities: 0 };
  const end = clock.steady() + limits.time;
  let turn = clock.steady();
  return {
    steps: (count) => void ((used.steps += count) > limits.steps && tooMuch(`the request needs more than ${limits.steps} steps of evaluation: ask for fewer entities or with a simpler $filter`)),
    points: (count) => void ((used.points += count) > limits.points && tooMuch(`the request would read more than ${limits.points} observations: narrow phenomenonTime in $filter, or do without $count and $orderby`)),
    read: () => void (++used.reads > limits.reads && tooMuch(`the request would ask the store more than ${limits.reads} times: ask for fewer datastreams`)),
    entity: () => void (++used.entities > limits.entities && tooMuch(`the answer would hold more than ${limits.entities} entities: lower $top`)),
    async pause() {
      if (clock.steady() - turn < TURN) return;
      await breath();
      turn = clock.steady();
      if (turn > end || gone()) throw new Refusal({ status: 413, reason: "too-much", message: `the request takes longer than ${limits.time / 1000} s: ask for less` });
    },
  };
}
