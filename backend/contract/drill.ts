import { z } from "zod";
import { Priority } from "./alarm.ts";
import { AccountId, AreaId, Instant, Position } from "./ids.ts";
import { AgencyId, IncidentId, ScenarioId } from "./incident.ts";
import { WallFileId } from "./wall-panels.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const ExerciseId = id.brand<"ExerciseId">();
export type ExerciseId = z.infer<typeof ExerciseId>;
export const DrillRunId = id.brand<"DrillRunId">();
export type DrillRunId = z.infer<typeof DrillRunId>;

/** Injects of one exercise, and how long it may run, s: eight hours are one shift. */
export const MAX_INJECTS = 200;
export const MAX_DRILL_SECONDS = 8 * 3600;

/** A limit of the exercise's own, s: what the law limits has its clause in the process. */
const Within = z.int().min(5).max(MAX_DRILL_SECONDS);

/** What is expected of the trainees. `order`: seconds from the inject to the issued order; only where it is true. */
export const Expectation = z.object({
  verdict: z.enum(["true", "false"]),
  verdictWithin: Within,
  orderWithin: Within.optional(),
  lead: AgencyId.optional(),
  /** What an observer looks for. */
  action: z.string().trim().max(1000).default(""),
}).refine(({ verdict, orderWithin }) => verdict === "true" || orderWithin === undefined, { path: ["orderWithin"], message: "a false alarm gets no order" });
export type Expectation = z.infer<typeof Expectation>;

/**
 * What is given into the exercise at its instant, as an alarm or a call would come. Not an `Alarm`: nothing that takes alarms
 * takes one of these (invariant 6).
 */
export const Inject = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Seconds from the beginning. */
  at: z.int().min(0).max(MAX_DRILL_SECONDS - 1),
  title: z.string().trim().min(1).max(200),
  titleEn: z.string().max(200).optional(),
  place: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(2000),
  textEn: z.string().max(2000).optional(),
  priority: Priority,
  areaId: AreaId.optional(), position: Position.optional(),
  /** The plan its case opens with. Absent: the first process of the room and an empty plan. */
  scenarioId: ScenarioId.optional(),
  /** A picture of the wall's shelf, shown with it. */
  picture: WallFileId.optional(),
  expected: Expectation,
});
export type Inject = z.infer<typeof Inject>;

const Injects = z.array(Inject).min(1).max(MAX_INJECTS)
  .refine((injects) => new Set(injects.map((inject) => inject.id)).size === injects.length, "an id is there twice")
  .refine((injects) => injects.every(({ at }, i) => at >= (injects[i - 1]?.at ?? 0)), "injects stand in the order of their time");

/** A scripted exercise (H-7.3, H-IV): who takes part, what is told at the start, what is given in when. */
export const Exercise = z.object({
  id: ExerciseId,
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  /** The situation as it is told at the beginning. */
  situation: z.string().trim().min(1).max(4000),
  situationEn: z.string().max(4000).optional(),
  injects: Injects,
  /** Who is trained, by name: posts and agencies. */
  participants: z.array(z.string().trim().min(1).max(120)).max(60).default([]),
  version: z.int().min(1),
});
export type Exercise = z.infer<typeof Exercise>;
/** An exercise as people write it: the backend counts its version. */
export const ExerciseDraft = Exercise.omit({ version: true });
export type ExerciseDraft = z.infer<typeof ExerciseDraft>;

export const Verdict = z.object({ real: z.boolean(), reason: z.string().trim().min(3).max(1000), by: AccountId, at: Instant, incidentId: IncidentId.optional() });
export type Verdict = z.infer<typeof Verdict>;

/** An inject that was given in, and what became of it. `lateBy`: ms after it was due. */
export const Given = z.object({ injectId: z.string().max(40), at: Instant, lateBy: z.int().min(0), takenAt: Instant.optional(), takenBy: AccountId.optional(), verdict: Verdict.optional() });
export type Given = z.infer<typeof Given>;

/**
 * An exercise under way. Its clock reads (pausedAt or now) − zeroAt: pauses, skips and standstills move `zeroAt`, so that an
 * inject's instant is always zeroAt + its seconds, in the fact that set it (invariant 4).
 */
export const DrillRun = z.object({
  id: DrillRunId,
  /** In the version that runs, whatever is saved meanwhile. */
  exercise: Exercise,
  by: AccountId,
  startedAt: Instant,
  zeroAt: Instant,
  pausedAt: Instant.optional(),
  /** Pauses that ended. */
  pauses: z.array(z.object({ from: Instant, to: Instant })).max(500),
  /** It ends by itself then. */
  until: Instant,
  /** The longest it may last was reached; the report follows. */
  overAt: Instant.optional(),
  given: z.array(Given).max(MAX_INJECTS),
});
export type DrillRun = z.infer<typeof DrillRun>;

/** What every window shows while an exercise runs. */
export const DrillSign = z.object({ runId: DrillRunId, name: z.string(), nameEn: z.string().optional(), paused: z.boolean() });
export type DrillSign = z.infer<typeof DrillSign>;
export function signOf({ id, exercise, pausedAt }: DrillRun): DrillSign {
  return { runId: id, name: exercise.name, ...(exercise.nameEn !== undefined && { nameEn: exercise.nameEn }), paused: pausedAt !== undefined };
}

/** The word itself, the same in every language of the room's people, before what leaves it. */
export const DRILL_WORD = "DIỄN TẬP";
/** A text of an exercise as anybody outside of the room reads it. Twice is once. */
export const inDrill = (text: string): string => (text.startsWith(DRILL_WORD) ? text : `${DRILL_WORD} – ${text}`);

/** When the next inject is due; undefined: none is left, or the clock stands. */
export function nextInject(run: DrillRun): { inject: Inject; due: Instant } | undefined {
  const inject = run.exercise.injects[run.given.length];
  return inject === undefined || run.pausedAt !== undefined || run.overAt !== undefined ? undefined : { inject, due: run.zeroAt + inject.at * 1000 };
}
