import { z } from "zod";
import { Instant } from "./ids.ts";

/** @returns whether the port that an address names, if any, is one */
export const isPort = (address: string): boolean => Number(/^[a-z]+:\/\/(?:\[[^\]]*\]|[^/?:]*):(\d+)/.exec(address)?.[1] ?? 1) <= 65_535;

/** Where a camera answers questions about itself. */
export const OnvifUrl = z.string().max(500).regex(/^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9a-fA-F:.]{2,45}\])(?::\d{1,5})?(?:\/[^\s#\\"<>^`{|}?]*)?$/, "http://host:port/path of the camera's ONVIF service, without user name and password")
  .refine(isPort, "ports end at 65535");

/** How a camera is asked for more than its streams: single pictures, to turn, what it noticed (ONVIF). */
export const CameraControl = z.object({
  address: OnvifUrl,
  /** The profile that is turned and taken pictures of; absent: the one with the largest picture. */
  profile: z.string().min(1).max(64).optional(),
  /** What it notices by itself becomes observations. */
  events: z.boolean().default(false),
});
export type CameraControl = z.infer<typeof CameraControl>;

/** A place that a camera turns to by itself; its name is its own word. */
export const CameraPreset = z.object({ token: z.string().min(1).max(64), name: z.string().max(80) });
export type CameraPreset = z.infer<typeof CameraPreset>;
/** Presets of one camera that are told. */
export const MOST_PRESETS = 64;

const speed = z.number().min(-1).max(1);
/** How fast it turns right, up, and how fast its picture narrows: shares of what it can. */
export const Turning = z.object({ pan: speed.default(0), tilt: speed.default(0), zoom: speed.default(0) });
export type Turning = z.infer<typeof Turning>;

/** A JPEG that the camera made when it was asked; `at`: when its answer began, by the room's clock. */
export const CameraPicture = z.object({ jpeg: z.string().describe("base64"), width: z.int(), height: z.int(), at: Instant });
export type CameraPicture = z.infer<typeof CameraPicture>;
/** Bytes of such a picture. */
export const MOST_PICTURE = 3_000_000;

/** What cameras notice by themselves, in our words; 1 while it is so, 0 afterwards. */
export const CAMERA_EVENTS = ["motion", "tamper", "line", "field", "input"] as const;
export const CameraEventKind = z.enum(CAMERA_EVENTS);
export type CameraEventKind = z.infer<typeof CameraEventKind>;
