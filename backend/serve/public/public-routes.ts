import { AlertServiceId } from "#contract/alert-service";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendFault } from "../http-fault.ts";
import type { Kept, Published } from "./published.ts";
import type { Tongue } from "./texts.ts";

/** Nothing from elsewhere, nothing inline, nobody frames it. */
export const PUBLIC_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Seconds a cache in between may hand it out without asking: how late a warning can be on a page at worst. */
const FRESH = 10;
/** Of the script and style, which change with the program. */
const WHILE = 600;
/** Of what hardly ever changes. */
const LONG = 86_400;

/** Readers are not counted by address: behind a proxy all of them have one, and an answer costs next to nothing. */
const free = { config: { rateLimit: false } } as const;

/** What the public reads: the page, its map, the CAP feed and documents. No cookie is read or set. */
export function publicRoutes(app: FastifyInstance, { published }: { published: Published }): void {
  const page = (language: Tongue) => (request: FastifyRequest<{ Querystring: { service?: unknown } }>, reply: FastifyReply): FastifyReply => {
    const service = AlertServiceId.safeParse(request.query.service);
    return give(request, reply, published.page(language, service.success ? service.data : undefined), FRESH);
  };
  app.get<{ Querystring: { service?: unknown } }>("/public", free, page("vi"));
  app.get<{ Querystring: { service?: unknown } }>("/public/en", free, page("en"));
  app.get("/public/map.svg", free, (request, reply) => {
    const map = published.map();
    return map === undefined ? unknown(reply, "map.svg") : give(request, reply, map, LONG);
  });
  for (const name of ["page.js", "page.css", "worker.js"] as const) {
    app.get(`/public/${name}`, free, (request, reply) => {
      const asset = published.asset(name);
      return asset === undefined ? unknown(reply, name) : give(request, reply, asset, WHILE);
    });
  }
  app.get("/cap/feed.atom", free, (request, reply) => give(request, reply, published.feed(), FRESH));
  app.get<{ Params: { file: string } }>("/cap/:file", free, (request, reply) => {
    const id = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})\.xml$/.exec(request.params.file)?.[1];
    if (id === undefined) return sendFault(reply, { code: "malformed", path: "identifier", detail: "not one of ours" });
    const document = published.document(id);
    return document === undefined ? unknown(reply, request.params.file) : give(request, reply, document, LONG);
  });
}

const unknown = (reply: FastifyReply, id: string): FastifyReply => sendFault(reply, { code: "unknown-id", kind: "alert", id: id.slice(0, 100) });

/** Sends what is kept, or that the reader has it already. */
function give(request: FastifyRequest, reply: FastifyReply, { type, body, gzip, etag }: Kept, seconds: number): FastifyReply {
  // A feed is for readers of other origins too; nothing of it is anybody's own.
  reply.headers({ "cache-control": `public, max-age=${seconds}`, etag, vary: "accept-encoding", "content-security-policy": PUBLIC_POLICY, "referrer-policy": "same-origin", "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" });
  if (request.headers["if-none-match"]?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag) === true) return reply.code(304).send();
  const squeezed = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  reply.type(type);
  return squeezed ? reply.header("content-encoding", "gzip").send(gzip) : reply.send(body);
}
