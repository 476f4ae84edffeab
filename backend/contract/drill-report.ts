import { z } from "zod";
import { DrillRunId, ExerciseId, Expectation, Verdict } from "./drill.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId, IncidentId } from "./incident.ts";
import { Clause, Party } from "./process.ts";

/** One thing that was measured. `open`: the exercise ended before its limit came; it counts neither way. */
export const Mark = z.enum(["kept", "late", "missed", "open"]);
export type Mark = z.infer<typeof Mark>;

/** A limit of the law in a case of the exercise. */
export const ReportLimit = z.object({ incidentId: IncidentId, limitId: z.string(), name: z.string(), nameEn: z.string(), owner: Party, agencyId: AgencyId.optional(), clause: Clause, due: Instant, doneAt: Instant.optional(), lateBy: z.int().min(0), mark: Mark });
export type ReportLimit = z.infer<typeof ReportLimit>;

/** An inject against what was expected. Seconds run on the exercise's clock: pauses are no one's fault. */
export const ReportInject = z.object({
  id: z.string(), title: z.string(), place: z.string(), expected: Expectation,
  givenAt: Instant.optional(), takenAt: Instant.optional(),
  verdict: Verdict.optional(),
  /** Whether true or false was said rightly; undefined: nobody said. */
  right: z.boolean().optional(),
  verdictSeconds: z.number().min(0).optional(), verdictMark: Mark,
  orderSeconds: z.number().min(0).optional(), /** Absent: no order was expected. */ orderMark: Mark.optional(),
  /** The agency that led; undefined: no order. */
  lead: AgencyId.optional(), leadRight: z.boolean().optional(),
  incidentId: IncidentId.optional(),
});
export type ReportInject = z.infer<typeof ReportInject>;

/** One part of the result: of so many things so many were good. */
export const ReportPart = z.object({ good: z.int().min(0), of: z.int().min(0) });
export type ReportPart = z.infer<typeof ReportPart>;

/** Bands of the overall result, %, as the regulation grades services (H-VI): Xuất sắc, Tốt, Đạt, Không đạt. */
export const GRADES = [[90, "excellent"], [80, "good"], [70, "pass"], [0, "fail"]] as const;
export const Grade = z.enum(["excellent", "good", "pass", "fail"]);
export type Grade = z.infer<typeof Grade>;

/** An exercise that is over, as it is kept and read later. No figure of it is any other figure of the room (invariant 6). */
export const DrillReport = z.object({
  id: DrillRunId, exerciseId: ExerciseId, version: z.int(), name: z.string(), nameEn: z.string().optional(),
  participants: z.array(z.string()),
  startedAt: Instant, endedAt: Instant, startedBy: AccountId, endedBy: AccountId.optional(),
  /** ms that its clock stood. */
  paused: z.int().min(0),
  injects: z.array(ReportInject), limits: z.array(ReportLimit).max(20_000),
  verdicts: ReportPart, verdictsInTime: ReportPart, orders: ReportPart, legal: ReportPart,
  /** %, the share of all that counted; undefined: nothing did. */
  score: z.number().min(0).max(100).optional(), grade: Grade.optional(),
});
export type DrillReport = z.infer<typeof DrillReport>;

/** Reports kept at hand; older ones are in the journal. 25 years of quarterly exercises (H-IV). */
export const REPORTS_KEPT = 100;

/** What a list of reports shows of one. */
export const ReportHead = DrillReport.pick({ id: true, exerciseId: true, name: true, nameEn: true, startedAt: true, endedAt: true, score: true, grade: true });
export type ReportHead = z.infer<typeof ReportHead>;
