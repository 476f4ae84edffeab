import { z } from "zod";
import { CameraControl, isPort } from "./camera-control.ts";
import { AccountId, Instant, Position, ThingId } from "./ids.ts";

export const CameraId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, "an id is 1-64 characters of A-Z a-z 0-9 . _ : -").brand<"CameraId">();
export type CameraId = z.infer<typeof CameraId>;

/** Which of a camera's streams: the large one, or the small one for small tiles. */
export const StreamName = z.enum(["main", "sub"]);
export type StreamName = z.infer<typeof StreamName>;

/** Of the kinds `user=…`, `password=…` that cheap cameras take in their addresses, in the path too. */
const SECRET = /[/?&;_](?:u|user(?:name)?|usr|p|pass(?:word|wd)?|pwd|psw|auth|token|key)=/i;

/** A film of the folder `films` beside the journal, by its bare name, played round and round; pictures a second where it has no times of its own. Groups: name, kind, rate. */
export const FILM_URL = /^film:([A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(mp4|h264))(?:\?fps=(\d{1,2}(?:\.\d{1,3})?))?$/;
const NETWORK_URL = /^(?:rtsps?|https?):\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9a-fA-F:.]{2,45}\])(?::\d{1,5})?(?:[/?][^\s#\\"<>^`{|}]*)?$/;

/** Where a stream is had: rtsp or rtsps, http or https (single JPEGs), or a film; and nothing secret in it. */
export const StreamUrl = z.string().max(500).refine((text) => NETWORK_URL.test(text) || Number(FILM_URL.exec(text)?.[3] ?? (FILM_URL.test(text) ? 25 : 0)) >= 1, "rtsp://host:port/path, http://host:port/path or film:name.mp4, without user name and password")
  .refine((text) => !SECRET.test(text), "no user name or password in the address")
  .refine(isPort, "ports end at 65535");

const Stream = z.object({ url: StreamUrl });

/** Where it looks (degrees clockwise from north), how wide, how far, from how high above ground. */
const View = z.object({ bearing: z.number().min(0).max(360), angle: z.number().positive().max(360), range: z.number().positive().max(20_000).describe("m"), height: z.number().min(0).max(500).describe("m") });

const Shape = z.object({
  id: CameraId,
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().max(120).optional(),
  /** The station of the city that it is, with its place and view; absent: `position` says where it is. */
  thingId: ThingId.optional(),
  position: Position.optional(),
  view: View.optional(),
  /** Absent `sub`: the main one serves small tiles too. */
  streams: z.object({ main: Stream, sub: Stream.optional() }),
  /** How its pictures come: inside the connection, beside it, or inside an encrypted one (`rtsps` and `https` alone). */
  transport: z.enum(["tcp", "udp", "tls"]).default("tcp"),
  /** SHA-256 of its certificate, hex: taken in place of a chain of trust, which cameras seldom have. */
  certificate: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  /** Its picture is hidden by the privacy key, and not for everybody. */
  sensitive: z.boolean().default(false),
  /** Connected though nobody looks, so that its state is known and seconds before an event are at hand. */
  always: z.boolean().default(false),
  enabled: z.boolean().default(true),
  /** Absent: it is not asked for more than its streams. */
  control: CameraControl.optional(),
});
/** The login of a camera is for one machine, and goes to it in no plainer way than to its streams. */
function isControlHere({ control, streams, transport }: z.infer<typeof Shape>): boolean {
  const main = /^[a-z]+:\/\/(\[[^\]]*\]|[^/?:]*)/i.exec(streams.main.url)?.[1]?.toLowerCase();
  return control === undefined || (/^https?:\/\/(\[[^\]]*\]|[^/?:]*)/i.exec(control.address)?.[1]?.toLowerCase() === main && (transport !== "tls" || control.address.startsWith("https:")));
}
/** A camera as people save it. Its user name and password are no part of it: they stand encrypted beside the journal. */
export const CameraDraft = Shape.refine(({ thingId, position }) => thingId !== undefined || position !== undefined, { path: ["position"], message: "a station or a place is needed" })
  .refine(({ transport, streams }) => [streams.main, streams.sub].every((stream) => stream === undefined || /^(?:rtsps|https):/.test(stream.url) === (transport === "tls") && (transport !== "udp" || stream.url.startsWith("rtsp:"))), { path: ["transport"], message: "rtsps and https go with tls, rtsp with tcp or udp, the others with tcp" })
  .refine(isControlHere, { path: ["control"], message: "the control address lies at the machine of the main stream, and is https where the stream is encrypted" });
export type CameraDraft = z.infer<typeof CameraDraft>;

/** As it is kept. */
export const Camera = Shape.extend({
  version: z.int().min(1),
  /** A user name and password are kept for it. */
  secured: z.boolean(),
});
export type Camera = z.infer<typeof Camera>;

/** Cameras a room can have; one more answers `too-large`. */
export const MOST_CAMERAS = 1000;

/** Why no picture comes, as people may act on it. */
export const LostReason = z.enum(["unreachable", "timeout", "closed", "ended", "stalled", "login-wanted", "unauthorized", "not-found", "refused", "malformed", "unsupported", "redirected", "tls", "off", "gateway", "forbidden", "private", "too-many", "no-decoder", "decoders-busy", "decoder"]);
export type LostReason = z.infer<typeof LostReason>;

