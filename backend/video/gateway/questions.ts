import { z } from "zod";
import { type CameraControl, CameraEventKind, CameraPicture, CameraPreset, MOST_PRESETS, Turning } from "#contract/camera-control";
import { CameraId, CameraLogin, Listening, LostReason } from "#contract/camera";
import { FoundCamera, OnvifCamera } from "#contract/onvif";

/** What is asked of cameras beside their streams: by the gateway, so that what a hostile one answers is read in its process and in no other. */
export const Question = z.discriminatedUnion("is", [
  /** Which cameras answer in the networks of these addresses of this machine. */
  z.object({ is: z.literal("discover"), from: z.array(z.string()).max(16) }),
  z.object({ is: z.literal("profiles"), address: z.string(), login: CameraLogin.optional() }),
  /** `fresh`: made for this question and no other, as evidence has it. */
  z.object({ is: z.literal("picture"), camera: CameraId, fresh: z.boolean().default(false) }),
  z.object({ is: z.literal("presets"), camera: CameraId }),
  z.object({ is: z.literal("turn"), camera: CameraId, ...Turning.shape }),
  z.object({ is: z.literal("halt"), camera: CameraId }),
  z.object({ is: z.literal("preset"), camera: CameraId, preset: z.string() }),
]);
export type Question = z.infer<typeof Question>;

/** Its answer, by the kind of question. */
export const Answered = z.discriminatedUnion("is", [
  z.object({ is: z.literal("found"), found: z.array(FoundCamera) }),
  z.object({ is: z.literal("profiles"), profiles: OnvifCamera }),
  z.object({ is: z.literal("picture"), picture: CameraPicture }),
  z.object({ is: z.literal("presets"), presets: z.array(CameraPreset).max(MOST_PRESETS) }),
  z.object({ is: z.literal("done") }),
  z.object({ is: z.literal("fault"), reason: LostReason }),
]);
export type Answered = z.infer<typeof Answered>;

/** What one camera noticed since the last word of it; instants by its own clock, corrected by how far that is off. */
export const Noticed = z.object({
  cameraId: CameraId,
  notices: z.array(z.object({ kind: CameraEventKind, input: z.string().optional(), value: z.union([z.literal(0), z.literal(1)]).optional(), at: z.number() })),
  /** Messages that could not be read; that were beyond what a camera may say. */
  malformed: z.int(), left: z.int(),
});
export type Noticed = z.infer<typeof Noticed>;

/** How a camera is listened to now. */
export const Heard = z.object({ cameraId: CameraId, listening: Listening });
export type Heard = z.infer<typeof Heard>;

/** A camera that is asked, as the gateway needs it. */
export interface Asked {
  control?: CameraControl | undefined;
  login?: CameraLogin | undefined;
  certificate?: string | undefined;
}
