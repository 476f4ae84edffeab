import { z } from "zod";
import { MapView } from "./attached.ts";
import { CalendarId, Day, Took } from "./calendar.ts";
import { Filmed, Looked, MOST_LOOKED } from "./filmed.ts";
import { AccountId, AlarmId, AreaId, Instant, Position, SiteId } from "./ids.ts";
import { PlanRef } from "./plan-ref.ts";
import { Clause, Party } from "./process.ts";
import { Sent } from "./sending.ts";

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
/** Absent: no camera's picture was looked at. */
const looked = z.array(Looked).max(MOST_LOOKED).optional();

/** What an order states, all six (H-11.3): what happened, where, what is required, who leads, who supports, by when. */
export const Order = z.object({
  happened: text, where: text, required: text,
  lead: AgencyId, support: z.array(AgencyId).max(20), due: Instant.optional(),
  /** The simulated plan it was written from. */
  plan: PlanRef.optional(),
});
export type Order = z.infer<typeof Order>;

/** One thing done in a case. `agencyId` on what an agency does, or what is done to its part. */
export const IncidentEvent = z.discriminatedUnion("is", [
  z.object({ is: z.literal("verified"), note: text.optional(), looked }),
  z.object({ is: z.literal("dismissed"), reason, looked }),
  z.object({ is: z.literal("proposed"), plan: text }),
  /** `reason`: why it names other agencies than were decided; asked for only then. */
  z.object({ is: z.literal("ordered"), order: Order, reason: reason.optional() }),
  z.object({ is: z.literal("received"), agencyId: AgencyId }),
  /** Signed on an order sheet while no digital channel reached the agency (H-12.2), and typed in afterwards by whoever the fact names: `at` is the paper's own time, `name` who signed. It counts as `received` at that time. */
  z.object({ is: z.literal("received-on-paper"), agencyId: AgencyId, at: Instant, name: z.string().trim().min(1).max(120) }),
  z.object({ is: z.literal("accepted"), agencyId: AgencyId }),
  z.object({ is: z.literal("refused"), agencyId: AgencyId, reason }),
  /** Its part goes to another agency, which gets clocks of its own. `due`: by when it is done; absent: as the first one's, which may not be past. */
  z.object({ is: z.literal("forwarded"), agencyId: AgencyId, to: AgencyId, reason, due: Instant.optional() }),
  z.object({ is: z.literal("deployed"), agencyId: AgencyId, forces: text }),
  z.object({ is: z.literal("progress"), agencyId: AgencyId, note: text }),
  z.object({ is: z.literal("beyond-scenario"), agencyId: AgencyId, note: text }),
  z.object({ is: z.literal("extension-asked"), agencyId: AgencyId, state: text, obstacles: text, expectedEnd: Instant }),
  z.object({ is: z.literal("extension-granted"), agencyId: AgencyId, due: Instant, reason: reason.optional() }),
  z.object({ is: z.literal("extension-denied"), agencyId: AgencyId, reason }),
  z.object({ is: z.literal("answered"), agencyId: AgencyId, result: text, evidence }),
  z.object({ is: z.literal("returned"), reason, due: Instant.optional() }),
  /** Checked against sensors and cameras: what was looked at. */
  z.object({ is: z.literal("confirmed"), check: text, looked }),
  z.object({ is: z.literal("reopened"), reason }),
  /** A clock stands still (goes on): only where its limit says that it may. */
  z.object({ is: z.literal("paused"), limitId: z.string().max(20), agencyId: AgencyId.optional(), reason }),
  z.object({ is: z.literal("resumed"), limitId: z.string().max(20), agencyId: AgencyId.optional(), reason: reason.optional() }),
  z.object({ is: z.literal("flash-reported"), flashId: z.string().max(40), note: text }),
  /** Who leads and who supports (K-8.5, K-9.8). `due`: by when an agency that is new to an issued order is done; absent: the order's. */
  z.object({ is: z.literal("decided"), lead: AgencyId, support: z.array(AgencyId).max(20), reason, due: Instant.optional() }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** What is done to a case among others, by requests of its own; each side gets a fact, both in one transaction. */
export const RelationEvent = z.discriminatedUnion("is", [
  /** It goes on in another case, and this is its end. */
  z.object({ is: z.literal("merged"), into: IncidentId, reason }),
  /** Another case goes on in it: its alarms are this one's, `joined` its agencies that were not here. */
  z.object({ is: z.literal("took-in"), from: IncidentId, joined: z.array(AgencyId).max(60), reason }),
  /** Some of its alarms are a case of their own. */
  z.object({ is: z.literal("split"), to: IncidentId, alarmIds: z.array(AlarmId).min(1).max(200), reason }),
  /** `parentId` null: it stands alone again. */
  z.object({ is: z.literal("linked"), parentId: IncidentId.nullable(), reason }),
  /** The parent's side. `on` false: the child stands alone again. */
  z.object({ is: z.literal("child-linked"), childId: IncidentId, on: z.boolean(), reason }),
  /** Another room of the city goes on with it, and this is its end here. */
  z.object({ is: z.literal("given"), to: SiteId, transferId: z.string().max(40), reason }),
  /** Another person of the centre handles it: work moved from who had too much. */
  z.object({ is: z.literal("assigned"), from: AccountId.optional(), to: AccountId, reason }),
]);
export type RelationEvent = z.infer<typeof RelationEvent>;

/** All that people do in a case or to it. */
export const IncidentDeed = z.discriminatedUnion("is", [...IncidentEvent.options, ...RelationEvent.options]);
export type IncidentDeed = z.infer<typeof IncidentDeed>;

/** A receipt that was signed on paper: whose name stands on it, who typed it in, and when. */
export const Paper = z.object({ name: z.string().min(1).max(120), by: AccountId, typedAt: Instant });
export type Paper = z.infer<typeof Paper>;

/** An ordered agency's part in a case. */
export const Part = z.object({
  agencyId: AgencyId,
  role: z.enum(["lead", "support"]),
  orderedAt: Instant,
  receivedAt: Instant.optional(), acceptedAt: Instant.optional(), deployedAt: Instant.optional(), answeredAt: Instant.optional(),
  /** `receivedAt` is a paper's time. */
  paper: Paper.optional(),
  /** It left the case: refused, or its part was forwarded. */
  leftAt: Instant.optional(),
  /** Of the request that waits for an answer. */
  extensionAskedAt: Instant.optional(),
  /** It last reported a situation beyond the scenario (H-11.4). */
  beyondAt: Instant.optional(),
});
export type Part = z.infer<typeof Part>;

/** A clock that stood still, by whose word and why; without `to`: it stands still now. `left`: ms that then remained to its instant, on its calendar. */
export const Pause = z.object({ from: Instant, to: Instant.optional(), left: z.int().min(0), reason, by: AccountId });
export type Pause = z.infer<typeof Pause>;

/** One running or ended limit. Instants are absolute, set by the fact that opened it (invariant 4). */
export const Clock = z.object({
  key: z.string().max(120), limitId: z.string().max(20), agencyId: AgencyId.optional(), round: z.int().min(1),
  from: Instant, due: Instant,
  calendar: CalendarId, owner: Party, clause: Clause,
  /** `running` may be past due: then `missedAt` is set. `void`: the part it measured left the case. */
  outcome: z.enum(["running", "met", "missed", "void"]),
  /** When the miss was found, and how long after `due`, ms. */
  missedAt: Instant.optional(), lateBy: z.int().min(0).optional(),
  /** First day of which the calendar knew no holidays when `due` was reckoned: from it on the plain week was counted. */
  provisional: Day.optional(),
  pauses: z.array(Pause).max(100).optional(),
  took: Took.optional(),
  /** What ended it was signed on paper and typed in later: `took.at` is the paper's time, by which it was met or missed. */
  paper: Paper.optional(),
  /** Why it is void, where no step of the process says so. */
  voidReason: z.string().max(1000).optional(),
});
export type Clock = z.infer<typeof Clock>;

/** @returns the pause a clock stands in; undefined: it runs, or is over */
export function pauseOf({ outcome, pauses }: Pick<Clock, "outcome" | "pauses">): Pause | undefined {
  const last = pauses?.at(-1);
  return outcome === "running" && last !== undefined && last.to === undefined ? last : undefined;
}

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

/** Who leads and who supports, as decided for a cross-agency case (K-8.5, K-9.8). It stands until another one. */
export const Decision = z.object({ lead: AgencyId, support: z.array(AgencyId).max(20), reason: z.string(), by: AccountId, as: Party, at: Instant });
export type Decision = z.infer<typeof Decision>;

/** Cases one case can have taken in, been split into, or have under it. */
export const MOST_RELATED = 50;
const related = z.array(IncidentId).max(MOST_RELATED).optional();

const anyCase = z.object({
  id: IncidentId,
  templateId: z.string(), templateVersion: z.int(),
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
  decision: Decision.optional(),
  /** The case it went on in: it is over, and for good. */
  mergedInto: IncidentId.optional(),
  /** The room that goes on with it: it is over here, and for good. */
  givenTo: SiteId.optional(),
  /** It came from another room, by this transfer, as that room's case. */
  origin: z.object({ site: SiteId, caseId: IncidentId, transferId: z.string().max(40) }).optional(),
  /** Cases that went on in it, and those that had gone on in these. */
  mergedFrom: related,
  splitFrom: IncidentId.optional(), splitInto: related,
  /** The case it is part of. One level: a parent has no parent. */
  parentId: IncidentId.optional(), childIds: related,
  parts: z.array(Part).max(60), clocks: z.array(Clock).max(1000), dues: z.array(Due).max(500), owed: z.array(Owed).max(100),
  version: z.int().min(1),
});
/** A case of the city's own life: the only kind that figures, violations, load and alarms of the room's own are made of (invariant 6). */
export const RealIncident = anyCase.extend({ drill: z.literal(false) });
export type RealIncident = z.infer<typeof RealIncident>;
/** A case of an exercise: the same process, and no part in anything real. */
export const DrillIncident = anyCase.extend({ drill: z.literal(true) });
export type DrillIncident = z.infer<typeof DrillIncident>;
/** A case: from an alarm to its closure. Keeps the version of the process it began with. */
export const Incident = z.discriminatedUnion("drill", [RealIncident, DrillIncident]);
export type Incident = z.infer<typeof Incident>;

/** The one way from any case to a real one. */
export const isReal = (incident: Incident): incident is RealIncident => !incident.drill;
export const isDrill = (incident: Incident): incident is DrillIncident => incident.drill;

/** What a fact changes in a case: records put in their place by key, keys taken out. Everything a fold needs, nothing it must compute. */
export const IncidentChange = z.object({
  step: z.string().optional(), round: z.int().optional(), order: Order.optional(),
  /** It came to a final step, or left one. */
  closed: z.boolean().optional(),
  decision: Decision.optional(),
  alarmIds: z.array(AlarmId).max(200).optional(),
  mergedInto: IncidentId.optional(), givenTo: SiteId.optional(), mergedFrom: related, splitInto: related, childIds: related,
  /** null: none any more. */
  parentId: IncidentId.nullable().optional(),
  /** Whose load it counts to, where that is not who acted. */
  handledBy: AccountId.optional(),
  parts: z.array(Part).optional(), clocks: z.array(Clock).optional(), dues: z.array(Due).optional(), gone: z.array(z.string()).optional(), owed: z.array(Owed).optional(),
});
export type IncidentChange = z.infer<typeof IncidentChange>;

/** Facts of cases, with their instant. */
export const IncidentFact = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("incident:opened"), at: Instant, incident: Incident, by: AccountId.optional() }),
  z.object({ kind: z.literal("incident:moved"), at: Instant, incidentId: IncidentId, event: IncidentDeed, by: AccountId, as: Party, second: AccountId.optional(), change: IncidentChange, /** The case as it stands afterwards, where it was over and so nobody holds it any more. */ whole: Incident.optional() }),
  /** A deadline fired: what was due, when, how late; `passed` are lower ones that became due meanwhile and only count. */
  z.object({ kind: z.literal("incident:fired"), at: Instant, incidentId: IncidentId, due: Due, lateBy: z.int().min(0), passed: z.array(Due).max(500), change: IncidentChange }),
  /** Its exercise is over, and so is it, wherever it stood. */
  z.object({ kind: z.literal("incident:stood-down"), at: Instant, incidentId: IncidentId, runId: z.string().max(64), change: IncidentChange }),
]);
export type IncidentFact = z.infer<typeof IncidentFact>;

