import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import type { Source } from "#contract/source";
import { fail, ok, type Result } from "#contract/result";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { apiDocument } from "./api-document.ts";
import { openDispatch } from "./dispatch.ts";
import { cityRoutes } from "./city-routes.ts";
import { evidenceExport } from "./evidence-export.ts";
import { evidenceRoutes } from "./evidence-routes.ts";
import { openUploads } from "./evidence-uploads.ts";
import { healthRoutes } from "./health-routes.ts";
import { sendFault } from "./http-fault.ts";
import { ingestRoutes } from "./ingest-routes.ts";
import { openMetrics } from "./metrics.ts";
import { MAX_CONNECTIONS, MAX_REQUEST, type ServerOptions } from "./options.ts";
import { openPublished } from "./public/published.ts";
import { publicRoutes } from "./public/public-routes.ts";
import { subscriptionRoutes } from "./public/subscription-routes.ts";
import { readOut } from "./read-out.ts";
import { receiptRoutes } from "./receipt-routes.ts";
import { requestRoutes } from "./request-routes.ts";
import { openRights } from "./route-rights.ts";
import { originCheck } from "./same-origin.ts";
import { securityHeaders } from "./security-headers.ts";
import { sessionRoutes } from "./session-routes.ts";
import { openSockets, type Sockets } from "./sockets.ts";
import { staticRoutes } from "./static-routes.ts";
import { studyRoutes } from "./study-routes.ts";
import { videoDoor } from "./video-door.ts";
import { wallRoutes } from "./wall-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who sends, on ingest routes. */
    source: Source | null;
  }
}

/** Requests of one address in 10 s, files of the windows included: 64 windows of one machine may start at once. */
const RATE = { max: 6000, timeWindow: 10_000 };
/** ms. A sender that dawdles over its headers or its body is cut off. */
const HEADERS_IN = 10_000;
const REQUEST_IN = 30_000;

export interface Served {
  /** As bound; of interest when 0 was asked for. */
  port: number;
  /** Tells the windows, lets them read it, closes everything; done within about 2 s. */
  close(reason: "stopping"): Promise<void>;
  /** Windows connected. */
  sockets(): number;
}

/** Opens HTTP and Socket.IO on one port. A port in use or an address that is not ours is a fault, not a throw. */
export async function openServer(options: ServerOptions): Promise<Result<Served>> {
  const { room, access, clock, log } = options;
  const app = fastify({
    logger: false,
    bodyLimit: MAX_REQUEST,
    requestTimeout: REQUEST_IN,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: HEADERS_IN, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    trustProxy: false,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    frameworkErrors: (error, _request, reply) => void sendFault(reply, { code: "malformed", path: "url", detail: error.message }),
  });
  app.server.maxConnections = MAX_CONNECTIONS;

  const live: { sockets?: Sockets } = {};
  const metrics = openMetrics({ sockets: () => opened(), sources: options.metricsSources });
  const dispatch = openDispatch({ room, clock, log, count: metrics.answered });
  const rights = openRights(access, clock);
  const trusted = originCheck(options.hosts ?? []);
  function opened(): Sockets {
    if (live.sockets === undefined) throw new Error("asked before the server was open");
    return live.sockets;
  }

  app.decorateRequest("source", null);
  guard(app, trusted);
  await securityHeaders(app, { webPages: options.wall.webPages, meetingHosts: options.meetingHosts ?? [] });
  await app.register(cookie);
  await app.register(rateLimit, { ...RATE, global: true, cache: 10_000, keyGenerator: (request) => request.ip, errorResponseBuilder: (_request, context) => Object.assign(new Error("too many"), { statusCode: 429, retryAfter: Math.ceil(context.ttl / 1000) }) });
  app.setErrorHandler((error: FastifyError & { retryAfter?: number }, request, reply) => {
    if (error.statusCode === 429) return sendFault(reply, { code: "too-many", retryAfter: error.retryAfter ?? 1 });
    if (error.statusCode === 413) return readOut(request.raw).then(() => sendFault(reply, { code: "too-large", limit: request.routeOptions.bodyLimit ?? MAX_REQUEST }));
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return sendFault(reply, { code: "malformed", path: "", detail: error.message.slice(0, 300) });
    log.error("http-failed", { method: request.method, path: request.routeOptions.url, error });
    return sendFault(reply, { code: "unavailable", detail: "internal error" });
  });
  app.setNotFoundHandler((request, reply) => sendFault(reply, { code: "unknown-id", kind: "path", id: request.url.slice(0, 200) }));

  sessionRoutes(app, { access, secure: options.secure ?? false });
  requestRoutes(app, { access, dispatch });
  wallRoutes(app, { ...options.wall, room, rights, clock });
  const uploads = openUploads({ folder: options.uploads, room, shelf: options.evidence, clock, log });
  app.addHook("onClose", async () => uploads.close());
  evidenceRoutes(app, { room, shelf: options.evidence, uploads, rights, clock });
  evidenceExport(app, { room, shelf: options.evidence, rights, clock });
  cityRoutes(app, { city: options.city, rights });
  studyRoutes(app, { room, shelf: options.runs, rights, clock });
  const outside = options.public;
  const published = outside === undefined ? undefined : await openPublished({ ...outside, subscriptions: outside.subscriptions, room, epoch: options.epoch, clock, city: options.city, windows: options.staticFolder });
  if (published !== undefined) publicRoutes(app, { published });
  if (outside?.subscriptions !== undefined) subscriptionRoutes(app, { desk: outside.subscriptions, clock });
  ingestRoutes(app, { routes: options.routes, rights });
  if (options.receipts !== undefined) receiptRoutes(app, options.receipts);
  healthRoutes(app, { ready: options.ready, metrics, rights, epoch: options.epoch });
  apiDocument(app, { rights, routes: options.routes, version: options.version ?? "0" });
  const { staRead } = options;
  if (staRead !== undefined) {
    await app.register(async (scope) => {
      scope.addHook("onRequest", async (request, reply) => ((await rights(request, reply, "sta:read")) === undefined ? reply : undefined));
      await scope.register(staRead);
    });
  }
  await staticRoutes(app, options.staticFolder);
  live.sockets = openSockets(app, { ...options, dispatch, trusted });
  videoDoor(app, { door: options.video, trusted, log });
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await opened().close("stopping");
    await app.close();
    return fail({ code: "unavailable", detail: error instanceof Error ? error.message : String(error) });
  }
  const address = app.server.address();
  return ok({
    port: typeof address === "object" && address !== null ? address.port : options.port,
    sockets: () => opened().count(),
    async close(reason) {
      published?.close();
      await opened().close(reason);
      await app.close();
    },
  });
}

/** Host and Origin before anything else. Reads from another origin are kept from its scripts by the browser; changes are refused here. */
function guard(app: FastifyInstance, trusted: ReturnType<typeof originCheck>): void {
  app.addHook("onRequest", async (request, reply) => {
    const against = trusted(request.headers);
    const harmless = against === "origin" && (request.method === "GET" || request.method === "HEAD");
    return against === undefined || harmless ? undefined : sendFault(reply, { code: "forbidden", permission: against });
  });
}
