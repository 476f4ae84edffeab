import { z } from "zod";
import { PlanRef } from "./plan-ref.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId, IncidentId, IncidentNote } from "./incident.ts";
import { SimulationFault } from "./simulation.ts";
import { StudyId } from "./study.ts";
import { Criterion } from "./study-result.ts";

/** What a plan takes, measure by measure. `agencyId`: whose work it is at the case's place; absent: of none that is known. */
export const PlanNeed = z.object({ is: z.enum(["gate", "pump", "dyke", "sandbags", "closure", "release"]), name: z.string(), amount: z.number(), unit: z.string(), agencyId: AgencyId.optional() });
export type PlanNeed = z.infer<typeof PlanNeed>;

/**
 * A study's option as a plan for a case. `effect`: its numbers less those of doing nothing, simulated. `source`: computed for this
 * case from what is measured now, or the nearest computed in the night; `because` says what takes confidence away.
 */
export const RankedPlan = z.object({
  simulated: z.literal(true), plan: PlanRef, study: z.string(), option: z.string(),
  source: z.enum(["quick-run", "library"]), at: Instant.optional(),
  effect: z.partialRecord(Criterion, z.number()),
  needs: z.array(PlanNeed).max(60),
  /** s from the start until the last of its measures is in place. */
  readyAfter: z.number().min(0),
  cost: z.int().min(0),
  confidence: z.enum(["high", "middle", "low"]),
  /** Of a library's run: from what is measured now, 0 the same, 1 as far as one step of the library's grid. */
  distance: z.number().min(0).optional(),
  because: z.array(z.enum(["no-level", "no-inflow", "no-outlet", "no-rain", "coarse", "precomputed", "far-from-now", "no-difference", "small-difference", "worse"])).max(10),
});
export type RankedPlan = z.infer<typeof RankedPlan>;

/**
 * Plans of a case. `state` none: `why` says why there are none. `plans`, best first, against `nothing`: the numbers of doing
 * nothing. `chosen`: what was chosen last, by whom and when.
 */
export const PlanRanking = z.object({
  simulated: z.literal(true), state: z.enum(["none", "running", "done", "failed", "cancelled"]), why: z.enum(["no-study", "no-place", "other-kind", "over"]).optional(),
  done: z.number().min(0).max(1), secondsLeft: z.number().optional(), fault: SimulationFault.optional(),
  study: z.object({ id: StudyId, name: z.string(), revision: z.int().min(1) }).optional(),
  nothing: z.partialRecord(Criterion, z.number()).optional(),
  plans: z.array(RankedPlan).max(20),
  chosen: PlanRef.optional(), chosenBy: AccountId.optional(), chosenAt: Instant.optional(),
});
export type PlanRanking = z.infer<typeof PlanRanking>;

/** Plans for cases: simulated until a person decides, and then a person's words in an order. */
export const PLAN_REQUESTS = {
  /** Begins the quick run for a case, or says how far it is. Plans are the options of shared studies about its place. `anew`: whatever there is, from what is measured now. */
  "plan:rank": { input: z.object({ incidentId: IncidentId, anew: z.boolean().optional() }), output: PlanRanking },
  /** Ends the quick run; it is not begun again until somebody asks for it anew. */
  "plan:cancel": { input: z.object({ incidentId: IncidentId }), output: z.object({}) },
  /**
   * Writes into the case that this plan was chosen; `incident:plan` then fills the order from it, and the order names it.
   * `instead`: the run of the choice it takes the place of; another one made meanwhile answers `conflict`.
   */
  "plan:choose": { input: z.object({ incidentId: IncidentId, plan: PlanRef, instead: z.string().max(64).optional() }), output: IncidentNote },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
