import { z } from "zod";
import { AreaId, Instant } from "./ids.ts";
import { AgencyId, Clock, Evidence, IncidentEvent, IncidentId, IncidentNote, Order, Part, Urgency } from "./incident.ts";

/** A word for what an agency deals with: "flood", "traffic", "fire", … Scenarios name who is needed by these. */
export const Field = z.string().regex(/^[a-z0-9-]{1,40}$/, "a field is a-z 0-9 -");
export type Field = z.infer<typeof Field>;

/** Whom orders go to. `version` 1 on its first saving. */
export const Agency = z.object({
  id: AgencyId,
  name: z.string().trim().min(1).max(120),
  /** Word for the kind: "ward", "police", "department", … */
  kind: z.string().max(40).optional(),
  /** Empty: the whole city. */
  areaIds: z.array(AreaId).max(200).default([]),
  fields: z.array(Field).max(40).default([]),
  phone: z.string().max(40).optional(),
  leader: z.string().max(120).optional(),
  version: z.int().min(1),
});
export type Agency = z.infer<typeof Agency>;
/** An agency as people define it: the backend counts its version. */
export const AgencyDraft = Agency.omit({ version: true });
export type AgencyDraft = z.infer<typeof AgencyDraft>;

/** What an agency itself can do in a case; whose deed it is the account says, never the input. */
const AGENCY_EVENTS = ["received", "accepted", "refused", "deployed", "progress", "beyond-scenario", "extension-asked", "answered"] as const;
const agencys = IncidentEvent.options.filter((option) => AGENCY_EVENTS.some((is) => is === option.shape.is.value));
/** An event without `agencyId`. Checked whole by `IncidentEvent` once the account's agency is put in. */
export const AgencyEvent = z.looseObject({ is: z.enum(AGENCY_EVENTS) }).superRefine((event, context) => {
  const option = agencys.find((one) => one.shape.is.value === event.is);
  const parsed = option?.safeParse({ ...event, agencyId: "x" });
  for (const issue of parsed?.error?.issues ?? []) context.addIssue({ code: "custom", path: issue.path, message: issue.message });
});

/** A clock as an agency reads it: with its limit's name. */
export const NamedClock = Clock.extend({ name: z.string(), nameEn: z.string() });
export type NamedClock = z.infer<typeof NamedClock>;

/** A case as one agency sees it: the order, its own part, its own clocks, the consultation's messages, its own evidence. */
export const AgencyCase = z.object({
  id: IncidentId, title: z.string(), urgency: Urgency, drill: z.boolean(), appearedAt: Instant, version: z.int(),
  step: z.string(), stepName: z.string(), stepNameEn: z.string(),
  closedAt: Instant.optional(),
  order: Order.optional(),
  /** Its newest part. */
  part: Part,
  /** Agencies in the case, by name. */
  lead: z.string().optional(), support: z.array(z.string()),
  clocks: z.array(NamedClock),
  messages: z.array(IncidentNote),
  evidence: z.array(Evidence),
});
export type AgencyCase = z.infer<typeof AgencyCase>;
