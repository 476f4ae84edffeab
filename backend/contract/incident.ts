import { z } from "zod";
import { CalendarId, Took } from "./calendar.ts";
import { AccountId, AlarmId, AreaId, Instant, Position } from "./ids.ts";
import { Clause, Party } from "./process.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
export const IncidentId = id.brand<"IncidentId">();
export type IncidentId = z.infer<typeof IncidentId>;
export const AgencyId = id.brand<"AgencyId">();
export type AgencyId = z.infer<typeof AgencyId>;
export const EvidenceId = id.brand<"EvidenceId">();
export type EvidenceId = z.infer<typeof EvidenceId>;
export const ScenarioId = id.brand<"ScenarioId">();
export type ScenarioId = z.infer<typeof ScenarioId>;

/** The two urgencies with legal deadlines. */
export const Urgency = z.enum(["emergency", "routine"]);
export type Urgency = z.infer<typeof Urgency>;

const text = z.string().trim().min(1).max(4000);
const reason = z.string().trim().min(3).max(1000);
const evidence = z.array(EvidenceId).max(50);

/** What an order states, all six (H-11.3): what happened, where, what is required, who leads, who supports, by when. */
export const Order = z.object({
  happened: text, where: text, required: text,
  lead: AgencyId, support: z.array(AgencyId).max(20), due: Instant.optional(),
});
export type Order = z.infer<typeof Order>;

