import { z } from "zod";
import { Day } from "./calendar.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId, IncidentId } from "./incident.ts";
import { Clause, Party } from "./process.ts";

/** Names a violation: a missed clock of a case. */
export const ViolationKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\/.{1,120}$/);
export const violationKey = (incidentId: IncidentId, clockKey: string): string => `${incidentId}/${clockKey}`;
/** @returns undefined where it is no key of a violation */
export function violationOf(key: string): { incidentId: IncidentId; clockKey: string } | undefined {
  const seam = key.indexOf("/");
  const incidentId = IncidentId.safeParse(key.slice(0, seam));
  return seam < 1 || !incidentId.success ? undefined : { incidentId: incidentId.data, clockKey: key.slice(seam + 1) };
}

/** Why a miss does not count: force majeure, with who approved it. */
export const Excuse = z.object({ reason: z.string().trim().min(3).max(1000), approver: AccountId, by: AccountId, at: Instant });
export type Excuse = z.infer<typeof Excuse>;

/** A missed limit of a real case, with who owed it and which clause sets it. Drills have none. */
export const Violation = z.object({
  key: ViolationKey, incidentId: IncidentId, title: z.string(),
  agencyId: AgencyId.optional(), owner: Party, clause: Clause,
  limitId: z.string(), limitName: z.string(), limitNameEn: z.string(),
  due: Instant, missedAt: Instant,
  /** ms until it was done, or until now. */
  lateBy: z.int().min(0),
  doneAt: Instant.optional(),
  excused: Excuse.optional(),
});
export type Violation = z.infer<typeof Violation>;

/** Misses of one agency in a month from which it must explain (H-V.§4). */
export const EXPLAIN_FROM = 3;
/** Working days it has for that (H-V.§4). */
export const EXPLAIN_WITHIN = 3;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const ExplanationId = id.brand<"ExplanationId">();
export type ExplanationId = z.infer<typeof ExplanationId>;

/** Owed by an agency with three violations in a month and no force majeure: reasons and remedy within 3 working days (H-V.§4). */
export const Explanation = z.object({
  id: ExplanationId,
  agencyId: AgencyId,
  /** Local month, YYYY-MM. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** Violations when it opened. */
  keys: z.array(ViolationKey).max(1000),
  openedAt: Instant, due: Instant, clause: Clause,
  /** As on a clock: the calendar knew no holidays from this day on. */
  provisional: Day.optional(),
  /** Open: owed. Withdrawn: an excuse left too few violations. */
  state: z.enum(["open", "given", "withdrawn"]),
  text: z.string().max(4000).optional(), givenAt: Instant.optional(), by: AccountId.optional(),
  missedAt: Instant.optional(), lateBy: z.int().min(0).optional(),
});
export type Explanation = z.infer<typeof Explanation>;
