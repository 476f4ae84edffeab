import type { FastifyInstance } from "fastify";
import type { ReceiptDoor } from "../ports.ts";

/** Bytes of one receipt. */
const MOST = 8192;
const STATUS = { taken: 204, unsigned: 401, stale: 401, replayed: 409, malformed: 400, full: 503 } as const;

/** Where gateways report what became of a message. No session: the signature over timestamp and body is the proof. */
export function receiptRoutes(app: FastifyInstance, door: ReceiptDoor): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { id: string } }>("/api/channels/:id/receipt", { bodyLimit: MOST }, async (request, reply) => {
      const header = (name: string): string => {
        const value = request.headers[name];
        return typeof value === "string" ? value.slice(0, 200) : "";
      };
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const is = await door.take({ channelId: request.params.id, timestamp: header("kydai-timestamp"), given: header("kydai-signature"), body });
      return reply.code(STATUS[is]).header("cache-control", "no-store").send(is === "taken" ? undefined : { ok: false, why: is });
    });
    return Promise.resolve();
  });
}
