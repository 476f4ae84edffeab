import { z } from "zod";

/** A word for what an agency deals with: "flood", "traffic", "fire", … Scenarios and sectors' processes name who is needed by these. */
export const Field = z.string().regex(/^[a-z0-9-]{1,40}$/, "a field is a-z 0-9 -");
export type Field = z.infer<typeof Field>;
