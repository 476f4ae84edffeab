import { z } from "zod";
import { Account } from "./account.ts";
import { Agency, AgencyDraft } from "./agency.ts";
import { Calendar, CalendarDraft } from "./calendar.ts";
import { AccountId, Instant } from "./ids.ts";
import { Template } from "./process.ts";

/** What the centre of the city issues to its rooms. Wire format: added, never renamed. */
export const IssuedKind = z.enum(["process", "calendar", "agency", "account"]);
export type IssuedKind = z.infer<typeof IssuedKind>;
/** To all rooms, or to this one alone: its own goes before the one for all. */
export const IssuedScope = z.enum(["all", "site"]);
export type IssuedScope = z.infer<typeof IssuedScope>;

/** A record as the centre issues it: the centre counts its versions, the room its own. An account comes without a password. */
export const IssuedRecord = z.discriminatedUnion("of", [
  z.object({ of: z.literal("process"), record: Template.omit({ version: true }) }),
  z.object({ of: z.literal("calendar"), record: CalendarDraft }),
  z.object({ of: z.literal("agency"), record: AgencyDraft }),
  z.object({ of: z.literal("account"), record: Account }),
]);
export type IssuedRecord = z.infer<typeof IssuedRecord>;

/** How far a room has read of what was issued in one scope. `mark`: MD5 of the row there, so that a centre put back to an older state is found out. */
export const IssuedPlace = z.object({ id: IssuedScope, turn: z.int().min(0), mark: z.string().max(64) });
export type IssuedPlace = z.infer<typeof IssuedPlace>;

/** One version: who at the centre approved it, and when. `sum`: of its content. */
const approval = { version: z.int().min(1), sum: z.string().length(64), approvedBy: z.string().min(1).max(120), approvedAt: Instant };
const Approval = z.object(approval);
export type Approval = z.infer<typeof Approval>;

/** A thing the centre issued, as it stands in the room. */
export const Issued = z.object({
  /** Kind and id. */
  id: z.string().max(120), of: IssuedKind, recordId: z.string().min(1).max(80),
  scope: IssuedScope,
  /** The newest version that came. */
  newest: Approval,
  /** The version in force here; absent: the room's own is. */
  inForce: Approval.optional(),
  /** "open": it was edited here meanwhile; the room's is in force until a person decides. "ours": decided so. */
  stands: z.enum(["in-force", "open", "ours"]),
  /** The centre's version while it is open. */
  record: IssuedRecord.optional(),
  /** When the room had it. */
  at: Instant,
  decided: z.object({ by: AccountId, at: Instant, reason: z.string().max(500) }).optional(),
});
export type Issued = z.infer<typeof Issued>;
export const issuedId = (of: string, recordId: string): string => `${of}:${recordId}`;

/** Why something issued cannot be taken; `altered`: a version that came before has another content now. */
export const IssuedWhy = z.enum(["malformed", "too-large", "unsound", "unknown-id", "altered", "too-many", "last-administrator"]);
export type IssuedWhy = z.infer<typeof IssuedWhy>;

/** What came and was not taken: it is laid apart and holds up nothing. */
export const IssuedRefusal = z.object({ id: z.string().max(240), scope: IssuedScope, of: z.string().max(40), recordId: z.string().max(100), version: z.int().min(0), why: IssuedWhy, detail: z.string().max(300), at: Instant });
export type IssuedRefusal = z.infer<typeof IssuedRefusal>;
/** Refusals kept, the newest. */
export const REFUSALS_KEPT = 100;

const row = { scope: IssuedScope, turn: z.int().min(1), mark: z.string().max(64) };

export const ISSUED_FACTS = [
  /** Something the centre issued came. "taken": in force from now on, by the fact beside this one; "alike": the room had it so; "conflict": both versions are kept; "passed": not newer than what is known, or the room has one of its own. */
  z.object({ kind: z.literal("centre:issued"), ...row, of: IssuedKind, recordId: z.string().min(1).max(80), ...approval, outcome: z.enum(["taken", "alike", "conflict", "passed"]), record: IssuedRecord.optional() }),
  z.object({ kind: z.literal("centre:refused"), ...row, of: z.string().max(40), recordId: z.string().max(100), version: z.int().min(0), why: IssuedWhy, detail: z.string().max(300) }),
  /** A person decided between the centre's version and the room's. */
  z.object({ kind: z.literal("centre:settled"), of: IssuedKind, recordId: z.string().min(1).max(80), version: z.int().min(1), take: z.enum(["centre", "room"]), by: AccountId, reason: z.string().max(500) }),
] as const;

/** What stands of it, told with the link's state. */
export const IssuedState = z.object({
  /** Things in force as the centre issued them, and when the newest of them was approved. */
  inForce: z.int().min(0), newestAt: Instant.optional(),
  /** Edited here and there, not decided; and laid apart. */
  open: z.int().min(0), refused: z.int().min(0),
});
export type IssuedState = z.infer<typeof IssuedState>;

/** A conflict with the room's own version beside the centre's, which stands in `issued`. */
const Conflict = z.discriminatedUnion("of", [
  z.object({ of: z.literal("process"), record: Template }),
  z.object({ of: z.literal("calendar"), record: Calendar }),
  z.object({ of: z.literal("agency"), record: Agency }),
  z.object({ of: z.literal("account"), record: Account }),
]);
export type OwnRecord = z.infer<typeof Conflict>;

export const ISSUED_REQUESTS = {
  /** What the centre issued, as it stands; the room's own record beside each that is open. */
  "issued:list": { input: z.object({}), output: z.object({ issued: z.array(Issued.extend({ own: Conflict.optional() })), refused: z.array(IssuedRefusal) }) },
  /** Decides between both versions; `version`: the centre's, as it was seen. */
  "issued:settle": { input: z.object({ of: IssuedKind, recordId: z.string().min(1).max(80), version: z.int().min(1), take: z.enum(["centre", "room"]), reason: z.string().trim().min(3).max(500) }), output: Issued },
} as const;
