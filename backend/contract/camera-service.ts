import { z } from "zod";
import { CameraId } from "./camera.ts";
import { Instant } from "./ids.ts";

/** What a camera's time is counted over: a shift of the room, a day or a month of the city's. */
export const ServiceSpan = z.enum(["shift", "day", "month"]);
export type ServiceSpan = z.infer<typeof ServiceSpan>;

/**
 * How one camera did over a period, ms; the five make up the time that it was one of the room's. `up`: somebody looked and all pictures
 * asked for came; `fault`: one of them did not; `off`: taken out of service by a person; `centre`: the backend or the gateway was away
 * and nobody could know; `unwatched`: nobody asked for a picture.
 */
export const CameraService = z.object({
  cameraId: CameraId,
  up: z.int().min(0), fault: z.int().min(0), off: z.int().min(0), centre: z.int().min(0), unwatched: z.int().min(0),
  /** Outages that began in it. */
  losses: z.int().min(0),
});
export type CameraService = z.infer<typeof CameraService>;

/** All cameras together, in a report. */
export const CameraFigures = CameraService.omit({ cameraId: true }).extend({ cameras: z.int().min(0) });
export type CameraFigures = z.infer<typeof CameraFigures>;

/** Share of the time somebody looked in which every picture came, 0–1; undefined: nobody looked. Neither plan nor the centre's own absence counts. */
export const upShare = ({ up, fault }: Pick<CameraService, "up" | "fault">): number | undefined => (up + fault === 0 ? undefined : up / (up + fault));

/** Periods that can be asked for before the present one. */
export const MOST_BACK = { shift: 20, day: 31, month: 3 } as const satisfies Record<ServiceSpan, number>;

export const CAMERA_SERVICE_REQUESTS = {
  /** `back`: so many periods before the present one; beyond MOST_BACK `malformed`. Answers no `period` where there was no such shift. `cut`: more happened than is read; `period` is what was counted, and begins later than the shift, day or month. */
  "camera:service": {
    input: z.object({ span: ServiceSpan, back: z.int().min(0).max(31) }),
    output: z.object({ period: z.object({ from: Instant, to: Instant }).optional(), cut: z.boolean(), cameras: z.array(CameraService) }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
