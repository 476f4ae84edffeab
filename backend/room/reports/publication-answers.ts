import type { PublishedFigures, ServiceDecision } from "#contract/publication";
import { LONGEST_REPORT } from "#contract/publication";
import { dayNumber } from "#contract/day";
import { fail, ok, type Result } from "#contract/result";
import type { Report } from "#contract/publication";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Journal } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import { localOffset } from "../cases/processes.ts";
import type { Forecasts } from "../forecasts/open-forecasts.ts";
import type { Ledger } from "../ledger.ts";
import { countReport } from "./count-report.ts";

type PublicationRequests = "service:list" | "service:decide" | "report:count" | "figures:list" | "figures:publish" | "figures:withdraw";

/** Reports counted at one time; one more is told to wait. */
const AT_ONCE = 2;
const DAY = 86_400_000;

interface Options {
  state: RoomState;
  ledger: Pick<Ledger, "commit">;
  journal: Pick<Journal, "cases" | "past" | "recent">;
  clock: Pick<Clock, "wall" | "after">;
  forecasts: Pick<Forecasts, "accuracy">;
}

/** What the city approves and publishes, and the reports it is decided by. */
export function publicationAnswers({ state, ledger, journal, clock, forecasts }: Options): AnswersFor<PublicationRequests> {
  let counting = 0;
  async function count(from: number, to: number): Promise<Result<Report>> {
    if (counting >= AT_ONCE) return fail({ code: "too-many", retryAfter: 2 });
    counting++;
    try {
      return await countReport({ state, journal, clock, forecasts }, { from, to });
    } finally {
      counting--;
    }
  }

  return {
    "service:list": () => ok({ decisions: [...state.services.values()] }),
    "service:decide": async ({ service, approved, reason, day }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (state.services.get(service)?.approved === approved || (!approved && !state.services.has(service))) return fail({ code: "conflict", detail: approved ? "the service is approved already" : "the service is not approved" });
      const at = clock.wall();
      if (dayNumber(day) * DAY - localOffset(state) > at) return fail({ code: "malformed", path: "day", detail: "lies in the future" });
      const decision: ServiceDecision = { id: service, approved, reason, day, at, by };
      const written = await ledger.commit([{ kind: "service:decided", at, decision }]);
      return written.ok ? ok(decision) : written;
    },
    "report:count": async ({ from, to }) => {
      if (to <= from || to - from > LONGEST_REPORT) return fail({ code: "malformed", path: "to", detail: "a report covers at most a year" });
      return count(from, to);
    },
    "figures:list": () => ok({ published: [...state.figures.values()].sort((a, b) => (a.id < b.id ? 1 : -1)) }),
    "figures:publish": async ({ month }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      const from = dayNumber(`${month}-01`) * DAY - localOffset(state);
      if (from > clock.wall()) return fail({ code: "malformed", path: "month", detail: "lies in the future" });
      const [year = 0, number = 1] = month.split("-").map(Number);
      const next = number === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${String(year).padStart(4, "0")}-${String(number + 1).padStart(2, "0")}`;
      const report = await count(from, dayNumber(`${next}-01`) * DAY - localOffset(state));
      if (!report.ok) return report;
      const { agencies, countedAt } = report.value;
      const rows = agencies.slice(0, 1000).map((row) => {
        const agency = state.agencies.get(row.agencyId);
        return { ...row, name: agency?.name ?? row.agencyId, ...(agency?.nameEn !== undefined && { nameEn: agency.nameEn }) };
      });
      if (rows.length === 0) return fail({ code: "conflict", detail: "no agency was ordered in this month" });
      const figures: PublishedFigures = { id: month, countedAt, by, rows };
      const written = await ledger.commit([{ kind: "figures:published", at: clock.wall(), figures }]);
      return written.ok ? ok(figures) : written;
    },
    "figures:withdraw": async ({ month, reason }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state.figures.has(month)) return fail({ code: "unknown-id", kind: "month", id: month });
      const written = await ledger.commit([{ kind: "figures:withdrawn", at: clock.wall(), month, reason, by }]);
      return written.ok ? ok({}) : written;
    },
  };
}
