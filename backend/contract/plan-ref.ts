import { z } from "zod";

/** Names a simulated plan that a person chose, so that it can be looked up: a plain reference, no simulated number (invariant 6). */
export const PlanRef = z.object({ studyId: z.string().max(64), revision: z.int().min(1), optionId: z.string().max(40), runId: z.string().max(64), name: z.string().max(200) });
export type PlanRef = z.infer<typeof PlanRef>;
