import { z } from "zod";
import { DrillRun, DrillRunId, Exercise, ExerciseDraft, ExerciseId, Given, Inject } from "./drill.ts";
import { DrillReport, ReportHead } from "./drill-report.ts";
import { Instant } from "./ids.ts";
import { Incident } from "./incident.ts";

const nothing = z.object({});

/** An inject as a trainee meets it: what it expects is not told. */
export const OpenInject = Inject.omit({ expected: true }).extend({ given: Given });
export type OpenInject = z.infer<typeof OpenInject>;

/** A run as a trainee sees it. */
export const DrillView = DrillRun.pick({ id: true, startedAt: true, zeroAt: true, pausedAt: true, until: true, overAt: true, by: true }).extend({
  exerciseId: ExerciseId, name: z.string(), nameEn: z.string().optional(), situation: z.string(), situationEn: z.string().optional(), participants: z.array(z.string()),
  injects: z.array(OpenInject), total: z.int(),
  /** To who runs it alone: all that is still to come. */
  script: z.array(Inject).optional(),
});
export type DrillView = z.infer<typeof DrillView>;

/** Requests of exercises. */
export const DRILL_REQUESTS = {
  "exercise:list": { input: nothing, output: z.object({ exercises: z.array(Exercise) }) },
  /** `version`: the one edited, 0 for a new one; another one in force answers `conflict`. */
  "exercise:save": { input: z.object({ exercise: ExerciseDraft, version: z.int().min(0) }), output: Exercise },
  /** The exercise under way, if one is, and the reports at hand, newest first. */
  "drill:state": { input: nothing, output: z.object({ now: Instant, run: DrillView.optional(), reports: z.array(ReportHead) }) },
  /** One at a time: `conflict` while another runs, or where a shift leader is not on duty. */
  "drill:start": { input: z.object({ exerciseId: ExerciseId }), output: nothing },
  "drill:control": { input: z.object({ runId: DrillRunId, does: z.enum(["pause", "resume", "skip", "stop"]) }), output: nothing },
  "drill:take": { input: z.object({ runId: DrillRunId, injectId: z.string().min(1).max(40) }), output: nothing },
  /** True opens a case of the exercise, verified already, and answers it. `conflict` where somebody judged it before. */
  "drill:judge": { input: z.object({ runId: DrillRunId, injectId: z.string().min(1).max(40), real: z.boolean(), reason: z.string().trim().min(3).max(1000) }), output: z.object({ incident: Incident.optional() }) },
  "drill:report": { input: z.object({ runId: DrillRunId }), output: DrillReport },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
