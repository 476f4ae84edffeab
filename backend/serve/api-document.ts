import type { FastifyInstance } from "fastify";
import type { IngestRoute } from "../ports.ts";
import { openApi } from "./openapi.ts";
import type { Rights } from "./route-rights.ts";

/** `/api/openapi.json`, made once when first asked for. */
export function apiDocument(app: FastifyInstance, options: { rights: Rights; routes: readonly IngestRoute[]; version: string }): void {
  let text: string | undefined;
  app.get("/api/openapi.json", async (request, reply) => {
    if ((await options.rights(request, reply, "api:read")) === undefined) return reply;
    text ??= JSON.stringify(openApi(options));
    return reply.type("application/json; charset=utf-8").header("cache-control", "no-cache").send(text);
  });
}
