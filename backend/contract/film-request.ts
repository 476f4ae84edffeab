import { z } from "zod";
import { CameraId } from "./camera.ts";
import { CLIP } from "./filmed.ts";
import { Instant } from "./ids.ts";
import { Evidence, IncidentId } from "./incident.ts";

export const FILM_REQUESTS = {
  /**
   * Makes a clip of what the camera sent, from so many seconds before an instant (absent: now) to so many after it, a piece of the
   * case's evidence. Answered when it is kept, and so not before its time is over. `unknown-id` of kind `pictures`: none of that
   * time are kept. The same pictures asked for again are the same piece.
   */
  "camera:clip": {
    input: z.object({ cameraId: CameraId, incidentId: IncidentId, at: Instant.optional(), before: z.number().min(1).max(CLIP.before).default(CLIP.usual.before), after: z.number().min(0).max(CLIP.after).default(CLIP.usual.after) }),
    output: Evidence,
  },
  /** The camera makes a picture now, and it is kept as a piece of the case's evidence. */
  "camera:snapshot": { input: z.object({ cameraId: CameraId, incidentId: IncidentId }), output: Evidence },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
