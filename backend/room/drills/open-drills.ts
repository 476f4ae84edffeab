import type { Fact } from "#contract/fact";
import type { RequestName } from "#contract/request";
import type { RoomState } from "../../core/state.ts";
import type { Log, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import type { Ledger } from "../ledger.ts";
import { endFacts } from "./end.ts";
import { exerciseAnswers } from "./exercise-answers.ts";
import { runAnswers } from "./run-answers.ts";

type DrillRequests = Extract<RequestName, `${"exercise" | "drill"}:${string}`>;

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  ledger: Pick<Ledger, "onFacts">;
  log: Log;
  now: () => Now;
}

/** Exercises in the room: every request about them, and the end of one whose time is up. */
export interface DrillRoom {
  answers: AnswersFor<DrillRequests>;
  close(): void;
}

export function openDrills({ state, keeper, ledger, log, now }: Options): DrillRoom {
  let closed = false;
  /** Ends what is over; at a start too, for a kill between the two. */
  function review(): void {
    const over = [...state.drills.values()].filter(({ overAt }) => overAt !== undefined);
    if (closed || over.length === 0) return;
    void keeper.write(over.flatMap((run) => endFacts(run, { state, keeper, now }))).then((written) => {
      if (!written.ok) log.warn("drill-not-ended", { fault: written.fault.code });
    });
  }
  const stop = ledger.onFacts((facts: readonly Fact[]) => {
    // After a full disk too: what could not be written then is written now.
    if (facts.some(({ kind }) => kind === "drill:time-up" || kind === "disk:recovered")) setImmediate(review);
  });
  setImmediate(review);
  return {
    answers: { ...exerciseAnswers({ state, keeper, now }), ...runAnswers({ state, keeper, now }) },
    close() {
      closed = true;
      stop();
    },
  };
}