/** One thing done in a case. `agencyId` on what an agency does, or what is done to its part. */
export const IncidentEvent = z.discriminatedUnion("is", [
  z.object({ is: z.literal("verified"), note: text.optional() }),
  z.object({ is: z.literal("dismissed"), reason }),
  z.object({ is: z.literal("proposed"), plan: text }),
  z.object({ is: z.literal("ordered"), order: Order }),
  z.object({ is: z.literal("received"), agencyId: AgencyId }),
  z.object({ is: z.literal("accepted"), agencyId: AgencyId }),
  z.object({ is: z.literal("refused"), agencyId: AgencyId, reason }),
  /** Its part goes to another agency, which gets clocks of its own. */
  z.object({ is: z.literal("forwarded"), agencyId: AgencyId, to: AgencyId, reason }),
  z.object({ is: z.literal("deployed"), agencyId: AgencyId, forces: text }),
  z.object({ is: z.literal("progress"), agencyId: AgencyId, note: text }),
  z.object({ is: z.literal("beyond-scenario"), agencyId: AgencyId, note: text }),
  z.object({ is: z.literal("extension-asked"), agencyId: AgencyId, state: text, obstacles: text, expectedEnd: Instant }),
  z.object({ is: z.literal("extension-granted"), agencyId: AgencyId, due: Instant, reason: reason.optional() }),
  z.object({ is: z.literal("extension-denied"), agencyId: AgencyId, reason }),
  z.object({ is: z.literal("answered"), agencyId: AgencyId, result: text, evidence }),
  z.object({ is: z.literal("returned"), reason, due: Instant.optional() }),
  /** Checked against sensors and cameras: what was looked at. */
  z.object({ is: z.literal("confirmed"), check: text }),
  z.object({ is: z.literal("reopened"), reason }),
  z.object({ is: z.literal("flash-reported"), flashId: z.string().max(40), note: text }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** An ordered agency's part in a case. */
export const Part = z.object({
  agencyId: AgencyId,
  role: z.enum(["lead", "support"]),
  orderedAt: Instant,
  receivedAt: Instant.optional(), acceptedAt: Instant.optional(), deployedAt: Instant.optional(), answeredAt: Instant.optional(),
  /** It left the case: refused, or its part was forwarded. */
  leftAt: Instant.optional(),
  /** Of the request that waits for an answer. */
  extensionAskedAt: Instant.optional(),
});
export type Part = z.infer<typeof Part>;

/** One running or ended limit. Instants are absolute, set by the fact that opened it (invariant 4). */
export const Clock = z.object({
  key: z.string().max(120), limitId: z.string().max(20), agencyId: AgencyId.optional(), round: z.int().min(1),
  from: Instant, due: Instant,
  calendar: CalendarId, owner: Party, clause: Clause,
  /** `running` may be past due: then `missedAt` is set. `void`: the part it measured left the case. */
  outcome: z.enum(["running", "met", "missed", "void"]),
  /** When the miss was found, and how long after `due`, ms. */
  missedAt: Instant.optional(), lateBy: z.int().min(0).optional(),
  took: Took.optional(),
});
export type Clock = z.infer<typeof Clock>;

/** Something that happens when its instant comes and nothing ended it before. */
export const Due = z.object({
  key: z.string().max(160), at: Instant,
  does: z.enum(["miss", "remind"]),
  /** The clock it watches, or the reminder's own run. */
  clockKey: z.string().max(120).optional(), reminderId: z.string().max(20).optional(), agencyId: AgencyId.optional(),
  to: Party, clause: Clause, level: z.int().min(0).max(9),
  /** Comes again so many ms later. */
  every: z.int().positive().optional(),
});
export type Due = z.infer<typeof Due>;

/** A flash report owed. */
export const Owed = z.object({ flashId: z.string().max(40), round: z.int().min(1), since: Instant, clause: Clause, to: Party, doneAt: Instant.optional() });
export type Owed = z.infer<typeof Owed>;

/** A case: from an alarm to its closure. Keeps the version of the process it began with. */
export const Incident = z.object({
  id: IncidentId,
  templateId: z.string(), templateVersion: z.int(),
  /** An exercise: never counted among real ones. */
  drill: z.boolean(),
  urgency: Urgency, title: text, areaId: AreaId.optional(), position: Position.optional(),
  alarmIds: z.array(AlarmId).max(200),
  /** The plan it was opened with; its checklist is ticked. */
  scenarioId: ScenarioId.optional(),
  appearedAt: Instant,
  /** Its process reached a final step; gone again when it is reopened. */
  closedAt: Instant.optional(),
  /** Who acted in it last for the centre: whose load it counts to. */
  handledBy: AccountId.optional(),
  step: z.string(), stepSince: Instant, round: z.int().min(1),
  order: Order.optional(),
  parts: z.array(Part).max(60), clocks: z.array(Clock).max(1000), dues: z.array(Due).max(500), owed: z.array(Owed).max(100),
  version: z.int().min(1),
});
export type Incident = z.infer<typeof Incident>;

/** What a fact changes in a case: records put in their place by key, keys taken out. Everything a fold needs, nothing it must compute. */
export const IncidentChange = z.object({
  step: z.string().optional(), round: z.int().optional(), order: Order.optional(),
  /** It came to a final step, or left one. */
  closed: z.boolean().optional(),
  parts: z.array(Part).optional(), clocks: z.array(Clock).optional(), dues: z.array(Due).optional(), gone: z.array(z.string()).optional(), owed: z.array(Owed).optional(),
});
export type IncidentChange = z.infer<typeof IncidentChange>;

/** Facts of cases, with their instant. */
export const IncidentFact = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("incident:opened"), at: Instant, incident: Incident, by: AccountId.optional() }),
  z.object({ kind: z.literal("incident:moved"), at: Instant, incidentId: IncidentId, event: IncidentEvent, by: AccountId, as: Party, second: AccountId.optional(), change: IncidentChange, /** The case as it stands afterwards, where it was over and so nobody holds it any more. */ whole: Incident.optional() }),
  /** A deadline fired: what was due, when, how late; `passed` are lower ones that became due meanwhile and only count. */
  z.object({ kind: z.literal("incident:fired"), at: Instant, incidentId: IncidentId, due: Due, lateBy: z.int().min(0), passed: z.array(Due).max(500), change: IncidentChange }),
]);
export type IncidentFact = z.infer<typeof IncidentFact>;

/** Bytes of one piece of evidence. */
export const MAX_EVIDENCE = 20_971_520;

/** A picture, film or document of a case, kept whole; its content is named by its SHA-256. */
export const Evidence = z.object({
  id: EvidenceId, incidentId: IncidentId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/), type: z.enum(["image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4"]), bytes: z.int().min(1).max(MAX_EVIDENCE),
  by: AccountId, agencyId: AgencyId.optional(), at: Instant, name: z.string().max(200),
});
export type Evidence = z.infer<typeof Evidence>;

/** Written into a case by a person. `message`: in the case's consultation, which its agencies see too (H-11.3). */
export const IncidentNote = z.object({ id: z.string().max(64), at: Instant, by: AccountId, as: Party, agencyId: AgencyId.optional(), text, kind: z.enum(["note", "message"]) });
export type IncidentNote = z.infer<typeof IncidentNote>;
