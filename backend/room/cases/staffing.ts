import { STAFFING_CLAUSE, STAFFING_WITHIN, type Staffing } from "#contract/duty";
import type { Fact, NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import type { AgencyId } from "#contract/incident";
import { lacksOf } from "#contract/invitation";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { Log, Now } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";
import { workingHours } from "./processes.ts";

/** Opens the duty of K-16.2 by itself where an agency lacks its leader or a focal officer, and closes it when it has both. */
export interface StaffingWatch {
  /** Told of facts once they are durable. */
  heed(facts: readonly Fact[]): void;
  /** Looks at every agency as it stands: what a kill left undone is done. */
  review(): void;
  /** @returns the task that a report of the agency's own makes; one is open at a time */
  reported(agencyId: AgencyId, text: string, by: AccountId): Result<Staffing>;
  close(): void;
}

interface Options {
  state: Pick<RoomState, "agencies" | "accounts" | "staffings" | "calendars">;
  keeper: Pick<CaseKeeper, "write">;
  now: () => Now;
  log: Log;
}

export function openStaffingWatch({ state, keeper, now, log }: Options): StaffingWatch {
  let asked = false;
  let closed = false;
  const ask = (): void => {
    if (!asked) setImmediate(look);
    asked = true;
  };
  const openOf = (agencyId: string, cause: Staffing["cause"]): Staffing | undefined => [...state.staffings.values()].find((one) => one.agencyId === agencyId && one.cause === cause && one.doneAt === undefined);

  function task(agencyId: AgencyId, more: Pick<Staffing, "cause" | "lacks" | "owner"> & Pick<Partial<Staffing>, "text" | "by">): Staffing | undefined {
    const at = now().wall;
    const end = workingHours(state)?.add(at, { workingDays: STAFFING_WITHIN });
    if (end === undefined) {
      log.error("staffing-without-calendar", { agencyId });
      return undefined;
    }
    return { id: `ns-${at}-${more.cause}-${agencyId}`.slice(0, 80), agencyId, openedAt: at, due: end.at, clause: STAFFING_CLAUSE, ...(end.provisional !== undefined && { provisional: end.provisional }), ...more };
  }

  function look(): void {
    asked = false;
    // Before the first account there is nobody who could be made an officer, or see the task.
    if (closed || state.accounts.size === 0) return;
    const at = now().wall;
    const facts: NewFact[] = [];
    for (const agency of state.agencies.values()) {
      const lacks = lacksOf(agency, state.accounts.values());
      const open = openOf(agency.id, "lacks");
      if (lacks.length === 0 && open !== undefined) facts.push({ kind: "agency:staffing-done", at, staffingId: open.id });
      const made = lacks.length > 0 && open === undefined ? task(agency.id, { cause: "lacks", lacks: [...lacks], owner: "agency" }) : undefined;
      if (made !== undefined) facts.push({ kind: "agency:staffing-opened", at, staffing: made });
    }
    if (facts.length === 0) return;
    void keeper.write(facts).then((written) => {
      if (!written.ok) log.warn("staffing-not-written", { fault: written.fault.code });
    });
  }

  return {
    heed(facts) {
      if (facts.some(({ kind }) => kind === "agency:saved" || kind === "account:saved")) ask();
    },
    review: ask,
    reported(agencyId, text, by) {
      if (openOf(agencyId, "reported") !== undefined) return fail({ code: "conflict", detail: "a change was reported already and is not done yet" });
      const made = task(agencyId, { cause: "reported", lacks: [], owner: "centre", text, by });
      return made === undefined ? fail({ code: "unavailable", detail: "no working calendar is known" }) : ok(made);
    },
    close() {
      closed = true;
    },
  };
}
