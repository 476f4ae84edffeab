import { z } from "zod";
import { DrillRunId, Exercise, ExerciseId, Verdict } from "./drill.ts";
import { DrillReport } from "./drill-report.ts";
import { AccountId, Instant } from "./ids.ts";

const ofRun = { runId: DrillRunId };

/** What can happen in an exercise. None of them is a fact about an alarm or a real case (invariant 6). */
export const DRILL_FACTS = [
  z.object({ kind: z.literal("exercise:saved"), exercise: Exercise, by: AccountId.optional() }),
  /** The exercise as it stands saved is taken into the run: its script is told to nobody here. */
  z.object({ kind: z.literal("drill:started"), ...ofRun, exerciseId: ExerciseId, name: z.string(), nameEn: z.string().optional(), until: Instant, by: AccountId }),
  z.object({ kind: z.literal("drill:paused"), ...ofRun, by: AccountId }),
  z.object({ kind: z.literal("drill:resumed"), ...ofRun, zeroAt: Instant, by: AccountId }),
  /** The clock was put to the next inject. */
  z.object({ kind: z.literal("drill:skipped"), ...ofRun, zeroAt: Instant, by: AccountId }),
  /** An inject was given in. `zeroAt`: after a standstill the clock goes on from this inject, so that what is still to come keeps its distance. */
  z.object({ kind: z.literal("drill:injected"), ...ofRun, injectId: z.string().max(40), due: Instant, lateBy: z.int().min(0), zeroAt: Instant.optional() }),
  z.object({ kind: z.literal("drill:taken"), ...ofRun, injectId: z.string().max(40), by: AccountId }),
  z.object({ kind: z.literal("drill:judged"), ...ofRun, injectId: z.string().max(40), verdict: Verdict }),
  z.object({ kind: z.literal("drill:time-up"), ...ofRun, due: Instant, lateBy: z.int().min(0) }),
  z.object({ kind: z.literal("drill:ended"), ...ofRun, by: AccountId.optional() }),
  /** The result as it was at the end: with `drill:ended`, in the same commit. */
  z.object({ kind: z.literal("drill:reported"), ...ofRun, report: DrillReport }),
] as const;
