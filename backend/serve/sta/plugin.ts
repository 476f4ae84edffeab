import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Clock, Room, TelemetryStore } from "../../ports.ts";
import { answer } from "./answer.ts";
import { openCatalogue } from "./catalogue.ts";
import { encode } from "./encode.ts";
import { Refusal, type StaFault } from "./fault.ts";
import { openHistory } from "./history-port.ts";
import { openWork, type Limits } from "./work.ts";

const PREFIX = "/sta/v1.1";
/** Requests answered at one time; each holds up to some tens of MB. */
const MAX_UNDER_WAY = 8;

export interface StaReadOptions {
  room: Pick<Room, "state">;
  telemetry: Pick<TelemetryStore, "history" | "latest">;
  clock: Clock;
  /** Links begin with https, because a proxy speaks it for us. */
  secure?: boolean;
  /** Smaller bounds, for tests. */
  limits?: Limits;
}

/** OGC SensorThings 1.1, reading. Whoever mounts it has checked the right. */
export function staReadPlugin(options: StaReadOptions): FastifyPluginAsync {
  let underWay = 0;

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header("cache-control", "no-store");
    if (underWay >= MAX_UNDER_WAY) return refuse(reply.header("retry-after", "1"), { status: 503, reason: "unavailable", message: `${MAX_UNDER_WAY} requests are being answered: try again` });
    underWay++;
    try {
      return await respond(request, reply, options);
    } catch (error) {
      if (error instanceof Refusal) return refuse(reply, error.fault);
      throw error;
    } finally {
      underWay--;
    }
  }
  return (app) => {
    app.get(PREFIX, serve);
    app.get(`${PREFIX}/*`, serve);
    return Promise.resolve();
  };
}

async function respond(request: FastifyRequest, reply: FastifyReply, { room, telemetry, clock, secure, limits }: StaReadOptions): Promise<FastifyReply> {
  // As sent: the router's own decoding cannot tell a slash from an encoded one.
  const [path = "", ...search] = (request.raw.url ?? "").split("?");
  const root = `${secure === true ? "https" : request.protocol}://${request.host}${PREFIX}`;
  const work = openWork(clock, () => reply.raw.destroyed, limits);
  const environment = { catalogue: openCatalogue(room.state()), store: openHistory({ telemetry, clock, work }), work, now: { ms: clock.wall() }, root };
  const given = await answer(path.slice(PREFIX.length).replace(/^\/|\/$/g, ""), search.join("?"), environment);
  switch (given.kind) {
    case "none": return reply.code(204).send();
    case "text": return reply.type("text/plain; charset=utf-8").send(given.text);
    case "json": return reply.type("application/json; charset=utf-8").send(await encode(given.body, work));
  }
}

/** The error body of ingest's answers, which is that of SensorThings servers in the field. */
function refuse(reply: FastifyReply, { status, reason, message }: StaFault): FastifyReply {
  return reply.code(status).send({ code: status, type: "error", message, reason });
}