/**
 * How one stream does. `idle`: nobody looks; `late`: pictures come, more than a second behind; `frozen`: connected, and no new
 * picture; `lost`: no connection, and why.
 */
export const StreamState = z.object({
  is: z.enum(["idle", "connecting", "live", "late", "frozen", "lost"]),
  since: Instant,
  reason: LostReason.optional(),
  /** In the camera's or the network's words; never an address with a secret in it. */
  detail: z.string().max(200).optional(),
  /** When the newest picture came. */
  pictureAt: Instant.optional(),
  /** How much later its pictures come than at their best, ms; where they come in segments and are not late, with their age. */
  behind: z.int().min(0).optional(),
  /** Its clock less ours, ms, where it tells. */
  clockOff: z.int().optional(),
  codec: z.string().max(60).optional(), width: z.int().optional(), height: z.int().optional(),
  /** Arrival of the oldest picture that is kept of it: from then on a clip can be had. */
  heldFrom: Instant.optional(),
  /** Pictures a second and bits a second, over the last seconds. */
  fps: z.number().optional(), bitrate: z.number().optional(),
  /** What its pictures tell though they come: they do not change; or they hold much less than its usual ones (dark, covered, fog). */
  picture: z.enum(["still", "plain"]).optional(),
  /** How far its clock runs away from ours, ms an hour. */
  drift: z.int().optional(),
});
export type StreamState = z.infer<typeof StreamState>;

/** How a stream did over the last hours (HEALTH_HOURS at most), as far as somebody looked: what nobody asks of a camera nobody knows. */
export const StreamHealth = z.object({
  /** So long it was asked for, ms. */
  watched: z.int().min(0),
  /** So much of that a picture came, 0–1; absent: nobody looked. */
  up: z.number().min(0).max(1).optional(),
  /** Times that the picture was lost. */
  outages: z.int().min(0),
});
export type StreamHealth = z.infer<typeof StreamHealth>;
export const HEALTH_HOURS = 24;

const user = z.string().min(1).max(120).regex(/^[^:\p{Cc}]+$/u, "no colon and no control character");
/** What a camera asks of whoever connects. */
export const CameraLogin = z.object({ user, password: z.string().max(200).regex(/^\P{Cc}*$/u, "no control character") });
export type CameraLogin = z.infer<typeof CameraLogin>;

/** How the room hears of what a camera notices by itself. */
export const Listening = z.object({ is: z.enum(["connecting", "listening", "lost"]), since: Instant, reason: LostReason.optional() });
export type Listening = z.infer<typeof Listening>;

const WatchedStream = z.object({ cameraId: CameraId, stream: StreamName, since: Instant });

/** What happens to cameras. Outages are those that lasted: the short ones are seen on the tiles alone. */
export const CAMERA_FACTS = [
  z.object({ kind: z.literal("camera:saved"), camera: Camera, /** The user name or password changed with it. */ loginChanged: z.boolean(), by: AccountId.optional() }),
  z.object({ kind: z.literal("camera:removed"), cameraId: CameraId, by: AccountId }),
  z.object({ kind: z.literal("camera:lost"), cameraId: CameraId, stream: StreamName, reason: LostReason, since: Instant }),
  z.object({ kind: z.literal("camera:back"), cameraId: CameraId, stream: StreamName, lostFor: z.int().min(0).describe("ms") }),
  /** From when on somebody asked for a stream's pictures, and since when nobody did: what is known of a camera ends there. Told in bundles, the short ones not. */
  z.object({ kind: z.literal("camera:watched"), streams: z.array(WatchedStream).min(1).max(2 * MOST_CAMERAS) }),
  z.object({ kind: z.literal("camera:unwatched"), streams: z.array(WatchedStream).min(1).max(2 * MOST_CAMERAS) }),
  /** Somebody turned it by hand – told once, however long they turn – or sent it to a preset. */
  z.object({ kind: z.literal("camera:turned"), cameraId: CameraId, by: AccountId, how: z.enum(["hand", "preset"]), preset: z.string().max(80).optional() }),
  /** The process that fetches pictures died and is begun anew. */
  z.object({ kind: z.literal("video:gateway-died"), detail: z.string().max(200) }),
  z.object({ kind: z.literal("video:gateway-back"), awayFor: z.int().min(0).describe("ms") }),
] as const;

export const CAMERA_REQUESTS = {
  /** All cameras by id, and how each stream does now. */
  "camera:list": { input: z.object({}), output: z.object({ cameras: z.array(z.object({ camera: Camera, states: z.object({ main: StreamState, sub: StreamState.optional() }), health: z.object({ main: StreamHealth, sub: StreamHealth.optional() }).optional(), /** Absent: it is not listened to. */ listening: Listening.optional() })) }) },
  /** `version`: the one edited, 0 for a new camera. `login` absent: what is kept stays; null: none. */
  "camera:save": { input: z.object({ camera: CameraDraft, login: CameraLogin.nullable().optional(), version: z.int().min(0) }), output: Camera },
  "camera:remove": { input: z.object({ cameraId: CameraId }), output: z.object({}) },
  /** A ticket for one connection to live pictures at `path` of this server (contract/video-wire.ts), good once and until then. */
  "video:ticket": { input: z.object({}), output: z.object({ ticket: z.string(), path: z.string(), until: Instant }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
