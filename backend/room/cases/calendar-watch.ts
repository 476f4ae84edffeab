import { CALENDAR_WARNS, type Calendar } from "#contract/calendar";
import { endOf } from "#contract/calendar-check";
import type { NewFact } from "#contract/fact";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Journal, Log, Now } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";

/** How often the calendars are looked at, ms: the warning comes 60 days ahead, an hour is soon enough. */
const LOOK_EVERY = 3_600_000;

interface Options {
  state: Pick<RoomState, "calendars">;
  keeper: Pick<CaseKeeper, "write">;
  journal: Pick<Journal, "recent">;
  clock: Clock;
  now: () => Now;
  log: Log;
}

/** Calendars whose last day is near, or past. */
export function endingCalendars(calendars: Iterable<Calendar>, wall: number): Calendar[] {
  return [...calendars].filter((calendar) => endOf(calendar) - wall <= CALENDAR_WARNS);
}

/** Notes in the journal, once for each last day, that a calendar is about to end. @returns ends the watch */
export function watchCalendars({ state, keeper, journal, clock, now, log }: Options): () => void {
  const told = new Set(journal.recent({ kinds: ["calendar:ending"], limit: 200 }).map((fact) => (fact.kind === "calendar:ending" ? `${fact.calendarId} ${fact.to}` : "")));
  let stop: () => void;
  function look(): void {
    const at = now().wall;
    const fresh = endingCalendars(state.calendars.values(), at).filter(({ id, to }) => !told.has(`${id} ${to}`));
    if (fresh.length > 0) {
      for (const { id, to } of fresh) {
        told.add(`${id} ${to}`);
        log.warn("calendar-ending", { calendar: id, to });
      }
      const facts = fresh.map(({ id, to }): NewFact => ({ kind: "calendar:ending", at, calendarId: id, to }));
      void keeper.write(facts).then((written) => {
        // Said again at the next look, once there is room for it.
        if (!written.ok) for (const { id, to } of fresh) told.delete(`${id} ${to}`);
      });
    }
    stop = clock.after(LOOK_EVERY, look);
  }
  stop = clock.after(0, look);
  return () => stop();
}
