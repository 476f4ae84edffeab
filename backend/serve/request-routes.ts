import type { FastifyInstance } from "fastify";
import type { AccessDesk } from "../ports.ts";
import type { Dispatch } from "./dispatch.ts";
import { sendFault } from "./http-fault.ts";
import { isAnothers, partyOf } from "./who.ts";

/** Every request of the contract over HTTP, through the same dispatcher as over a socket. */
export function requestRoutes(app: FastifyInstance, { access, dispatch }: { access: AccessDesk; dispatch: Dispatch }): void {
  app.post<{ Params: { name: string }; Querystring: { as?: string } }>("/api/request/:name", async (request, reply) => {
    const as = request.query.as === "display" ? "display" : "person";
    const party = partyOf(access, request.cookies, as);
    const result = await dispatch({ name: request.params.name, input: request.body, party: isAnothers(request, party) ? undefined : party });
    return result.ok ? reply.header("cache-control", "no-store").send(result) : sendFault(reply, result.fault);
  });
}
