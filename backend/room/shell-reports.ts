import type { NewFact } from "#contract/fact";
import type { DisplayId, Instant } from "#contract/ids";
import { fail, ok } from "#contract/result";
import type { ShellEvent } from "#contract/shell";
import { departureFacts } from "../core/wall/presence.ts";
import type { RoomState } from "../core/state.ts";
import type { Clock } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { tokenBuckets } from "./token-bucket.ts";
import type { WallKeeper } from "./wall-keeper.ts";

/** Events of one shell at once, and then a second: a window that dies in a loop is stopped by its shell long before. */
const BURST = 100;
const PER_SECOND = 1;

/** What shells saw happen to their windows and processes, into the journal; all events of a report or none. */
export function shellReports({ state, keeper, clock }: { state: Pick<RoomState, "monitors" | "attendances">; keeper: Pick<WallKeeper, "write">; clock: Clock }): AnswersFor<"shell:report"> {
  const take = tokenBuckets(BURST, PER_SECOND);
  return {
    "shell:report": async ({ events }, party) => {
      if (party.kind !== "display") return fail({ code: "forbidden", permission: "shell:report" });
      const wait = take(party.display.id, clock.steady(), events.length);
      if (wait > 0) return fail({ code: "too-many", retryAfter: Math.ceil(wait) });
      const at = clock.wall();
      const told = events.map((event): NewFact => ({ kind: "shell:event", at, displayId: party.display.id, event }));
      const failed = events.flatMap((event) => pageFailed(state, party.display.id, event, at));
      const written = await keeper.write([...told, ...failed]);
      return written.ok ? ok({}) : written;
    },
  };
}

/**
 * A wall window that gave way to the safe page: its monitor is not lost, for its cells would kill the next window, too. One that
 * attends since then has come back already: such a report was late.
 */
function pageFailed(state: Pick<RoomState, "monitors" | "attendances">, displayId: DisplayId, event: ShellEvent, now: Instant): NewFact[] {
  if (event.what !== "window-safe" || event.screenKey === undefined) return [];
  return [...state.monitors.values()].flatMap(({ id, screen }) => {
    if (screen?.displayId !== displayId || screen.key !== event.screenKey) return [];
    const last = state.attendances.get(id);
    const back = last?.leftAt === undefined && last !== undefined && last.since > event.at;
    return last?.displayId !== displayId || back ? [] : departureFacts(last, "page-failed", now);
  });
}
