import type { FastifyInstance } from "fastify";
import type { IngestRoute } from "../ports.ts";
import { MAX_INGEST } from "./options.ts";
import type { Rights } from "./route-rights.ts";

/**
 * Routes that ingest adapters bring, behind HTTP Basic and `sta:create`. Bodies reach the adapter as bytes: it parses them.
 * The address's rate limit does not hold here: a source has a limit of its own, counted by the pipeline.
 */
export function ingestRoutes(app: FastifyInstance, { routes, rights }: { routes: readonly IngestRoute[]; rights: Rights }): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    for (const route of routes) {
      scope.route<{ Params: Record<string, string> }>({
        method: route.method,
        url: route.path,
        bodyLimit: MAX_INGEST,
        config: { rateLimit: false },
        // Before the body is read: a stranger's megabytes are not taken.
        onRequest: async (request, reply) => {
          const allowed = await rights(request, reply, "sta:create");
          if (allowed?.source !== undefined) request.source = allowed.source;
          return allowed === undefined ? reply : undefined;
        },
        handler: async (request, reply) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          if (request.source === null) return reply.code(401).send();
          const answer = await route.handle({ source: request.source, params: request.params, body });
          return reply.code(answer.status).headers(answer.headers ?? {}).send(answer.body);
        },
      });
    }
    return Promise.resolve();
  });
}
