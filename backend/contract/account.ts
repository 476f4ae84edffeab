import { z } from "zod";
import { AgencyId } from "./incident.ts";
import { AccountId, DisplayId, Instant, SessionId } from "./ids.ts";

export const Role = z.enum([
  "operator",
  "shift-lead",
  "leader",
  "planner",
  "focal-officer",
  "technician",
  "administrator",
  "auditor",
]);
export type Role = z.infer<typeof Role>;

/** A person. The password's hash is never part of it. */
export const Account = z.object({
  id: AccountId,
  name: z.string().min(1).max(120),
  roles: z.array(Role).min(1).max(8),
  enabled: z.boolean().default(true),
  /** Whose officer the person is: without it a focal officer sees and does nothing. */
  agencyId: AgencyId.optional(),
  /** The agency's leader (K-16.2): keeps its roster of duty. */
  leads: z.boolean().optional(),
});
export type Account = z.infer<typeof Account>;

/** A password: 10 characters or more; length is what counts (NIST SP 800-63B). */
export const Password = z.string().min(10).max(200);

export const Session = z.object({
  id: SessionId,
  accountId: AccountId,
  openedAt: Instant,
  seenAt: Instant,
  from: z.string().max(100).describe("remote address"),
  agent: z.string().max(200),
});
export type Session = z.infer<typeof Session>;

/** A wall window's identity: a display, not a person. It may look, never act. */
export const Display = z.object({ id: DisplayId, name: z.string().min(1).max(80), createdAt: Instant });
export type Display = z.infer<typeof Display>;

/** Who is at the other end of a connection. */
export const Party = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), account: Account, sessionId: SessionId }),
  z.object({ kind: z.literal("display"), display: Display }),
]);
export type Party = z.infer<typeof Party>;
