import { isReal, type Incident, type IncidentId } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { serviceOf } from "../../core/alert/draft.ts";
import { withCases, type PublicFigures } from "../../core/real/public-figures.ts";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Journal, PublicFiguresDesk } from "../../ports.ts";

/** Days looked back on. */
const DAYS = 30;
/** ms after which figures that somebody asks for are counted anew. */
const STALE = 1_800_000;
/** Cases read at one go: some ms of the room's thread, then it goes on. */
const SLICE = 50;
/** ms between two goes. */
const PAUSE = 20;
/** Cases counted at most: the oldest beyond them are left out. */
const MOST = 20_000;

interface Options {
  state: RoomState;
  journal: Pick<Journal, "cases">;
  clock: Clock;
}

/** Figures for the public, counted in slices so that the room is never kept waiting, and only while somebody reads them. */
export function openPublicFigures({ state, journal, clock }: Options): PublicFiguresDesk & { close(): void } {
  let shown: { figures: PublicFigures; at: Instant } | undefined;
  let countedAt = -Infinity;
  let counting = false;
  let stop = (): void => undefined;
  const listeners = new Set<() => void>();
  const service = (incident: Incident): ReturnType<typeof serviceOf> => {
    const alarm = incident.alarmIds.map((id) => state.alarms.get(id)).find((one) => one !== undefined);
    return isReal(incident) ? serviceOf({ incident }, alarm, state) : "other";
  };

  function count(): void {
    const at = clock.wall();
    const from = at - DAYS * 86_400_000;
    const recent = (incident: Incident): boolean => incident.appearedAt >= from;
    let figures = withCases(new Map(), [...state.incidents.values()].filter(isReal).filter(recent), service);
    let read = 0;
    const done = (): void => {
      counting = false;
      shown = { figures, at };
      for (const listener of listeners) listener();
    };
    const slice = (after: IncidentId | undefined): void => {
      // Cases still live in memory are no part of the book; while it is being made again there is nothing to add.
      const page = journal.cases()?.closedPage({ drill: false, after, limit: SLICE });
      if (page === undefined || page.length === 0) return done();
      figures = withCases(figures, page.filter(isReal).filter(recent), service);
      read += page.length;
      const last = page.at(-1);
      if (page.length < SLICE || read >= MOST || last === undefined || (last.closedAt ?? 0) < from) return done();
      stop = clock.after(PAUSE, () => slice(last.id));
    };
    stop = clock.after(0, () => slice(undefined));
  }
  return {
    get() {
      if (!counting && clock.steady() - countedAt > STALE) {
        counting = true;
        countedAt = clock.steady();
        count();
      }
      return shown;
    },
    onChange: (listener) => void listeners.add(listener),
    close: () => stop(),
  };
}
