/** Cameras found in the network and what they say of themselves (ONVIF), as who sets them up needs it. */
import { z } from "zod";
import { CameraPicture, CameraPreset, MOST_PRESETS, OnvifUrl, Turning } from "./camera-control.ts";
import { CameraId, CameraLogin, StreamUrl } from "./camera.ts";

/** A camera that answered; its name is its own word. */
export const FoundCamera = z.object({ address: z.string().max(500), name: z.string().max(80), hardware: z.string().max(80).optional() });
export type FoundCamera = z.infer<typeof FoundCamera>;

const dimension = z.int().min(1).max(16_384).optional();
/** One of the pictures a camera can send. */
export const CameraProfile = z.object({
  token: z.string().max(64), name: z.string().max(80),
  /** In ONVIF's words: "H264", "H265", "JPEG". */
  codec: z.string().max(20), width: dimension, height: dimension, fps: dimension,
  url: StreamUrl,
  /** It can be turned. */
  turns: z.boolean(),
});
export type CameraProfile = z.infer<typeof CameraProfile>;

/** What a camera says of itself; `main` and `sub`: the profiles we would take, by their place in the list. */
export const OnvifCamera = z.object({
  profiles: z.array(CameraProfile).min(1).max(16), main: z.int(), sub: z.int().optional(),
  /** Its clock less ours, ms. */
  clockOff: z.int().optional(),
});
export type OnvifCamera = z.infer<typeof OnvifCamera>;

/** A camera that nobody goes on turning stops after so long, ms. */
export const TURN_MS = 1500;

export const ONVIF_REQUESTS = {
  /** Asks the networks of the server, or the one that its address `from` stands in; takes three seconds. */
  "camera:discover": { input: z.object({ from: z.ipv4().optional() }), output: z.object({ found: z.array(FoundCamera).max(400) }) },
  /** Asks a camera for its pictures. `login` absent: the one kept for `cameraId`, where that camera stands at the same machine. */
  "camera:profiles": { input: z.object({ address: OnvifUrl, login: CameraLogin.optional(), cameraId: CameraId.optional() }), output: OnvifCamera },
  /** A picture that the camera makes now (two seconds old at most: who asks with others gets the same). */
  "camera:picture": { input: z.object({ cameraId: CameraId }), output: CameraPicture },
  /** Where it turns to by itself; `unsupported`: it cannot be turned. */
  "camera:presets": { input: z.object({ cameraId: CameraId }), output: z.object({ presets: z.array(CameraPreset).max(MOST_PRESETS) }) },
  /** Turns it until `camera:halt`, or for TURN_MS where nothing more is said; `conflict`: somebody else is turning it. */
  "camera:turn": { input: Turning.extend({ cameraId: CameraId }), output: z.object({}) },
  "camera:halt": { input: z.object({ cameraId: CameraId }), output: z.object({}) },
  "camera:preset": { input: z.object({ cameraId: CameraId, preset: CameraPreset }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
