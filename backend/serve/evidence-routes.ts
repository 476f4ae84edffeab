import type { Party } from "#contract/account";
import { EvidenceId, IncidentId, MAX_EVIDENCE } from "#contract/incident";
import { ok } from "#contract/result";
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Clock, EvidenceShelf, Room } from "../ports.ts";
import { admit, openPlaces } from "./admission.ts";
import { openBuckets } from "./buckets.ts";
import { byteRange } from "./byte-range.ts";
import { sendFault } from "./http-fault.ts";
import { UPLOADS, type Uploads } from "./evidence-uploads.ts";
import type { Rights } from "./route-rights.ts";

/** Pieces of one person: what a patrol photographs at one place at once, then one every two seconds. */
const PUTS = { burst: 40, perSecond: 0.5 };
/** Looks of one person: a page of pictures, and a film asked for in parts. */
const LOOKS = { burst: 256, perSecond: 40 };
/** Pieces being received at one time, 20 MB of memory each. */
const RECEIVING = 4;
/** Shown as what it is: whatever is in it has no origin and runs nothing. */
const INERT = "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Parts of uploads, and questions how far they are: a film of 500 MB in parts of 1 MB. */
const PARTS = { burst: 600, perSecond: 20 };
/** Parts being received at one time: they go to the disk as they come. */
const PARTS_AT_ONCE = 128;
/** A thumbnail is a picture of ours, whatever the piece is. What cameras filmed no window keeps: the privacy key may cover it. */
const THUMB = { "cache-control": "private, max-age=31536000, immutable", "content-security-policy": INERT };

interface Options {
  room: Pick<Room, "evidence">;
  shelf: EvidenceShelf;
  uploads: Uploads;
  rights: Rights;
  clock: Clock;
}
type Put = { Querystring: { incidentId?: string; name?: string; camera?: string; pictureAt?: string } };

/** Evidence of cases in and out. Who may is decided before a body is read; what it is, its bytes say. */
export function evidenceRoutes(app: FastifyInstance, { room, shelf, uploads, rights, clock }: Options): void {
  const steady = (): number => clock.steady();
  const puts = openBuckets({ ...PUTS, steady });
  const looks = openBuckets({ ...LOOKS, steady });
  const senders = new WeakMap<FastifyRequest, Party>();
  const places = openPlaces(RECEIVING);

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The sender's word for what it is is not asked.
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    const mayPut: onRequestAsyncHookHandler = async (request, reply) => {
      const party = await admit(request, reply, { rights, route: "evidence:put", buckets: puts });
      if (party === undefined) return reply;
      const incidentId = IncidentId.safeParse((request.query as Put["Querystring"]).incidentId);
      if (!incidentId.success) return sendFault(reply, { code: "malformed", path: "incidentId", detail: "not one of ours" });
      const admitted = room.evidence.mayAdd(incidentId.data, party);
      if (!admitted.ok) return sendFault(reply, admitted.fault);
      if (!places(reply)) return reply;
      senders.set(request, party);
      return undefined;
    };
    scope.post<Put>("/api/evidence", { bodyLimit: MAX_EVIDENCE, onRequest: mayPut }, async (request, reply) => {
      const party = senders.get(request);
      if (party === undefined) return sendFault(reply, { code: "unauthenticated" });
      const { camera, pictureAt } = request.query;
      const filmed = camera === undefined ? ok(undefined) : room.evidence.still(camera, Number(pictureAt), party);
      if (!filmed.ok) return sendFault(reply, filmed.fault);
      const kept = await shelf.put(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      if (!kept.ok) return sendFault(reply, kept.fault);
      const added = await room.evidence.add({ incidentId: IncidentId.parse(request.query.incidentId), name: String(request.query.name ?? ""), kept: kept.value, ...(filmed.value !== undefined && { filmed: filmed.value }) }, party);
      return added.ok ? reply.header("cache-control", "no-store").send(ok(added.value)) : sendFault(reply, added.fault);
    });
    return Promise.resolve();
  });

  const parts = openBuckets({ ...PARTS, steady });
  const partPlaces = openPlaces(PARTS_AT_ONCE);
  void app.register(async (scope) => {
    // The body goes to the disk as it comes: nothing here reads it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    for (const path of [UPLOADS, `${UPLOADS}/:id`]) {
      scope.route({
        method: ["POST", "HEAD", "PATCH"], url: path, exposeHeadRoute: false,
        async handler(request, reply) {
          const party = await admit(request, reply, { rights, route: "evidence:put", buckets: request.method === "POST" ? puts : parts });
          if (party === undefined || !partPlaces(reply)) return reply;
          reply.hijack();
          reply.raw.setHeader("x-content-type-options", "nosniff");
          await uploads.handle(request.raw, reply.raw, party);
          return reply;
        },
      });
    }
    return Promise.resolve();
  });

  app.get<{ Params: { id: string } }>("/api/evidence/:id/thumb", async (request, reply) => {
    const party = await admit(request, reply, { rights, route: "evidence:get", buckets: looks });
    if (party === undefined) return reply;
    const id = EvidenceId.safeParse(request.params.id);
    if (!id.success) return sendFault(reply, { code: "malformed", path: "id", detail: "not one of ours" });
    const seen = room.evidence.see(id.data, party);
    if (!seen.ok) return sendFault(reply, seen.fault);
    const jpeg = await shelf.thumb(seen.value);
    return jpeg === undefined ? sendFault(reply, { code: "unavailable", detail: "no small picture of it" }) : reply.type("image/jpeg").headers({ ...THUMB, ...(seen.value.filmed !== undefined && { "cache-control": "no-store" }) }).send(Buffer.from(jpeg));
  });

  app.get<{ Params: { id: string }; Querystring: { save?: string } }>("/api/evidence/:id", { exposeHeadRoute: false }, async (request, reply) => {
    const party = await admit(request, reply, { rights, route: "evidence:get", buckets: looks });
    if (party === undefined) return reply;
    const id = EvidenceId.safeParse(request.params.id);
    if (!id.success) return sendFault(reply, { code: "malformed", path: "id", detail: "not one of ours" });
    const seen = room.evidence.see(id.data, party);
    if (!seen.ok) return sendFault(reply, seen.fault);
    const { type, bytes, sha256 } = seen.value;
    const file = await shelf.open(seen.value);
    if (file === undefined) return sendFault(reply, { code: "unavailable", detail: "the file is not there or not whole" });
    const range = byteRange(request.headers.range, bytes);
    const save = request.query.save !== undefined;
    // Taken along, not looked at: the journal knows first. What goes on after a break is the same taking.
    const noted = save && range !== "none" && (range === "all" || range.from === 0) ? await room.evidence.takeOut(id.data, "file", party) : ok(undefined);
    if (!noted.ok) return sendFault(reply, noted.fault);
    reply.type(type).headers({ "accept-ranges": "bytes", etag: `"${sha256}"`, "content-disposition": save ? "attachment" : "inline", "cache-control": save || seen.value.filmed !== undefined ? "no-store" : THUMB["cache-control"], "content-security-policy": INERT });
    if (range === "none") return reply.code(416).header("content-range", `bytes */${bytes}`).send();
    if (range === "all") return reply.header("content-length", bytes).send(file.stream());
    return reply.code(206).headers({ "content-range": `bytes ${range.from}-${range.to}/${bytes}`, "content-length": range.to - range.from + 1 }).send(file.stream({ start: range.from, end: range.to }));
  });
}
