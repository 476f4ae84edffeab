import { z } from "zod";
import { Field } from "./field.ts";
import { AccountId, AreaId, Instant, Position } from "./ids.ts";
import { AgencyId, Clock, Evidence, IncidentEvent, IncidentId, IncidentNote, Order, Part, Urgency } from "./incident.ts";
import { Language } from "./message.ts";

/** A person or a desk of an agency whom messages reach, by what of these is there; `language` of what they are sent. */
export const AgencyContact = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
  name: z.string().trim().min(1).max(120),
  /** E.164. */
  mobile: z.string().regex(/^\+[1-9]\d{7,14}$/).optional(),
  email: z.email().max(254).optional(),
  /** Whose phones get push messages. */
  accountId: AccountId.optional(),
  language: Language.optional(),
});
export type AgencyContact = z.infer<typeof AgencyContact>;

/** Whom orders go to. `version` 1 on its first saving. */
export const Agency = z.object({
  id: AgencyId,
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().trim().min(1).max(160).optional(),
  /** Word for the kind: "ward", "police", "department", … */
  kind: z.string().max(40).optional(),
  /** Empty: the whole city. */
  areaIds: z.array(AreaId).max(200).default([]),
  fields: z.array(Field).max(40).default([]),
  phone: z.string().max(40).optional(),
  leader: z.string().max(120).optional(),
  contacts: z.array(AgencyContact).max(20).optional(),
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
  /** Where it is, for the way there. */
  position: Position.optional(),
  order: Order.optional(),
  /** Orders it had in cases that went on in this one. */
  ordersBefore: z.array(z.object({ title: z.string(), order: Order })).max(60).optional(),
  /** Its newest part. */
  part: Part,
  /** Agencies in the case, by name. */
  lead: z.string().optional(), support: z.array(z.string()),
  clocks: z.array(NamedClock),
  messages: z.array(IncidentNote),
  evidence: z.array(Evidence),
});
export type AgencyCase = z.infer<typeof AgencyCase>;
