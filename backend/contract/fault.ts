import { z } from "zod";

/** Why a request failed. Codes are wire format: added, never renamed. */
export const Fault = z.discriminatedUnion("code", [
  /** The input does not fit its schema; `path` names the field. */
  z.object({ code: z.literal("malformed"), path: z.string(), detail: z.string() }),
  z.object({ code: z.literal("unknown-id"), kind: z.string(), id: z.string() }),
  /** The request contradicts the present state (stale version, wrong alarm state, name taken). */
  z.object({ code: z.literal("conflict"), detail: z.string() }),
  z.object({ code: z.literal("unauthenticated") }),
  /** Known who, but the role has no right to it. */
  z.object({ code: z.literal("forbidden"), permission: z.string() }),
  z.object({ code: z.literal("too-many"), retryAfter: z.number().describe("seconds") }),
  z.object({ code: z.literal("too-large"), limit: z.number().describe("bytes or items") }),
  /** A part that is needed is down; `detail` names it. The request may be repeated. */
  z.object({ code: z.literal("unavailable"), detail: z.string() }),
  z.object({ code: z.literal("disk-full") }),
  z.object({ code: z.literal("wrong-protocol"), expected: z.int(), got: z.int() }),
]);
export type Fault = z.infer<typeof Fault>;
export type FaultCode = Fault["code"];
