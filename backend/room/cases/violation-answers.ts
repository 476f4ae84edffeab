import type { Explanation, Violation } from "#contract/violation";
import { violationKey, violationOf } from "#contract/violation";
import { fail, ok } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { AccessRequests, MissRow, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { monthOf } from "./explain.ts";
import type { CaseKeeper } from "./keeper.ts";
import { templateOf } from "./processes.ts";
import { accountOf, actorsOf, isCentre } from "./who.ts";

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  desk: Pick<AccessRequests, "vouch">;
  now: () => Now;
}

/** Missed limits, who answers for them, and why one may not count (H-V.§4). */
export function violationAnswers({ state, keeper, desk, now }: Options): AnswersFor<"violation:page" | "violation:excuse" | "explanation:give"> {
  function violationIn(row: MissRow): Violation | undefined {
    const found = keeper.find(row.incidentId);
    const clock = found.ok ? found.value.clocks.find(({ key }) => key === row.clockKey) : undefined;
    if (!found.ok || clock?.missedAt === undefined) return undefined;
    const limit = templateOf(state, found.value)?.limits.find(({ id }) => id === clock.limitId);
    const doneAt = clock.took?.at;
    return {
      key: violationKey(row.incidentId, row.clockKey), incidentId: row.incidentId, title: found.value.title,
      ...(clock.agencyId !== undefined && { agencyId: clock.agencyId }), owner: clock.owner, clause: clock.clause,
      limitId: clock.limitId, limitName: limit?.name ?? clock.limitId, limitNameEn: limit?.nameEn ?? clock.limitId,
      due: clock.due, missedAt: clock.missedAt, lateBy: Math.max(0, (doneAt ?? now().wall) - clock.due),
      ...(doneAt !== undefined && { doneAt }), ...(row.excused !== undefined && { excused: row.excused }),
    };
  }

  return {
    "violation:page": ({ from, to, limit }) => {
      if (from > to) return fail({ code: "malformed", path: "from", detail: "from must not be after to" });
      const book = keeper.book();
      if (!book.ok) return book;
      const [first, last] = [monthOf(from), monthOf(to)];
      const explanations = [...state.explanations.values()].filter(({ month }) => month >= first && month <= last);
      return ok({ violations: book.value.misses(from, to, limit).flatMap((row) => violationIn(row) ?? []), explanations });
    },
    "violation:excuse": async ({ key, reason, second }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const approver = await desk.vouch(second, account.value.id);
      if (!approver.ok) return approver;
      if (actorsOf(approver.value).length === 0) return fail({ code: "malformed", path: "second", detail: "this person may not approve it" });
      const named = violationOf(key);
      const book = keeper.book();
      if (!book.ok) return book;
      const row = named === undefined ? undefined : book.value.miss(named.incidentId, named.clockKey);
      if (row === undefined) return fail({ code: "unknown-id", kind: "violation", id: key });
      if (row.excused !== undefined) return fail({ code: "conflict", detail: "excused already" });
      const written = await keeper.write([{ kind: "violation:excused", at: now().wall, key, incidentId: row.incidentId, reason, approver: approver.value.id, by: account.value.id }]);
      return written.ok ? ok({}) : written;
    },
    "explanation:give": async ({ explanationId, text }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const owed = state.explanations.get(explanationId);
      // The agency's own officer gives it, or the centre puts on record what came on paper.
      const mine = owed !== undefined && (owed.agencyId === account.value.agencyId || isCentre(account.value));
      if (!mine) return fail({ code: "unknown-id", kind: "explanation", id: explanationId });
      if (owed.state !== "open") return fail({ code: "conflict", detail: `it is ${owed.state}` });
      const at = now().wall;
      const written = await keeper.write([{ kind: "explanation:given", at, explanationId, text, by: account.value.id }]);
      const given: Explanation = { ...owed, state: "given", text, givenAt: at, by: account.value.id };
      return written.ok ? ok(given) : written;
    },
  };
}
