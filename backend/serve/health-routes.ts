import type { Health } from "#contract/place";
import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.ts";
import type { Rights } from "./route-rights.ts";

/** `/healthz`: the process answers, and says which one of which room. `/readyz`: it does its work. `/metrics`: its figures, for those who may. */
export function healthRoutes(app: FastifyInstance, options: { ready: () => { ok: boolean; detail: string }; metrics: Metrics; rights: Rights; epoch: string }): void {
  const health: Health = { ok: true, pid: process.pid, room: options.epoch };
  app.get("/healthz", { config: { rateLimit: false } }, (_request, reply) => reply.header("cache-control", "no-store").send(health));
  app.get("/readyz", { config: { rateLimit: false } }, (_request, reply) => {
    const state = options.ready();
    return reply.code(state.ok ? 200 : 503).header("cache-control", "no-store").send(state);
  });
  app.get("/metrics", async (request, reply) => {
    if ((await options.rights(request, reply, "metrics:read")) === undefined) return reply;
    return reply.type(options.metrics.type).header("cache-control", "no-store").send(await options.metrics.text());
  });
}
