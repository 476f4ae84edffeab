import { z } from "zod";
import { Account, Display } from "./account.ts";
import { ALERT_FACTS } from "./alert.ts";
import { Alarm, AlarmInput, Priority } from "./alarm.ts";
import { BACKUP_FACTS } from "./backup.ts";
import { CAMERA_FACTS } from "./camera.ts";
import { CASE_FACTS } from "./case-fact.ts";
import { DRILL_FACTS } from "./drill-fact.ts";
import { AccountId, AlarmId, BindingId, DisplayId, Instant, MonitorId, ProposalId, RuleId, SceneId, ScheduleId, SessionId, SiteId, SourceId } from "./ids.ts";
import { INVITATION_FACTS } from "./invitation.ts";
import { ISSUED_FACTS } from "./issued.ts";
import { MESSAGE_FACTS } from "./message.ts";
import { PUBLICATION_FACTS } from "./publication.ts";
import { CentreDiffered } from "./replication.ts";
import { Rule } from "./rule.ts";
import { SimulationRunId } from "./simulation.ts";
import { Source } from "./source.ts";
import { StudyExportKind, StudyId } from "./study.ts";
import { ShellEvent } from "./shell.ts";
import { TRANSFER_FACTS } from "./transfer.ts";
import { Area, Datastream, ObservedProperty, Sensor, Thing } from "./things.ts";
import { Attendance, Binding, Cell, LeftCause, Monitor, Proposal, ProposalOutcome, Scene, Schedule, WallChange, WallDeed, WallSettings } from "./wall.ts";

const reason = z.string().min(1).max(500);
const byWhom = { alarmId: AlarmId, by: AccountId };
/** Set where a stored deadline caused the fact: when it was due and how late it fired, ms (invariant 4). */
const fired = { due: Instant, lateBy: z.int().min(0) };

