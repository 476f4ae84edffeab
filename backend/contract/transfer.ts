import { z } from "zod";
import { Priority } from "./alarm.ts";
import { AccountId, AreaId, Instant, Position, SiteId } from "./ids.ts";
import { IncidentId, Urgency } from "./incident.ts";
import { IssuedScope } from "./issued.ts";

/** A case that goes from one room to another through the centre of the city. Wire format: added, never renamed. */
export const TransferId = z.string().regex(/^[a-z0-9]{8,40}$/).brand<"TransferId">();
export type TransferId = z.infer<typeof TransferId>;

const line = z.string().trim().min(1).max(500);
const reason = z.string().trim().min(3).max(1000);

/** What another room needs to go on with a case: texts and names alone, for ids of persons and agencies mean nothing there. */
export const CaseSummary = z.object({
  title: z.string().trim().min(1).max(4000), urgency: Urgency, priority: Priority.optional(), templateId: z.string().max(80),
  areaId: AreaId.optional(), areaName: z.string().max(200).optional(), position: Position.optional(),
  appearedAt: Instant, step: z.string().max(200), stepEn: z.string().max(200),
  /** What was ordered, and of whom. */
  ordered: z.string().max(4000).optional(), lead: z.string().max(200).optional(),
  /** The newest of what happened, oldest first: `is` names the deed as a case's facts do. */
  timeline: z.array(z.object({ at: Instant, is: z.string().max(40), who: z.string().max(200).optional(), text: z.string().max(500).optional() })).max(100),
  /** The pieces by hash; their content is at the centre once it came over. */
  evidence: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), type: z.string().max(100), bytes: z.int().min(1), name: z.string().max(200), at: Instant })).max(100),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** `from`: the room that says it, `to`: the other one. Both read each letter, its own writer too: so a room put back to a backup learns what it had said. */
const between = { transferId: TransferId, from: SiteId, to: SiteId };
/** Who did it, by the name the other room shows. */
const who = { by: AccountId, who: z.string().min(1).max(200) };

/** What rooms tell each other: facts of the room that takes the step. A case is owned by whom it was given to last (`given`, `returned`); whoever says so closes its own in the same transaction. */
export const LETTERS = [
  /** `due`: by when the giver wants an answer. */
  z.object({ kind: z.literal("transfer:offered"), ...between, caseId: IncidentId, summary: CaseSummary, reason, due: Instant, ...who }),
  /** It is in the other room's list. `answerBy`: that room's own deadline. */
  z.object({ kind: z.literal("transfer:arrived"), ...between, answerBy: Instant }),
  z.object({ kind: z.literal("transfer:accepted"), ...between, note: line.optional(), ...who }),
  z.object({ kind: z.literal("transfer:refused"), ...between, reason, ...who }),
  /** By a person, or (`cause`) because the case was over here before the acceptance came. */
  z.object({ kind: z.literal("transfer:withdrawn"), ...between, reason: reason.optional(), cause: z.enum(["person", "case-over", "open-children"]), by: AccountId.optional(), who: z.string().max(200).optional() }),
  /** The acceptance came, and the giver let go: from here on the case is the other room's. */
  z.object({ kind: z.literal("transfer:given"), ...between, caseId: IncidentId, summary: CaseSummary }),
  z.object({ kind: z.literal("transfer:taken"), ...between, caseId: IncidentId }),
  /** The receiver wants to give it back; it lets go (`returned`) when it knows all the centre knows. */
  z.object({ kind: z.literal("transfer:return-asked"), ...between, reason, ...who }),
  z.object({ kind: z.literal("transfer:returned"), ...between, caseId: IncidentId, summary: CaseSummary }),
  /** The first room goes on with it. */
  z.object({ kind: z.literal("transfer:retaken"), ...between, caseId: IncidentId }),
  /** The receiver's case is over there, whatever way: nothing more comes of this transfer. */
  z.object({ kind: z.literal("transfer:done"), ...between, caseId: IncidentId }),
] as const;
export const Letter = z.discriminatedUnion("kind", LETTERS);
export type Letter = z.infer<typeof Letter>;
export type LetterKind = Letter["kind"];

const deed = z.object({ at: Instant, by: AccountId.optional(), who: z.string().optional(), reason: z.string().optional() });

