import { z } from "zod";
import { CameraId, CameraLogin, StreamName, StreamState } from "#contract/camera";
import { CameraControl } from "#contract/camera-control";
import { Clipped } from "#contract/filmed";
import { Answered, Heard, Noticed, Question } from "./questions.ts";

/** A camera as the gateway needs it, with its login in the clear: in memory alone, and over the pipe between the two processes. */
export const GatewayCamera = z.object({
  id: CameraId,
  urls: z.object({ main: z.string(), sub: z.string().optional() }),
  transport: z.enum(["tcp", "udp", "tls"]),
  certificate: z.string().optional(),
  /** Folder that films are played from. */
  films: z.string().optional(),
  login: CameraLogin.optional(),
  control: CameraControl.optional(),
  sensitive: z.boolean(), always: z.boolean(), enabled: z.boolean(),
});
export type GatewayCamera = z.infer<typeof GatewayCamera>;

/** Backend → gateway. With `window` comes the connection itself. */
export const Order = z.discriminatedUnion("is", [
  z.object({ is: z.literal("cameras"), cameras: z.array(GatewayCamera) }),
  /** `head`: what was read behind the request, base64. `holder`: whose session or display it is; ended with it. */
  z.object({ is: z.literal("window"), id: z.int(), key: z.string(), version: z.string(), head: z.string(), holder: z.string(), sensitive: z.boolean() }),
  /** The backend let go of the connection: until then it may still read from it what is meant for the gateway. */
  z.object({ is: z.literal("go"), id: z.int() }),
  /** The program that decodes what windows cannot; absent: there is none. */
  z.object({ is: z.literal("decoder"), program: z.string().optional() }),
  /** The privacy key: pictures of sensitive cameras are sent to no window while it is on. */
  z.object({ is: z.literal("privacy"), on: z.boolean() }),
  z.object({ is: z.literal("end"), holder: z.string() }),
  /** Once, first: where the newest pictures are kept, and what they may take. */
  z.object({ is: z.literal("keep"), folder: z.string(), bounds: z.object({ seconds: z.number(), bytesEach: z.number(), bytes: z.number(), hours: z.number(), reserve: z.number() }) }),
  /** Makes a film of what is kept, into a file that is not there yet. Instants are the room's. */
  z.object({ is: z.literal("clip"), id: z.int(), camera: CameraId, from: z.number(), to: z.number(), at: z.number(), file: z.string() }),
  z.object({ is: z.literal("ask"), id: z.int(), question: Question }),
]);
export type Order = z.infer<typeof Order>;

/** Gateway → backend. */
export const Told = z.discriminatedUnion("is", [
  z.object({ is: z.literal("beat"), sources: z.int(), windows: z.int(), bytes: z.int(), /** On the disk, and whether more can be kept there. */ kept: z.int(), keeping: z.enum(["ok", "full", "failed"]) }),
  /** The connection came; nothing is answered on it before `go`. */
  z.object({ is: z.literal("got"), id: z.int() }),
  /** There are too many windows: the connection is to be closed. */
  z.object({ is: z.literal("refused"), id: z.int() }),
  /** Those that changed since the last time. */
  z.object({ is: z.literal("states"), states: z.array(z.object({ cameraId: CameraId, stream: StreamName, state: StreamState })) }),
  /** What became of a clip. `none`: no picture of that time is kept; `codec`: films do not hold what the camera sends. */
  z.object({ is: z.literal("clip"), id: z.int(), made: Clipped.optional(), fault: z.enum(["none", "codec", "disk-full", "failed"]).optional() }),
  z.object({ is: z.literal("answered"), id: z.int(), answer: Answered }),
  z.object({ is: z.literal("heard"), heard: Heard }),
  z.object({ is: z.literal("noticed"), noticed: Noticed }),
]);
export type Told = z.infer<typeof Told>;

/** ms between two beats. */
export const BEAT = 500;