/** What can happen. A kind is wire format and journal format: added, never renamed or narrowed. */
export const FactBody = z.discriminatedUnion("kind", [
  // the backend itself
  z.object({ kind: z.literal("backend:started"), version: z.string(), site: SiteId, clean: z.boolean().describe("the previous run stopped in order"), /** Of one that did not: when it last did anything. */ aliveAt: Instant.optional() }),
  z.object({ kind: z.literal("backend:stopped") }),
  z.object({ kind: z.literal("clock:jumped"), by: z.int().describe("ms; negative is back") }),
  z.object({ kind: z.literal("disk:full"), detail: z.string() }),
  z.object({ kind: z.literal("disk:recovered"), held: z.int().describe("facts that waited in memory") }),
  z.object({ kind: z.literal("store:damaged"), file: z.string(), detail: z.string() }),
  CentreDiffered,
  ...ISSUED_FACTS,
  ...BACKUP_FACTS,
  ...TRANSFER_FACTS,
  // the catalogue
  z.object({ kind: z.literal("area:saved"), area: Area, by: AccountId.optional() }),
  z.object({ kind: z.literal("thing:saved"), thing: Thing, by: AccountId.optional() }),
  z.object({ kind: z.literal("observed-property:saved"), observedProperty: ObservedProperty, by: AccountId.optional() }),
  z.object({ kind: z.literal("sensor:saved"), sensor: Sensor, by: AccountId.optional() }),
  z.object({ kind: z.literal("datastream:saved"), datastream: Datastream, by: AccountId.optional() }),
  // sources
  z.object({ kind: z.literal("source:saved"), source: Source, by: AccountId.optional() }),
  z.object({ kind: z.literal("source:silent"), sourceId: SourceId, since: Instant }),
  z.object({ kind: z.literal("source:resumed"), sourceId: SourceId, silentFor: z.int().describe("ms") }),
  // rules
  z.object({ kind: z.literal("rule:saved"), rule: Rule, by: AccountId.optional() }),
  z.object({ kind: z.literal("rule:removed"), ruleId: RuleId, by: AccountId }),
  // alarms (ISA-18.2)
  /** Raised or raised again: the whole alarm as it stands after it. */
  z.object({ kind: z.literal("alarm:raised"), alarm: Alarm }),
  z.object({ kind: z.literal("alarm:acknowledged"), ...byWhom }),
  /** The condition is gone. */
  z.object({ kind: z.literal("alarm:cleared"), alarmId: AlarmId, value: z.number().optional(), cause: z.enum(["returned-to-normal", "rule-removed", "rule-changed"]), /** What the rule saw when it let go; becomes the alarm's inputs. */ inputs: z.array(AlarmInput).max(32).optional() }),
  z.object({ kind: z.literal("alarm:escalated"), alarmId: AlarmId, priority: Priority, next: z.object({ due: Instant, priority: Priority }).optional(), ...fired }),
  z.object({ kind: z.literal("alarm:re-alarmed"), alarmId: AlarmId, ...fired }),
  z.object({ kind: z.literal("alarm:reset"), ...byWhom }),
  z.object({ kind: z.literal("alarm:shelved"), ...byWhom, until: Instant, reason, oneShot: z.boolean() }),
  z.object({ kind: z.literal("alarm:unshelved"), alarmId: AlarmId, by: AccountId.optional(), cause: z.enum(["operator", "expired", "one-shot"]), due: Instant.optional(), lateBy: z.int().min(0).optional() }),
  z.object({ kind: z.literal("alarm:suppressed"), alarmId: AlarmId, byAlarm: AlarmId }),
  z.object({ kind: z.literal("alarm:unsuppressed"), alarmId: AlarmId }),
  z.object({ kind: z.literal("alarm:out-of-service"), ...byWhom, reason }),
  z.object({ kind: z.literal("alarm:returned-to-service"), ...byWhom }),
  z.object({ kind: z.literal("flood:began"), count: z.int() }),
  z.object({ kind: z.literal("flood:ended"), count: z.int(), peak: z.int(), since: Instant }),
  // people and displays
  z.object({ kind: z.literal("account:saved"), account: Account, by: AccountId.optional(), passwordChanged: z.boolean() }),
  ...INVITATION_FACTS,
  z.object({ kind: z.literal("session:opened"), sessionId: SessionId, accountId: AccountId, from: z.string() }),
  z.object({ kind: z.literal("session:refused"), name: z.string().max(64), from: z.string() }),
  z.object({ kind: z.literal("session:ended"), sessionId: SessionId, accountId: AccountId, cause: z.enum(["logout", "ended", "expired"]), by: AccountId.optional() }),
  z.object({ kind: z.literal("display:saved"), display: Display, by: AccountId.optional() }),
  z.object({ kind: z.literal("display:revoked"), displayId: DisplayId, by: AccountId }),
  // the wall: every change of the document with what was there before, so that it can be undone and replayed
  z.object({
    kind: z.literal("wall:edited"), deed: WallDeed, changes: z.array(WallChange).min(1).max(3000), by: AccountId.optional(),
    /** Windows show it at this instant, all together; absent: at once. */
    cutAt: Instant.optional(),
    sceneId: SceneId.optional(), bindingId: BindingId.optional(), scheduleId: ScheduleId.optional(), alarmId: AlarmId.optional(),
    /** The edit that this one takes back (undo) or makes again (redo). */
    of: z.int().optional(),
    /** Monitors a person had changed meanwhile, left as they are by a way back. */
    kept: z.array(MonitorId).max(64).optional(),
    due: Instant.optional(), lateBy: z.int().min(0).optional(),
  }),
  /** The whole document now and then, so that a replay need not begin at the first fact. */
  z.object({ kind: z.literal("wall:checkpoint"), monitors: z.array(Monitor), cells: z.array(Cell), settings: WallSettings, attendances: z.array(Attendance) }),
  z.object({ kind: z.literal("wall:scene-saved"), scene: Scene, by: AccountId.optional() }),
  z.object({ kind: z.literal("wall:scene-removed"), sceneId: SceneId, by: AccountId }),
  z.object({ kind: z.literal("wall:binding-saved"), binding: Binding, by: AccountId.optional() }),
  z.object({ kind: z.literal("wall:binding-removed"), bindingId: BindingId, by: AccountId }),
  z.object({ kind: z.literal("wall:schedule-saved"), schedule: Schedule, by: AccountId.optional() }),
  z.object({ kind: z.literal("wall:schedule-removed"), scheduleId: ScheduleId, by: AccountId }),
  /** An instant of a schedule that changed nothing: a newer one acts in its place, its scene was on already, an operator has the wall, nothing of the scene is there, or the clock was wrong. */
  z.object({ kind: z.literal("wall:schedule-passed"), scheduleId: ScheduleId, why: z.enum(["newer", "on-already", "operator", "no-scene", "clock"]), ...fired }),
  z.object({ kind: z.literal("wall:proposed"), proposal: Proposal }),
  z.object({ kind: z.literal("wall:answered"), proposalId: ProposalId, outcome: ProposalOutcome, by: AccountId.optional() }),
  /** None of the binding's alarms rings any more: the next one proposes anew. */
  z.object({ kind: z.literal("wall:calmed"), bindingId: BindingId }),
  z.object({ kind: z.literal("wall:attended"), attendance: Attendance }),
  z.object({ kind: z.literal("wall:left"), monitorId: MonitorId, displayId: DisplayId, cause: LeftCause }),
  // the law's process
  ...CASE_FACTS,
  ...DRILL_FACTS,
  // what goes out of the room
  ...MESSAGE_FACTS,
  // warnings to the public
  ...ALERT_FACTS,
  ...PUBLICATION_FACTS,
  // live pictures
  ...CAMERA_FACTS,
  /** Somebody took results of a what-if out of the room. Who did what is real; nothing simulated is in it (invariant 6). */
  z.object({ kind: z.literal("study:exported"), as: StudyExportKind, studyId: StudyId.optional(), name: z.string().max(120).optional(), runId: SimulationRunId.optional(), by: AccountId }),
  // what a shell saw happen to its processes and windows
  z.object({ kind: z.literal("shell:event"), displayId: DisplayId, event: ShellEvent }),
]);
export type FactBody = z.infer<typeof FactBody>;
export type FactKind = FactBody["kind"];

