import { Instant, MonitorId } from "#contract/ids";
import { ok } from "#contract/result";
import { WallFileId } from "#contract/wall-panels";
import type { FastifyInstance, FastifyReply, onRequestAsyncHookHandler } from "fastify";
import { MAX_WALL_FILE, MAX_WALL_PICTURE, type Clock, type Room } from "../ports.ts";
import { admit, openPlaces } from "./admission.ts";
import { openBuckets } from "./buckets.ts";
import { sendFault } from "./http-fault.ts";
import type { WallOptions } from "./options.ts";
import type { Rights } from "./route-rights.ts";
import { openPageCheck } from "./page-check.ts";
import { openPrivacyScreen } from "./privacy-screen.ts";

/** Pictures of one monitor from its display: one every 1.5 s is the fastest that is any use. */
const PUTS = { burst: 6, perSecond: 2 };
/** Looks of one person or display: 64 monitors drawn anew every two seconds, in two windows. */
const LOOKS = { burst: 256, perSecond: 80 };
/** Files of one person: a folder of pictures at once, then one a second. */
const FILES = { burst: 40, perSecond: 1 };
/** Files being received at one time, 20 MB of memory each. */
const RECEIVING = 4;

/** A picture or document from outside: shown as what it is, and whatever is in it has no origin and runs nothing. */
const INERT = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

interface Options extends WallOptions {
  room: Pick<Room, "state" | "onFacts">;
  rights: Rights;
  clock: Clock;
}
type ById = { Params: { monitorId: string } };

/** Small pictures of what monitors show, and the files of cells. Who may is decided before a body is read. */
export function wallRoutes(app: FastifyInstance, { pictures, files, webPages, room, rights, clock }: Options): void {
  const steady = (): number => clock.steady();
  const puts = openBuckets({ ...PUTS, steady });
  const looks = openBuckets({ ...LOOKS, steady });
  const uploads = openBuckets({ ...FILES, steady });
  const screen = openPrivacyScreen(room, clock);
  const places = openPlaces(RECEIVING);
  const frames = openPageCheck(webPages, steady);

  const mayPut: onRequestAsyncHookHandler = async (request, reply) => {
    const monitorId = MonitorId.safeParse((request.params as ById["Params"]).monitorId);
    const party = await admit(request, reply, { rights, route: "wall:picture-put", buckets: puts, more: monitorId.success ? ` ${monitorId.data}` : "" });
    if (party?.kind !== "display") return reply;
    if (!monitorId.success) return malformed(reply, "monitorId");
    const there = room.state().attendances.get(monitorId.data);
    if (!room.state().monitors.has(monitorId.data)) return sendFault(reply, { code: "unknown-id", kind: "monitor", id: monitorId.data });
    if (there?.displayId !== party.display.id || there.leftAt !== undefined) return sendFault(reply, { code: "conflict", detail: "this display does not show that monitor now" });
    return undefined;
  };

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("image/jpeg", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.put<ById>("/api/wall/picture/:monitorId", { bodyLimit: MAX_WALL_PICTURE, onRequest: mayPut }, async (request, reply) => {
      screen.look();
      const answer = await pictures.put(MonitorId.parse(request.params.monitorId), clock.wall(), bytesOf(request.body));
      return answer.ok ? reply.header("cache-control", "no-store").send(answer) : sendFault(reply, answer.fault);
    });
    return Promise.resolve();
  });

  app.get<ById>("/api/wall/picture/:monitorId", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "wall:picture-get", buckets: looks })) === undefined) return reply;
    const monitorId = MonitorId.safeParse(request.params.monitorId);
    if (!monitorId.success) return malformed(reply, "monitorId");
    const newest = pictures.latest(monitorId.data);
    return newest === undefined || screen.hides(newest.at) ? sendFault(reply, { code: "unknown-id", kind: "picture", id: monitorId.data }) : sendPicture(reply, newest.at, newest.jpeg);
  });
  app.get<{ Params: { monitorId: string; at: string } }>("/api/wall/picture/:monitorId/:at", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "wall:picture-get", buckets: looks })) === undefined) return reply;
    const monitorId = MonitorId.safeParse(request.params.monitorId);
    const at = Instant.safeParse(/^\d{1,16}$/.test(request.params.at) ? Number(request.params.at) : undefined);
    if (!monitorId.success || !at.success) return malformed(reply, monitorId.success ? "at" : "monitorId");
    if (screen.hides(at.data)) return sendFault(reply, { code: "conflict", detail: "the privacy key is on: pictures from before it are not shown" });
    const jpeg = await pictures.read(monitorId.data, at.data);
    return jpeg === undefined ? sendFault(reply, { code: "unknown-id", kind: "picture", id: `${monitorId.data} ${at.data}` }) : sendPicture(reply, at.data, jpeg);
  });

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // What it is, its bytes say: the sender's word for it is not asked.
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    const mayUpload: onRequestAsyncHookHandler = async (request, reply) => {
      if ((await admit(request, reply, { rights, route: "wall:file-put", buckets: uploads })) === undefined) return reply;
      return places(reply) ? undefined : reply;
    };
    scope.post("/api/wall/file", { bodyLimit: MAX_WALL_FILE, onRequest: mayUpload }, async (request, reply) => {
      const kept = await files.put(bytesOf(request.body));
      return kept.ok ? reply.header("cache-control", "no-store").send(ok(kept.value)) : sendFault(reply, kept.fault);
    });
    return Promise.resolve();
  });
  app.get<{ Querystring: { url?: unknown } }>("/api/wall/page", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "wall:page-get", buckets: looks })) === undefined) return reply;
    const { url } = request.query;
    const answer = await frames(typeof url === "string" ? url.slice(0, 2000) : "", `${request.protocol}://${request.host}`);
    return answer.ok ? reply.header("cache-control", "no-store").send(answer) : sendFault(reply, answer.fault);
  });
  app.get<{ Params: { id: string } }>("/api/wall/file/:id", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "wall:file-get", buckets: looks })) === undefined) return reply;
    const id = WallFileId.safeParse(request.params.id);
    if (!id.success) return malformed(reply, "id");
    const file = files.open(id.data);
    if (file === undefined) return sendFault(reply, { code: "unknown-id", kind: "wall-file", id: id.data });
    return reply.type(file.type).headers({ "content-length": file.bytes, "content-disposition": "inline", "cache-control": "private, max-age=31536000, immutable", "content-security-policy": INERT }).send(file.stream());
  });
}

function sendPicture(reply: FastifyReply, at: number, jpeg: Uint8Array): FastifyReply {
  return reply.type("image/jpeg").headers({ "x-taken-at": String(at), "cache-control": "no-store", "content-security-policy": INERT }).send(Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength));
}

function malformed(reply: FastifyReply, path: string): FastifyReply {
  return sendFault(reply, { code: "malformed", path, detail: "not one of ours" });
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
