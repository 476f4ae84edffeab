import type { Account } from "#contract/account";
import { calendarFaults } from "#contract/calendar-check";
import type { FactBody } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import { IssuedRecord, type Issued, type IssuedWhy, type OwnRecord } from "#contract/issued";
import { faultsOf } from "#contract/process-check";
import { fail, ok, type Result } from "#contract/result";
import { isOfficerOf } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import { currentTemplates, isLaws, newestTemplate } from "../cases/processes.ts";
import { contentSum } from "./content-sum.ts";

/** Records of a kind that the centre can add to; as many as a room's own people may make. */
const MOST: Readonly<Record<IssuedRecord["of"], number>> = { process: 5000, calendar: 50, agency: 2000, account: 2000 };

/** The room's own record of a thing; undefined: it has none. */
export function ownRecord(state: RoomState, of: IssuedRecord["of"], id: string): OwnRecord | undefined {
  switch (of) {
    case "process": return some(newestTemplate(state, id), (record) => ({ of, record }));
    case "calendar": return some(state.calendars.get(id), (record) => ({ of, record }));
    case "agency": return some(state.agencies.get(id), (record) => ({ of, record }));
    case "account": return some(state.accounts.get(id), (record) => ({ of, record }));
  }
}
const some = <T, R>(value: T | undefined, then: (value: T) => R): R | undefined => (value === undefined ? undefined : then(value));

/** Nobody in the room made the record what it is: it is as the centre issued it, or the program brought it. */
export function untouched(own: OwnRecord, held: Issued | undefined): boolean {
  if (held !== undefined) return held.inForce?.sum === contentSum(own.record);
  return (own.of === "calendar" && own.record.edition !== undefined) || (own.of === "process" && isLaws(own.record.id));
}

export interface Objection {
  why: IssuedWhy;
  detail: string;
}

/** What a record's schema cannot say: what a person who saved it here would be refused for. `hasPassword`: of an account. */
export function objection(state: RoomState, issued: IssuedRecord, hasPassword: (id: string) => boolean): Objection | undefined {
  const { of, record } = issued;
  const own = ownRecord(state, of, record.id);
  const held = { process: state.templates, calendar: state.calendars, agency: state.agencies, account: state.accounts }[of].size;
  // Each version of a process is kept for the cases that run on it.
  if ((own === undefined || of === "process") && held >= MOST[of]) return { why: "too-many", detail: String(MOST[of]) };
  switch (of) {
    case "process": {
      const laws = isLaws(record.id) ? [] : currentTemplates(state).filter(({ id }) => isLaws(id));
      const [fault] = faultsOf(record, new Set(state.calendars.keys()), laws);
      return some(fault, ({ at, code, what }) => ({ why: "unsound", detail: `${at} ${code} ${what}`.trim() }))
        ?? some(record.sector?.scenarioIds.find((id) => !state.scenarios.has(id)), (id) => ({ why: "unknown-id", detail: `scenario ${id}` }));
    }
    case "calendar": return some(calendarFaults(record)[0], ({ at, code }) => ({ why: "unsound", detail: `${at} ${code}` }));
    case "agency": {
      const area = record.areaIds.find((id) => !state.areas.has(id));
      // Orders go to a contact's phones: nobody who is known as another's.
      const before = new Set(state.agencies.get(record.id)?.contacts?.map(({ accountId }) => accountId));
      const stranger = record.contacts?.find(({ accountId }) => accountId !== undefined && !before.has(accountId) && state.accounts.has(accountId) && !isOfficerOf(state.accounts.get(accountId), record.id))?.accountId;
      return some(area, (id) => ({ why: "unknown-id", detail: `area ${id}` })) ?? some(stranger, (id) => ({ why: "unknown-id", detail: `account ${id}` }));
    }
    case "account": {
      if (record.agencyId !== undefined && !state.agencies.has(record.agencyId)) return { why: "unknown-id", detail: `agency ${record.agencyId}` };
      if (record.roles.includes("focal-officer") && record.roles.length > 1) return { why: "unsound", detail: "a focal officer has no other role" };
      return lastAdministrator(state, record, hasPassword) ? { why: "last-administrator", detail: record.id } : undefined;
    }
  }
}

/** Nobody could let anybody in again: an administrator without a password cannot. */
function lastAdministrator({ accounts }: Pick<RoomState, "accounts">, record: Account, hasPassword: (id: string) => boolean): boolean {
  const rules = (one: Account): boolean => one.enabled && one.roles.includes("administrator") && hasPassword(one.id);
  const before = accounts.get(record.id);
  return before !== undefined && rules(before) && !rules(record) && ![...accounts.values()].some((one) => one.id !== record.id && rules(one));
}

/** The fact that puts a record in force, under a version above both the room's and the centre's before it: no version is lowered. */
export function inForceFact(state: RoomState, issued: IssuedRecord, centres: number, by?: AccountId): FactBody {
  const who = by !== undefined && { by };
  const next = (own: number | undefined): number => Math.max((own ?? 0) + 1, centres);
  switch (issued.of) {
    case "process": return { kind: "process:saved", template: { ...issued.record, version: next(newestTemplate(state, issued.record.id)?.version) }, ...who };
    case "calendar": return { kind: "calendar:saved", calendar: { ...issued.record, version: next(state.calendars.get(issued.record.id)?.version) }, ...who };
    case "agency": return { kind: "agency:saved", agency: { ...issued.record, version: next(state.agencies.get(issued.record.id)?.version) }, ...who };
    case "account": return { kind: "account:saved", account: issued.record, passwordChanged: false, ...who };
  }
}

/** Parses a text of the centre's by the contract's own schema. */
export function bodyOf(of: string, text: string): Result<IssuedRecord, Objection> {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return fail({ why: "malformed", detail: "not JSON" });
  }
  const parsed = IssuedRecord.safeParse({ of, record });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return fail({ why: "malformed", detail: `${issue?.path.map(String).join(".") ?? ""} ${issue?.message ?? ""}`.trim() });
}