/** A fact in the journal: dense `seq` per (site, epoch), and the wall clock's instant when it was decided. */
export type Fact = FactBody & { seq: number; at: Instant };
/** A fact decided, not yet journalled. */
export type NewFact = FactBody & { at: Instant };
/** A fact about cases, those who handle them, or a shift. */
export type CaseFactKind = Extract<FactKind, `${"process" | "calendar" | "agency" | "scenario" | "incident" | "evidence" | "shift" | "violation" | "explanation"}:${string}`>;
/** A fact about exercises. */
export type DrillFactKind = Extract<FactKind, `${"exercise" | "drill"}:${string}`>;
/** A fact about messages out of the room, and their channels. */
export type MessageFactKind = Extract<FactKind, `${"message" | "channel"}:${string}`>;
/** A fact about cameras and the process that fetches their pictures. */
export type CameraFactKind = Extract<FactKind, `${"camera" | "video"}:${string}`>;
/** A fact about what the centre of the city issued. */
export type IssuedFactKind = `centre:${"issued" | "refused" | "settled"}`;
/** A fact about cases that go from room to room. */
export type TransferFactKind = Extract<FactKind, `transfer:${string}`>;
/** A fact about backups of the room. */
export type BackupFactKind = Extract<FactKind, `backup:${string}`>;
/** A fact about warnings to the public. */
export type AlertFactKind = Extract<FactKind, `alert:${string}`>;
/** A fact about what the city publishes: services of early warning, figures. */
export type PublicationFactKind = Extract<FactKind, `${"service" | "figures"}:${string}`>;
/** The fact of one kind. */
export type FactOf<K extends FactKind> = Extract<FactBody, { kind: K }>;
