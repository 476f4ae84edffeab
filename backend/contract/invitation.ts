import { z } from "zod";
import { Password, type Account } from "./account.ts";
import type { Agency } from "./agency.ts";
import type { Lack } from "./duty.ts";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId } from "./incident.ts";

/** An invitation is good for so long, ms, and once: the account that it makes exists from then on. */
export const INVITATION_LIFE = 72 * 3_600_000;

/** Names an invitation, whoever it is for: the same person may be invited again. */
export const InvitationId = z.string().regex(/^[A-Za-z0-9_-]{10,64}$/);

/** Whom an agency's officer is to be, as the link says it: readable by whoever has the link, and signed. */
export const Invitation = z.object({ invitationId: InvitationId, id: AccountId, name: z.string().trim().min(1).max(120), agencyId: AgencyId, by: AccountId, until: Instant });
export type Invitation = z.infer<typeof Invitation>;

/** An invitation as the room remembers it; the link's proof is no part of it. Past `until` an open one is over. */
export const InvitationRecord = z.object({
  id: InvitationId,
  accountId: AccountId, name: z.string().max(120), agencyId: AgencyId,
  by: AccountId, at: Instant, until: Instant,
  state: z.enum(["open", "used", "revoked"]),
  endedAt: Instant.optional(), revokedBy: AccountId.optional(),
});
export type InvitationRecord = z.infer<typeof InvitationRecord>;

/** Invitations that can still be taken up, at one time; and those kept at hand that cannot, newest first (the others are in the journal). */
export const MOST_INVITATIONS = 500;
export const INVITATIONS_KEPT = 200;

export const INVITATION_FACTS = [
  z.object({ kind: z.literal("invitation:made"), invitation: InvitationRecord }),
  z.object({ kind: z.literal("invitation:used"), invitationId: InvitationId, accountId: AccountId }),
  z.object({ kind: z.literal("invitation:revoked"), invitationId: InvitationId, accountId: AccountId, by: AccountId }),
] as const;

/** What the invited person sends: the link's token, and a password of their own that nobody else ever knew. */
export const AcceptInvitation = z.object({ token: z.string().max(2000), password: Password });

export const INVITATION_REQUESTS = {
  /** A link by which one person makes their own account as the agency's focal officer (K-16.2). An id that exists answers `conflict`; so many open ones `too-large`. */
  "officer:invite": { input: Invitation.pick({ id: true, name: true, agencyId: true }), output: z.object({ token: z.string(), until: Instant }) },
  /** All that are known, newest first. */
  "officer:invitations": { input: z.object({}), output: z.object({ invitations: z.array(InvitationRecord) }) },
  /** The link opens nothing from now on; one that was used, is over or was revoked answers `conflict`. */
  "officer:revoke": { input: z.object({ invitationId: InvitationId }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** What an agency lacks of its one leader – by name, or an account that leads – and at least one focal officer (K-16.2). */
export function lacksOf({ id, leader }: Pick<Agency, "id" | "leader">, accounts: Iterable<Account>): readonly Lack[] {
  const officers = [...accounts].filter(({ enabled, roles, agencyId }) => enabled && agencyId === id && roles.includes("focal-officer"));
  const led = (leader ?? "").trim() !== "" || officers.some(({ leads }) => leads === true);
  return [...(led ? [] : (["leader"] as const)), ...(officers.length > 0 ? [] : (["officer"] as const))];
}
