import type { Fault, FaultCode } from "#contract/fault";
import type { FastifyReply } from "fastify";

/** RFC 9110 status of each fault. */
const STATUS: Record<FaultCode, number> = {
  malformed: 400, "unknown-id": 404, conflict: 409, unauthenticated: 401, forbidden: 403,
  "too-many": 429, "too-large": 413, unavailable: 503, "disk-full": 507, "wrong-protocol": 426,
};

export const statusOf = ({ code }: Fault): number => STATUS[code];

/** Answers a fault as a Result, with the status and headers HTTP has for it. */
export function sendFault(reply: FastifyReply, fault: Fault): FastifyReply {
  if (fault.code === "too-many") reply.header("retry-after", String(Math.ceil(fault.retryAfter)));
  return reply.code(STATUS[fault.code]).header("cache-control", "no-store").send({ ok: false, fault });
}
