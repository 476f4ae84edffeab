import { z } from "zod";
import { StudyAfterwards } from "./study-afterwards.ts";
import { Criterion, OptionRun, StudyComparison, StudyEstimate, StudySensitivity, StudyStart } from "./study-result.ts";
import { Bounds } from "./city.ts";
import { AccountId, DatastreamId, Instant } from "./ids.ts";
import { SimulationRunId } from "./simulation.ts";
import { OptionId, Study, StudyDraft, StudyExportKind, StudyId, StudyStartFrom } from "./study.ts";

const nothing = z.object({});
const one = z.object({ id: StudyId });
/** A study in a list. */
export const StudyHead = z.object({ id: StudyId, name: z.string(), revision: z.int(), by: AccountId, at: Instant, shared: z.boolean(), options: z.int(), done: z.int() });
export type StudyHead = z.infer<typeof StudyHead>;

/** Requests of what-if studies. All that they answer is simulated, and says so in its type. */
export const STUDY_REQUESTS = {
  "study:list": { input: nothing, output: z.object({ studies: z.array(StudyHead).max(500) }) },
  "study:get": { input: one, output: Study },
  /** `revision`: the one edited, 0 for a new one; a later one kept answers `conflict`, and nothing is overwritten. */
  "study:save": { input: z.object({ draft: StudyDraft, revision: z.int().min(0) }), output: Study },
  "study:remove": { input: z.object({ id: StudyId, revision: z.int().min(1) }), output: nothing },
  /** What a run would start from: levels, rain, discharges, devices, and how old each is. */
  "study:start": { input: z.object({ area: Bounds, start: StudyStartFrom }), output: StudyStart },
  "study:estimate": { input: z.object({ draft: StudyDraft }), output: StudyEstimate },
  /** Runs the options named (absent: all that have no result). `conflict`: the study has another revision; `too-many`: the queue is full. */
  "study:run": { input: z.object({ id: StudyId, revision: z.int().min(1), optionIds: z.array(OptionId).min(1).max(8).optional() }), output: z.object({ runs: z.array(OptionRun).max(8) }) },
  "study:cancel": { input: z.object({ id: StudyId, optionIds: z.array(OptionId).min(1).max(8).optional() }), output: nothing },
  /** How far each option is: asked once a second while a window shows it. */
  "study:runs": { input: one, output: z.object({ revision: z.int(), runs: z.array(OptionRun).max(8) }) },
  "study:compare": { input: one, output: StudyComparison },
  /** What was simulated against what came, once the study's span is past (H-3.5). `datastreamId`: whose course is wanted; absent: of none. */
  "study:afterwards": { input: z.object({ id: StudyId, datastreamId: DatastreamId.optional() }), output: StudyAfterwards },
  /** Begins it, or says how far it is: the same question asked again goes on with the same runs. */
  "study:sensitivity": { input: z.object({ id: StudyId, optionId: OptionId, criterion: Criterion.default("people") }), output: StudySensitivity },
  /** Somebody takes something of a study out of the room: noted in the journal before it is handed out. Of the study, or of one run. */
  "study:exported": { input: z.object({ as: StudyExportKind, id: StudyId.optional(), runId: SimulationRunId.optional() }).refine(({ id, runId }) => (id ?? runId) !== undefined, "of a study or of a run"), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
