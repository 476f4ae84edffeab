import { z } from "zod";
import { CalendarId, Span } from "./calendar.ts";
import { Field } from "./field.ts";

/** Which line of which regulation sets a value, as REQUIREMENTS numbers them: "K-II.3", "H-V.§4", "H-11.4". */
export const Clause = z.string().regex(/^[A-Z]{1,8}-[A-Za-z0-9.§]{1,20}$/, "a clause looks like K-II.3");
export type Clause = z.infer<typeof Clause>;

/** Who acts: the operations centre, the agency that leads, any ordered agency, the leadership. */
export const Party = z.enum(["centre", "lead", "agency", "leadership"]);
export type Party = z.infer<typeof Party>;

/** What happens in a case, whoever does it. Wire format: added, never renamed. */
export const EVENTS = [
  "appeared", "verified", "dismissed", "proposed", "ordered", "received", "accepted", "refused", "forwarded", "deployed", "progress",
  "beyond-scenario", "extension-asked", "extension-granted", "extension-denied", "answered", "returned", "confirmed", "reopened", "flash-reported", "decided", "paused", "resumed",
] as const;
export const EventKind = z.enum(EVENTS);
export type EventKind = z.infer<typeof EventKind>;

/** What a move asks for beside who makes it; `six-contents`: all an order must state (H-11.3). */
export const Need = z.enum(["reason", "evidence", "six-contents", "check", "due", "second-person"]);
export type Need = z.infer<typeof Need>;

const words = { name: z.string().min(1).max(120), nameEn: z.string().min(1).max(120) };
/** Id of a scenario; its own type lies in a file that reads this one. */
const ScenarioRef = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
const StepId = z.string().regex(/^[a-z0-9-]{1,20}$/);

export const Step = z.object({ id: StepId, ...words, actor: Party, clause: Clause, /** Nothing more is due. */ final: z.boolean().default(false) });
export type Step = z.infer<typeof Step>;

/** An event that changes the step. An agency's event moves the case only when the leading agency makes it. */
export const Move = z.object({ /** A decision names agencies and moves no case. */ on: EventKind.exclude(["decided"]), from: z.array(StepId).min(1), to: StepId, by: z.array(Party).min(1), needs: z.array(Need).default([]), clause: Clause });
export type Move = z.infer<typeof Move>;

/** A span by urgency. `order`: the instant the order itself names. */
const LimitSpan = z.union([Span, z.object({ emergency: Span, routine: Span }), z.literal("order")]);

/** A legal limit: one clock for the case, or one for each ordered agency, from an event until one of others. */
export const Limit = z.object({
  id: StepId, ...words,
  from: EventKind, until: z.array(EventKind).min(1),
  of: z.enum(["case", "lead", "agency"]),
  span: LimitSpan, calendar: CalendarId,
  owner: Party, clause: Clause,
  /** May be moved on request (state, obstacles, expected end). */
  extendable: z.boolean().default(false),
  /** The centre or the leadership may let it stand still, with a reason. The law's own may not. */
  pausable: z.boolean().optional(),
});
export type Limit = z.infer<typeof Limit>;

/** Something done because time passed: at a limit's end or `after` it, once; with `every`, from an event until one of others, again and again. */
export const Reminder = z.union([
  z.object({ id: StepId, limit: StepId, after: Span.optional(), level: z.int().min(1).max(9).default(1), to: Party, clause: Clause }),
  z.object({ id: StepId, from: EventKind, until: z.array(EventKind).min(1), of: z.enum(["case", "lead", "agency"]), every: Span, to: Party, clause: Clause }),
]);
export type Reminder = z.infer<typeof Reminder>;

/** A report owed at once, without a span the law names: it stands open until `flash-reported` names it. */
export const Flash = z.object({ id: StepId, on: EventKind, to: Party, clause: Clause, ...words });
export type Flash = z.infer<typeof Flash>;

/** Where a sector's own process goes before the general one: in plans of these scenarios, and where an agency of these fields leads. */
export const Overrides = z.object({ fields: z.array(Field).max(40).default([]), scenarioIds: z.array(ScenarioRef).max(200).default([]) });
export type Overrides = z.infer<typeof Overrides>;

/** A process as data: which steps, who acts, what each move requires, which clocks run. A case keeps the version it began with. */
export const Template = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/), version: z.int().min(1), ...words,
  regulation: z.string().min(1).max(200),
  steps: z.array(Step).min(2).max(30),
  moves: z.array(Move).min(1).max(100),
  limits: z.array(Limit).max(50),
  reminders: z.array(Reminder).max(50).default([]),
  flashes: z.array(Flash).max(20).default([]),
  /** Who decides on lead and supporting agencies (K-8.5, K-9.8); absent: the leadership, and the centre that puts its decision on record. */
  deciders: z.array(Party.extract(["centre", "leadership"])).min(1).optional(),
  /** A sector's own (K-9.7): where it goes before the general process. Absent: the law's. */
  sector: Overrides.optional(),
  /** Offered no more; cases that run on it go on. */
  withdrawn: z.boolean().optional(),
});
export type Template = z.infer<typeof Template>;
/** A sector's process as people write it: the backend counts its version. */
export const TemplateDraft = Template.omit({ version: true }).extend({ sector: Overrides });
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/** Names a process in one version. */
export const templateKey = (id: string, version: number): string => `${id}@${version}`;
