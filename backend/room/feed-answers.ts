import { MAX_FEED_FAULTS } from "#contract/feed";
import { fail, ok } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { FeedDesk, Log } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";

interface Options {
  /** Undefined in a city's own room: nothing there can be made to lie. */
  feed: () => FeedDesk | undefined;
  state: Pick<RoomState, "datastreams" | "sources">;
  log: Log;
}

/** Faults of the demonstration, switched by technicians. They are not facts: they change what the feed sends, and end with it. */
export function feedAnswers({ feed, state, log }: Options): AnswersFor<"feed:fault"> {
  return {
    "feed:fault": ({ fault, on }, party) => {
      const desk = feed();
      if (desk === undefined) return fail({ code: "unavailable", detail: "no feed plays in this room" });
      const known = [...state.datastreams.keys(), ...state.sources.keys()].some((id) => id === fault.target);
      if (!known) return fail({ code: "unknown-id", kind: "datastream", id: fault.target });
      const same = desk.state().faults.some((each) => each.kind === fault.kind && each.target === fault.target);
      if (on && !same && desk.state().faults.length >= MAX_FEED_FAULTS) return fail({ code: "too-large", limit: MAX_FEED_FAULTS });
      desk.fault(fault, on);
      log.info("feed-fault", { fault: fault.kind, target: fault.target, on, by: personOf(party) });
      return ok({ faults: desk.state().faults });
    },
  };
}