/** A transfer as one of its two rooms knows it. */
export const Transfer = z.object({
  id: TransferId,
  side: z.enum(["giver", "receiver"]),
  /** The other room. */
  other: SiteId,
  /** The giver's case. */
  caseId: IncidentId,
  offered: deed, due: Instant,
  /** The newest that is known of the case. */
  summary: CaseSummary,
  arrivedAt: Instant.optional(), answerBy: Instant.optional(),
  /** `heard`: the centre has it; until then it is this room's own word and may be overtaken by what it said before a restore. */
  answer: deed.extend({ is: z.enum(["accepted", "refused"]), heard: z.boolean() }).optional(),
  end: deed.extend({ is: z.enum(["withdrawn", "given"]), cause: z.enum(["person", "case-over", "open-children"]).optional() }).optional(),
  /** The receiver's case, and when it was opened. */
  takenAt: Instant.optional(), takenAs: IncidentId.optional(),
  returnAsked: deed.optional(), returnedAt: Instant.optional(),
  retakenAt: Instant.optional(), retakenAs: IncidentId.optional(),
  /** When the receiver's case was over there. */
  doneAt: Instant.optional(),
  /** Own letters the centre has not handed back yet. */
  onItsWay: z.array(z.string()).max(10),
  /** Nobody answered by this room's deadline; when that was found. */
  lateAt: Instant.optional(),
  changedAt: Instant,
});
export type Transfer = z.infer<typeof Transfer>;
/** Transfers that are over and kept in the state, the newest. */
export const TRANSFERS_KEPT = 500;
/** Those under way at one time, incoming ones not counted. */
export const MOST_TRANSFERS = 1000;

/** How far this room knows the centre: `epoch` of its history there; `restoredAt`: it was put back to a backup and has not read since what it had said. */
export const TransferSync = z.object({ id: z.literal("centre"), epoch: z.int().min(0).optional(), restoredAt: Instant.optional() });
export type TransferSync = z.infer<typeof TransferSync>;

export const TRANSFER_FACTS = [
  ...LETTERS,
  /** A letter came: the turn is the cursor. */
  z.object({ kind: z.literal("transfer:heard"), scope: IssuedScope, turn: z.int().min(1), mark: z.string().max(64), letter: Letter, /** This room wrote it. */ own: z.boolean(), saidAt: Instant }),
  /** All that the centre has was read in this history of the room. */
  z.object({ kind: z.literal("transfer:synced"), epoch: z.int().min(0) }),
  /** No answer by the deadline of this room: of who waits for one, or who owes one. */
  z.object({ kind: z.literal("transfer:late"), transferId: TransferId, due: Instant, lateBy: z.int().min(0) }),
] as const;

const transfer = z.object({ transferId: TransferId });
/** What the centre's database can hold: no NUL, no half of a character. What was journalled before stays readable. */
const isSound = (text: string): boolean => text.isWellFormed() && !text.includes("\0");
const [why, note] = [reason.refine(isSound), line.refine(isSound)];
/** A shift leader's answer comes within this, minutes. */
const MOST_MINUTES = 10_080;
export const ANSWER_WITHIN_MS = MOST_MINUTES * 60_000;
const minutes = z.int().min(5).max(MOST_MINUTES);

export const TRANSFER_REQUESTS = {
  /** Those under way and the newest that are over; `incoming`: offers alone that wait here. `rooms`: whom a case can be offered to; absent: the centre was not asked yet. `centre`: there is one. `doubt`: put back to a backup, and not heard since what was said. */
  "transfer:list": { input: z.object({ incidentId: IncidentId.optional(), incoming: z.boolean().optional() }), output: z.object({ site: SiteId, rooms: z.array(SiteId).optional(), centre: z.boolean(), doubt: z.boolean(), transfers: z.array(Transfer) }) },
  "transfer:offer": { input: z.object({ incidentId: IncidentId, version: z.int().min(1), to: SiteId, reason: why, minutes }), output: Transfer },
  "transfer:withdraw": { input: transfer.extend({ reason: why }), output: Transfer },
  "transfer:accept": { input: transfer.extend({ note: note.optional() }), output: Transfer },
  "transfer:refuse": { input: transfer.extend({ reason: why }), output: Transfer },
  "transfer:return": { input: transfer.extend({ reason: why }), output: Transfer },
} as const;
