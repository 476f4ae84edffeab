import { z } from "zod";
import { PlanRef } from "./plan-ref.ts";
import { Instant } from "./ids.ts";
import { IncidentId, IncidentNote } from "./incident.ts";
import { SimulationFault } from "./simulation.ts";
import { Criterion } from "./study-result.ts";

/** What a plan takes, measure by measure. */
export const PlanNeed = z.object({ is: z.enum(["gate", "pump", "dyke", "sandbags", "closure", "release"]), name: z.string(), amount: z.number(), unit: z.string() });
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
  because: z.array(z.enum(["no-level", "no-inflow", "no-outlet", "no-rain", "coarse", "precomputed", "far-from-now", "no-difference"])).max(10),
});
export type RankedPlan = z.infer<typeof RankedPlan>;

/** Plans for cases: simulated until a person decides, and then a person's words in an order. */
export const PLAN_REQUESTS = {
  /** Begins the quick run for a case, or says how far it is; best first. Plans are the options of shared studies about its place. `library`: what was computed in the night, until the run is done. */
  "plan:rank": {
    input: z.object({ incidentId: IncidentId }),
    output: z.object({
      simulated: z.literal(true), state: z.enum(["none", "running", "done", "failed"]), done: z.number().min(0).max(1), secondsLeft: z.number().optional(), fault: SimulationFault.optional(),
      plans: z.array(RankedPlan).max(20), chosen: PlanRef.optional(),
    }),
  },
  /** Writes into the case that this plan was chosen; `incident:plan` then fills the order from it, and the order names it. */
  "plan:choose": { input: z.object({ incidentId: IncidentId, plan: PlanRef }), output: IncidentNote },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
