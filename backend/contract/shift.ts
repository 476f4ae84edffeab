import { z } from "zod";
import { AccountId, Instant } from "./ids.ts";
import { IncidentId } from "./incident.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const HandoverId = id.brand<"HandoverId">();
export type HandoverId = z.infer<typeof HandoverId>;

/** A person on duty. */
export const Shift = z.object({ id: AccountId, since: Instant });
export type Shift = z.infer<typeof Shift>;

/** One shift hands what is open to the next (K-3.1, K-9.6): `from` signs by handing over, `to` by signing. */
export const Handover = z.object({
  id: HandoverId,
  from: AccountId, to: AccountId, at: Instant,
  openIncidents: z.array(IncidentId).max(5000),
  notes: z.string().max(4000),
  /** Not signed by then it is an alarm. */
  due: Instant,
  signedAt: Instant.optional(),
  /** It was found unsigned after `due`. */
  overdueAt: Instant.optional(),
});
export type Handover = z.infer<typeof Handover>;

/** Signed handovers that are kept at hand; older ones are in the journal. */
export const HANDOVERS_KEPT = 10;

/** A handover is signed within so long, ms: the room's own measure, no clause names one. */
export const SIGN_WITHIN = 15 * 60_000;
