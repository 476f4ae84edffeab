import { isReal, type Incident, type IncidentId, type RealIncident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Report } from "#contract/publication";
import { fail, ok, type Result } from "#contract/result";
import { serviceOf } from "../../core/alert/draft.ts";
import { ranked, withAgencies } from "../../core/real/agency-figures.ts";
import { withCases } from "../../core/real/public-figures.ts";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Journal } from "../../ports.ts";
import type { Forecasts } from "../forecasts/open-forecasts.ts";
import { countCameras, together } from "./camera-service.ts";

/** Cases read at one go: some ms of the room's thread, then it goes on. */
const SLICE = 50;
/** ms between two goes. */
const PAUSE = 10;
/** Cases counted at most, the newest. */
const MOST = 20_000;
/** Facts of warnings that are looked through. */
const ALERTS = 5000;

interface Options {
  state: RoomState;
  journal: Pick<Journal, "cases" | "past" | "recent">;
  clock: Pick<Clock, "wall" | "after">;
  forecasts: Pick<Forecasts, "accuracy">;
}

/** Counts a period in slices, so that no alarm waits for it. Cases count by when they appeared, whenever they ended. */
export async function countReport({ state, journal, clock, forecasts }: Options, { from, to }: { from: Instant; to: Instant }): Promise<Result<Report>> {
  const countedAt = clock.wall();
  const [book, past] = [journal.cases(), journal.past()];
  if (book === undefined || past === undefined) return fail({ code: "unavailable", detail: "the book of cases is made at the next start" });
  const cases = { all: 0, emergency: 0, closed: 0, dismissed: 0, met: 0, missed: 0 };
  let services: ReturnType<typeof withCases> = new Map();
  let agencies: ReturnType<typeof withAgencies> = new Map();
  const service = (incident: RealIncident): ReturnType<typeof serviceOf> => serviceOf({ incident }, incident.alarmIds.map((id) => state.alarms.get(id)).find((one) => one !== undefined), state);
  const excused = ({ id }: RealIncident, key: string): boolean => book.miss(id, key)?.excused !== undefined;
  const add = (incidents: readonly Incident[]): void => {
    const counted = incidents.filter(isReal).filter(({ appearedAt }) => appearedAt >= from && appearedAt < to);
    services = withCases(services, counted, service);
    agencies = withAgencies(agencies, counted, excused);
    for (const { urgency, closedAt, mergedInto, givenTo, clocks, step, templateId, templateVersion } of counted) {
      if (mergedInto !== undefined || givenTo !== undefined) continue;
      cases.all++;
      if (urgency === "emergency") cases.emergency++;
      if (closedAt !== undefined) cases.closed++;
      // A final step that a false alarm leads to, by the process itself.
      if (state.templates.get(`${templateId}@${templateVersion}`)?.moves.some((move) => move.on === "dismissed" && move.to === step) === true) cases.dismissed++;
      for (const { outcome, missedAt } of clocks) if (outcome !== "void") cases[missedAt === undefined ? "met" : "missed"] += Number(outcome === "met" || missedAt !== undefined);
    }
  };
  add([...state.incidents.values()]);
  let read = 0;
  for (let after: IncidentId | undefined; read < MOST;) {
    const page = book.closedPage({ drill: false, after, limit: SLICE }) ?? [];
    // Those whose reports are still owed are live as well as over.
    add(page.filter(({ id }) => !state.incidents.has(id)));
    read += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < SLICE || (last.closedAt ?? 0) < from) break;
    after = last.id;
    await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
  }
  const { cameras, cut, from: camerasFrom } = await countCameras({ state, journal, clock }, { from, to });
  const raised = past.raised(from, to, 1);
  const told = journal.recent({ kinds: ["alert:published", "alert:updated", "alert:cancelled"], limit: ALERTS }).filter(({ at }) => at >= from && at < to);
  const count = (kind: string): number => told.filter((fact) => fact.kind === kind).length;
  // Of what is still to come nothing can be said.
  const { since, ...accuracy } = forecasts.accuracy({ from, to });
  return ok({
    from, to, countedAt, cases, ...(since !== undefined && { forecasts: { ...accuracy, ...(since > from && { from: since }) } }), cut: read >= MOST, agencies: ranked(agencies),
    ...(cameras.length > 0 && { cameras: together(cameras) }), ...(cut && { camerasFrom }),
    services: [...services].map(([id, row]) => ({ service: id, ...row })),
    alarms: { emergency: raised.emergency[0] ?? 0, high: raised.high[0] ?? 0, medium: raised.medium[0] ?? 0, routine: raised.routine[0] ?? 0 },
    alerts: { published: count("alert:published"), updated: count("alert:updated"), cancelled: count("alert:cancelled") },
  });
}
