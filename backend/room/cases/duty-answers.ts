import { withoutPast, type Roster } from "#contract/duty";
import type { AgencyId } from "#contract/incident";
import { lacksOf } from "#contract/invitation";
import { fail, ok } from "#contract/result";
import type { RequestName } from "#contract/request";
import { officersOnDuty } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { localOffset } from "./processes.ts";
import type { StaffingWatch } from "./staffing.ts";
import { accountOf, agencyOf } from "./who.ts";

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "write">;
  staffing: Pick<StaffingWatch, "reported">;
  now: () => Now;
}
type DutyRequests = Extract<RequestName, "agency:roster" | "agency:roster-save" | "agency:duty" | `agency:staffing${string}`>;

/** Who of an agency is on duty, and that it has its persons (K-16.2). */
export function dutyAnswers({ state, keeper, staffing, now }: Options): AnswersFor<DutyRequests> {
  const officersOf = (agencyId: AgencyId) => [...state.accounts.values()].filter((one) => one.enabled && one.agencyId === agencyId && one.roles.includes("focal-officer"));

  return {
    "agency:roster": ({ agencyId }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      // Another agency's is as one that is not there.
      const mine = account.value.roles.includes("focal-officer") ? account.value.agencyId === agencyId : true;
      if (!mine || !state.agencies.has(agencyId)) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
      const roster = state.rosters.get(agencyId);
      return ok({ ...(roster !== undefined && { roster }), officers: officersOf(agencyId).map(({ id, name }) => ({ accountId: id, name })) });
    },
    "agency:roster-save": async ({ agencyId, turns, version }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const { roles, agencyId: own, leads, id: by } = account.value;
      if (!roles.includes("administrator")) {
        if (own !== agencyId) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
        if (leads !== true) return fail({ code: "forbidden", permission: "agency:roster-save" });
      }
      if (!state.agencies.has(agencyId)) return fail({ code: "unknown-id", kind: "agency", id: agencyId });
      const current = state.rosters.get(agencyId)?.version ?? 0;
      if (current !== version) return fail({ code: "conflict", detail: `version ${current} is in force, not ${version}` });
      const officers = new Set(officersOf(agencyId).map(({ id }) => id));
      const stranger = turns.find(({ accountId }) => !officers.has(accountId));
      if (stranger !== undefined) return fail({ code: "unknown-id", kind: "account", id: stranger.accountId });
      const at = now().wall;
      const roster: Roster = { id: agencyId, turns: withoutPast(turns, at, localOffset(state)), version: version + 1, by, at };
      const written = await keeper.write([{ kind: "agency:roster-saved", at, roster }]);
      return written.ok ? ok(roster) : written;
    },
    "agency:duty": () => {
      const [at, ahead] = [now().wall, localOffset(state)];
      return ok({ agencies: [...state.agencies.values()].map(({ id }) => {
        const on = officersOnDuty(id, state, at, ahead);
        return { agencyId: id, kept: on !== undefined, on: on ?? [] };
      }) });
    },
    "agency:staffing": () => {
      // Of one instant by id: a room that was read anew tells them in the same order.
      const all = [...state.staffings.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const open = all.filter(({ doneAt }) => doneAt === undefined).sort((a, b) => a.due - b.due);
      return ok({ tasks: [...open, ...all.filter(({ doneAt }) => doneAt !== undefined).sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0))] });
    },
    "agency:staffing-report": async ({ text }, party) => {
      const officer = agencyOf(party);
      if (!officer.ok) return officer;
      const { agencyId, account } = officer.value;
      const task = staffing.reported(agencyId, text, account.id);
      if (!task.ok) return task;
      const written = await keeper.write([{ kind: "agency:staffing-opened", at: task.value.openedAt, staffing: task.value }]);
      return written.ok ? ok(task.value) : written;
    },
    "agency:staffing-done": async ({ staffingId }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const task = state.staffings.get(staffingId);
      if (task === undefined) return fail({ code: "unknown-id", kind: "staffing", id: staffingId });
      if (task.doneAt !== undefined) return fail({ code: "conflict", detail: "the task is done already" });
      const agency = state.agencies.get(task.agencyId);
      if (agency !== undefined && lacksOf(agency, state.accounts.values()).length > 0) return fail({ code: "conflict", detail: "the agency still lacks a leader or a focal officer" });
      const written = await keeper.write([{ kind: "agency:staffing-done", at: now().wall, staffingId, by: account.value.id }]);
      return written.ok ? ok({}) : written;
    },
  };
}
