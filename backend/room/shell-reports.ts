import type { NewFact } from "#contract/fact";
import { fail, ok } from "#contract/result";
import type { Clock } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { tokenBuckets } from "./token-bucket.ts";
import type { WallKeeper } from "./wall-keeper.ts";

/** Events of one shell at once, and then a second: a window that dies in a loop is stopped by its shell long before. */
const BURST = 100;
const PER_SECOND = 1;

/** What shells saw happen to their windows and processes, into the journal; all events of a report or none. */
export function shellReports({ keeper, clock }: { keeper: WallKeeper; clock: Clock }): AnswersFor<"shell:report"> {
  const take = tokenBuckets(BURST, PER_SECOND);
  return {
    "shell:report": async ({ events }, party) => {
      if (party.kind !== "display") return fail({ code: "forbidden", permission: "shell:report" });
      const wait = take(party.display.id, clock.steady(), events.length);
      if (wait > 0) return fail({ code: "too-many", retryAfter: Math.ceil(wait) });
      const at = clock.wall();
      const written = await keeper.write(events.map((event): NewFact => ({ kind: "shell:event", at, displayId: party.display.id, event })));
      return written.ok ? ok({}) : written;
    },
  };
}
