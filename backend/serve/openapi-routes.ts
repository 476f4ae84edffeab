import { Account, Display, Party, Session } from "#contract/account";
import { Evidence } from "#contract/incident";
import { AcceptInvitation } from "#contract/invitation";
import type { RouteName } from "#contract/permission";
import { FirstRun, Login, RedeemTicket } from "#contract/request";
import { PROOF_LENGTH } from "#contract/shell-proof";
import { StudyRunIndex } from "#contract/study-result";
import { WallFileId } from "#contract/wall-panels";
import { z } from "zod";

/** Routes outside the dispatcher, as OpenAPI is to describe them. The test calls each: a route missing here, or there, fails it. */
export interface HttpRoute {
  method: "get" | "head" | "post" | "put" | "patch" | "delete";
  path: string;
  tag: string;
  what: string;
  security: readonly ("session" | "display" | "source")[];
  permission?: RouteName;
  body?: z.ZodType;
  /** Media types of a body that is no JSON. */
  raw?: readonly string[];
  value?: z.ZodType;
  /** Media type of an answer that is no Result. */
  plain?: string;
}

const text32 = z.string().length(PROOF_LENGTH).regex(/^[\w-]+$/).describe("32 bytes, base64url");
/** How the shell proves itself: HMAC-SHA256 by the key of the data folder over "shell", the challenge and its nonce. */
export const ShellHello = z.object({ nonce: text32, proof: text32 });
/** What the shell sends to make a display of the monitor it fills. */
export const ShellDisplay = ShellHello.extend({ name: z.string().min(1).max(80) });
const WallFile = z.object({ id: WallFileId, type: z.enum(["image/png", "image/jpeg", "image/webp", "application/pdf"]), bytes: z.int() });
const opened = z.object({ account: Account, session: Session });
const admitted = z.object({ display: Display });

