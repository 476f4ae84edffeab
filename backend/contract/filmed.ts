import { z } from "zod";
import { CameraId, StreamName } from "./camera.ts";
import { Instant } from "./ids.ts";

/** Seconds a clip can begin before, and end after, the instant it is about; and where nothing is said. */
export const CLIP = { before: 120, after: 15, usual: { before: 30, after: 5 } } as const;

/** Cameras one deed can name; and so many are recorded at most. */
export const MOST_LOOKED = 16;
/** A camera whose picture was before the person's eyes when they decided, from when on (H-11.2). `name`: put there by the room, not by who asks. */
export const Looked = z.object({ cameraId: CameraId, at: Instant, name: z.string().max(120).optional() });
export type Looked = z.infer<typeof Looked>;

/** What a clip of a camera's own pictures holds. Instants are the arrival of pictures, on the room's clock. */
export const Clipped = z.object({
  stream: StreamName,
  codec: z.string().max(60), width: z.int().min(1).max(16_384), height: z.int().min(1).max(16_384),
  from: Instant, to: Instant,
  pictures: z.int().min(1),
  /** Of them, those that may be wrong because something before them was lost. */
  broken: z.int().min(0),
  /** Times without a picture, 1.5 s and longer; the first twenty. */
  gaps: z.array(z.object({ from: Instant, to: Instant })).max(20),
  /** The camera's clock less the room's, ms (RTCP sender reports, way of the network included); absent: it does not tell. */
  clockOff: z.int().optional(),
});
export type Clipped = z.infer<typeof Clipped>;

const camera = { cameraId: CameraId, cameraName: z.string().max(120), sensitive: z.boolean() };
/**
 * Whose pictures a piece of evidence is. A clip's are bit by bit those the camera sent, put into a film by the room itself; a still
 * was decoded and handed in by the window that showed it: its word alone says what it is. A snapshot is the JPEG that
 * the camera itself made when the room asked for it, as it came.
 */
export const Filmed = z.discriminatedUnion("is", [
  z.object({ is: z.literal("clip"), ...camera, /** As it was asked for. */ at: Instant, before: z.number().min(0), after: z.number().min(0), ...Clipped.shape }),
  z.object({ is: z.literal("still"), ...camera, at: Instant, clockOff: z.int().optional() }),
  z.object({ is: z.literal("snapshot"), ...camera, at: Instant, width: z.int(), height: z.int(), clockOff: z.int().optional() }),
]);
export type Filmed = z.infer<typeof Filmed>;
