import { z } from "zod";
import { AccountId, Instant } from "./ids.ts";
import { AgencyId, IncidentId } from "./incident.ts";
import { SHARING_HOURS } from "./sharing-hours.ts";

/** Officers who share at one time; above it another is not taken. */
export const MOST_SHARINGS = 1000;

/** An officer's consent that the centre sees where the phone is, for one case, and until when. `id` is the account's. */
export const Sharing = z.object({ id: AccountId, agencyId: AgencyId, incidentId: IncidentId, from: Instant, until: Instant });
export type Sharing = z.infer<typeof Sharing>;

/** Why it ended: by the officer, with the case or the agency's part in it, by its time, or because the person is no longer the agency's officer. */
export const SharingEnd = z.enum(["officer", "case", "expired", "account"]);

/** Consent alone is journalled. Positions never are: the room holds the newest of each, in memory. */
export const SHARING_FACTS = [
  z.object({ kind: z.literal("agency:sharing-began"), sharing: Sharing }),
  z.object({ kind: z.literal("agency:sharing-ended"), accountId: AccountId, agencyId: AgencyId, incidentId: IncidentId, cause: SharingEnd }),
] as const;

/** Where a phone is: WGS 84 and the radius it is sure of, m. */
export const PhonePlace = z.object({ at: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]), accuracy: z.number().min(0).max(100_000) });
export type PhonePlace = z.infer<typeof PhonePlace>;

/** An officer who shares, as the centre sees it. `seen` absent: the phone has told no place yet. */
export const SharedPlace = z.object({ accountId: AccountId, name: z.string(), agencyId: AgencyId, incidentId: IncidentId, until: Instant, seen: PhonePlace.extend({ /** When it came, by the room's clock. */ heard: Instant }).optional() });
export type SharedPlace = z.infer<typeof SharedPlace>;

export const SHARING_REQUESTS = {
  /** The caller's own place, for a case the own agency has a part in now; one that began for another case goes over to this. */
  "agency:share": { input: z.object({ incidentId: IncidentId, hours: z.int().min(1).max(SHARING_HOURS[2]) }), output: Sharing },
  "agency:share-end": { input: z.object({}), output: z.object({}) },
  /** `conflict` where the caller does not share. */
  "agency:position": { input: PhonePlace, output: z.object({}) },
  /** Who shares now. Of the centre alone: no agency sees another's people, nor its own. */
  "agency:positions": { input: z.object({}), output: z.object({ officers: z.array(SharedPlace) }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