/** Bytes of one picture or document, and of what comes in one request. */
export const MAX_EVIDENCE = 20_971_520;
/** Bytes of one film, which comes in parts. */
export const MAX_FILM = 524_288_000;

/** What a photograph says of itself (EXIF): anybody can write that into it, so it is shown beside the case and proves nothing. */
export const Taken = z.object({
  at: Instant.optional(),
  /** The camera named no time zone: the city's was taken. */
  assumed: z.literal(true).optional(),
  position: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
  /** From there to the case, m. */
  metres: z.number().min(0).optional(),
});
export type Taken = z.infer<typeof Taken>;

/** A picture, film or document of a case, kept whole; its content is named by its SHA-256. */
export const Evidence = z.object({
  id: EvidenceId, incidentId: IncidentId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/), type: z.enum(["image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4"]), bytes: z.int().min(1).max(MAX_FILM),
  by: AccountId, agencyId: AgencyId.optional(), at: Instant, name: z.string().max(200),
  taken: Taken.optional(),
  filmed: Filmed.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What goes with a message: pieces of the case's evidence, a view of the map, the address of a meeting. */
export const Attached = z.object({ evidence: z.array(EvidenceId).max(20).optional(), view: MapView.optional(), link: z.url({ protocol: /^https$/ }).max(1000).optional() });
export type Attached = z.infer<typeof Attached>;

/** Written into a case by a person. `message`: in the case's consultation, which its agencies see too (H-11.3). */
export const IncidentNote = z.object({ id: z.string().max(64), at: Instant, by: AccountId, as: Party, agencyId: AgencyId.optional(), text, kind: z.enum(["note", "message"]), ...Attached.shape, /** A simulated plan was chosen for the case, and whose work its measures are. */ plan: PlanRef.optional(), planAgencies: z.array(AgencyId).max(20).optional(), /** From a device that keeps what cannot be sent. */ sent: Sent.optional() });
export type IncidentNote = z.infer<typeof IncidentNote>;