export const HTTP_ROUTES: readonly HttpRoute[] = [
  { method: "get", path: "/api/first-run", tag: "session", what: "Whether no account exists yet.", security: [], value: z.object({ needed: z.boolean() }) },
  { method: "post", path: "/api/first-run", tag: "session", what: "Makes the first administrator, by the code printed at start, and opens a session.", security: [], body: FirstRun, value: opened },
  { method: "get", path: "/api/session", tag: "session", what: "Who this browser is; `?as=display` asks by the display's cookie.", security: ["session", "display"], permission: "session:self", value: Party },
  { method: "post", path: "/api/session", tag: "session", what: "Logs in.", security: [], body: Login, value: opened },
  { method: "post", path: "/api/invitation", tag: "session", what: "Makes the account of an agency's focal officer by the link `officer:invite` answered, and opens a session.", security: [], body: AcceptInvitation, value: opened },
  { method: "delete", path: "/api/session", tag: "session", what: "Logs out.", security: ["session"], value: z.object({}) },
  { method: "post", path: "/api/display", tag: "session", what: "Redeems a display's ticket.", security: [], body: RedeemTicket, value: admitted },
  { method: "post", path: "/api/display/shell", tag: "session", what: "A display for the shell of this machine, which proves itself by the key of the data folder.", security: [], body: ShellDisplay, value: admitted.extend({ proof: text32 }) },
  { method: "get", path: "/api/shell", tag: "session", what: "What the shell of this machine signs; new at each start.", security: [], value: z.object({ challenge: text32 }) },
  { method: "post", path: "/api/shell", tag: "session", what: "Proves to the shell of this machine that this backend knows the key of the data folder.", security: [], body: ShellHello, value: z.object({ proof: text32 }) },
  { method: "put", path: "/api/wall/picture/{monitorId}", tag: "wall", what: "A display hands in what a monitor it attends shows now: a JPEG of at most 480 × 2048 pixels and 512 KB. `watched`: somebody looks at the previews, another one is welcome soon.", security: ["display"], permission: "wall:picture-put", raw: ["image/jpeg"], value: z.object({ watched: z.boolean() }) },
  { method: "get", path: "/api/wall/picture/{monitorId}", tag: "wall", what: "The newest small picture of a monitor; `x-taken-at` is when it came, ms UTC.", security: ["session"], permission: "wall:picture-get", plain: "image/jpeg" },
  { method: "get", path: "/api/wall/picture/{monitorId}/{at}", tag: "wall", what: "A kept picture of a monitor, by the instant that `wall:at` names.", security: ["session"], permission: "wall:picture-get", plain: "image/jpeg" },
  { method: "post", path: "/api/wall/file", tag: "wall", what: "Keeps a picture or document for cells: PNG, JPEG, WebP or PDF by its content, at most 20 MB. Its id is its SHA-256.", security: ["session"], permission: "wall:file-put", raw: ["image/png", "image/jpeg", "image/webp", "application/pdf"], value: WallFile },
  { method: "get", path: "/api/wall/file/{id}", tag: "wall", what: "A kept picture or document; never changes.", security: ["session", "display"], permission: "wall:file-get", plain: "application/octet-stream" },
  { method: "get", path: "/api/wall/page", tag: "wall", what: "Whether a page of the configuration's list, given as `url`, lets itself be shown in a frame.", security: ["session", "display"], permission: "wall:page-get", value: z.object({ frames: z.boolean().optional() }) },
  { method: "post", path: "/api/evidence", tag: "incident", what: "Adds a picture, film or document to the case that `?incidentId=` names, under the name in `?name=`: JPEG, PNG, WebP, PDF or MP4 by its content, at most 20 MB. A still that a window took of a live picture names its `?camera=` and `?pictureAt=`, ms UTC.", security: ["session"], permission: "evidence:put", raw: ["image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4"], value: Evidence },
  { method: "post", path: "/api/evidence/tus", tag: "incident", what: "Begins an upload in parts (tus 1.0): `Upload-Length` at most 500 MB for a film and 20 MB for all else, `Upload-Metadata` with `incidentId` and `name`. `Location` answers where its parts go.", security: ["session"], permission: "evidence:put", plain: "text/plain" },
  { method: "head", path: "/api/evidence/tus/{id}", tag: "incident", what: "How far an upload is: `Upload-Offset`.", security: ["session"], permission: "evidence:put", plain: "text/plain" },
  { method: "patch", path: "/api/evidence/tus/{id}", tag: "incident", what: "Goes on with an upload from `Upload-Offset`. The last part, sent again if need be, answers the piece of evidence.", security: ["session"], permission: "evidence:put", raw: ["application/offset+octet-stream"], value: Evidence },
  { method: "get", path: "/api/evidence/{id}/thumb", tag: "incident", what: "A picture's small JPEG, at most 320 pixels a side.", security: ["session"], permission: "evidence:get", plain: "image/jpeg" },
  { method: "get", path: "/api/evidence/{id}/export", tag: "incident", what: "An archive of a piece of evidence and its manifest (hashes, camera, times, case, entry of the journal), which scripts/verify-evidence.mjs checks without this program.", security: ["session"], permission: "evidence:get", plain: "application/zip" },
  { method: "get", path: "/api/evidence/{id}", tag: "incident", what: "A piece of evidence, whole or one byte range; an agency sees its own. With `?save` it is sent to be kept, and the journal has who took it.", security: ["session"], permission: "evidence:get", plain: "application/octet-stream" },
  { method: "get", path: "/city/manifest.json", tag: "city", what: "The map of the city pack in use: its layers and files, without what is left out as faulty.", security: ["session", "display"], permission: "city:read", plain: "application/json" },
  { method: "get", path: "/city/{file}", tag: "city", what: "A file the manifest lists, whole or one byte range; `ETag` is its SHA-256.", security: ["session", "display"], permission: "city:read", plain: "application/octet-stream" },
  { method: "get", path: "/api/study-runs/{runId}", tag: "study", what: "What a run of a what-if study left: its grid, and what it shows when. Simulated.", security: ["session", "display"], permission: "study:frames", value: StudyRunIndex },
  { method: "get", path: "/api/study-runs/{runId}/{quantity}/{index}", tag: "study", what: "One frame of a run: little-endian f32, rows from the south, sent with content-encoding gzip. Never changes. Simulated.", security: ["session", "display"], permission: "study:frames", plain: "application/octet-stream" },
  { method: "get", path: "/api/study-runs/{runId}/export/{file}", tag: "study", what: "A run as a file for other programs: `QUANTITY-INDEX.tif` (GeoTIFF, WGS 84, f32) or `outline.geojson` (where at its deepest 0.1 m of water and more stood). Each says that it is simulated, and names the run.", security: ["session"], permission: "study:export", plain: "application/octet-stream" },
  { method: "get", path: "/api/studies/{id}/numbers.csv", tag: "study", what: "A study's options and their numbers as a table (UTF-8). Simulated.", security: ["session"], permission: "study:export", plain: "text/csv" },
  { method: "get", path: "/public", tag: "public", what: "Early warnings for citizens, in Vietnamese; `?service=` chooses a kind. `/public/en` in English.", security: [], plain: "text/html" },
  { method: "get", path: "/public/en", tag: "public", what: "The same in English.", security: [], plain: "text/html" },
  { method: "get", path: "/cap/feed.atom", tag: "public", what: "Atom feed of CAP 1.2 messages: those in force, then the newest that ended.", security: [], plain: "application/atom+xml" },
  { method: "get", path: "/cap/{identifier}.xml", tag: "public", what: "One CAP 1.2 message; never changes.", security: [], plain: "application/cap+xml" },
  { method: "post", path: "/public/subscribe", tag: "public", what: "Form: asks for warnings by e-mail (`address`, `service`…, `area`…, `language`); nothing is sent but a mail that asks to confirm. Only where the configuration gives a public address.", security: [], raw: ["application/x-www-form-urlencoded"], plain: "text/html" },
  { method: "get", path: "/public/confirm", tag: "public", what: "What the link of such a mail, with its `token`, is for; changes nothing.", security: [], plain: "text/html" },
  { method: "post", path: "/public/confirm", tag: "public", what: "Confirms a subscription.", security: [], plain: "text/html" },
  { method: "get", path: "/public/leave", tag: "public", what: "What the link to leave is for; changes nothing.", security: [], plain: "text/html" },
  { method: "post", path: "/public/leave", tag: "public", what: "Ends a subscription at once (RFC 8058: one-click).", security: [], plain: "text/html" },
  { method: "get", path: "/api/openapi.json", tag: "health", what: "This document.", security: ["session"], permission: "api:read", plain: "application/json" },
  { method: "get", path: "/healthz", tag: "health", what: "The process answers, and says which one it is.", security: [], plain: "application/json" },
  { method: "get", path: "/readyz", tag: "health", what: "It does its work; 503 while it does not, with the reason.", security: [], plain: "application/json" },
  { method: "get", path: "/metrics", tag: "health", what: "Prometheus figures.", security: ["session", "source"], permission: "metrics:read", plain: "text/plain" },
  { method: "get", path: "/sta/v1.1", tag: "sensorthings", what: "Service root of OGC SensorThings 1.1; the entity sets, their paths and query options are below it, as the standard (OGC 18-088) describes.", security: ["session", "source"], permission: "sta:read", plain: "application/json" },
];
