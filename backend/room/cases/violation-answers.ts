import { isReal } from "#contract/incident";
import type { Explanation, Violation } from "#contract/violation";
import { violationOf } from "#contract/violation";
import { fail, ok } from "#contract/result";
import { violationIn } from "../../core/real/violations.ts";
import type { RoomState } from "../../core/state.ts";
import type { AccessRequests, MissRow, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { monthOf } from "./explain.ts";
import type { CaseKeeper } from "./keeper.ts";
import { localOffset, templateOf } from "./processes.ts";
import { accountOf, actorsOf, isCentre } from "./who.ts";

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  desk: Pick<AccessRequests, "vouch">;
  now: () => Now;
}

/** Missed limits, who answers for them, and why one may not count (H-V.§4). */
export function violationAnswers({ state, keeper, desk, now }: Options): AnswersFor<"violation:page" | "violation:excuse" | "explanation:give"> {
  function violationOfRow(row: MissRow): Violation | undefined {
    const found = keeper.find(row.incidentId);
    if (!found.ok || !isReal(found.value)) return undefined;
    return violationIn(found.value, row, { template: templateOf(state, found.value), now: now().wall });
  }

  return {
    "violation:page": ({ from, to, limit }) => {
      if (from > to) return fail({ code: "malformed", path: "from", detail: "from must not be after to" });
      const book = keeper.book();
      if (!book.ok) return book;
      const [first, last] = [monthOf(from, localOffset(state)), monthOf(to, localOffset(state))];
      const explanations = [...state.explanations.values()].filter(({ month }) => month >= first && month <= last);
      return ok({ violations: book.value.misses(from, to, limit).flatMap((row) => violationOfRow(row) ?? []), explanations });
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
