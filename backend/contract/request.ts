import { z } from "zod";
import { Account, Display, Password, Session } from "./account.ts";
import { Alarm, AlarmMetrics, Flood } from "./alarm.ts";
import { BackupPlaceState } from "./backup.ts";
import { ALERT_REQUESTS } from "./alert.ts";
import { PUBLICATION_REQUESTS } from "./publication.ts";
import { CAMERA_REQUESTS } from "./camera.ts";
import { CAMERA_SERVICE_REQUESTS } from "./camera-service.ts";
import { FILM_REQUESTS } from "./film-request.ts";
import { FORECAST_REQUESTS } from "./forecast.ts";
import { CASE_REQUESTS } from "./case-request.ts";
import { DRILL_REQUESTS } from "./drill-request.ts";
import { DrillSign } from "./drill.ts";
import { CityFault } from "./city.ts";
import { AccountId, AlarmId, BindingId, CellId, DisplayId, Instant, MonitorId, ProposalId, RuleId, SceneId, ScheduleId, SessionId, SiteId, SourceId } from "./ids.ts";
import { FeedFault, FeedState, MAX_FEED_FAULTS } from "./feed.ts";
import { History, HistoryRequest, Rejection } from "./observation.ts";
import { ISSUED_REQUESTS } from "./issued.ts";
import { MESSAGE_REQUESTS } from "./message.ts";
import { ONVIF_REQUESTS } from "./onvif.ts";
import { PUSH_REQUESTS } from "./push.ts";
import { INVITATION_REQUESTS } from "./invitation.ts";
import { PastRoom, PastSpan } from "./past.ts";
import { Replication } from "./replication.ts";
import { Rule, RuleDraft, RuleKindInfo } from "./rule.ts";
import { Source, SourceCounters } from "./source.ts";
import { PLAN_REQUESTS } from "./plan.ts";
import { STUDY_REQUESTS } from "./study-request.ts";
import { ShellEvent } from "./shell.ts";
import { Attendance, Binding, Cell, Monitor, MonitorRole, Scene, Schedule, Screen, Wall, WallSettings } from "./wall.ts";
import { WallDesign, WallFile, WallOperation } from "./wall-edit.ts";
import { TRANSFER_REQUESTS } from "./transfer.ts";
import { Area, Datastream, DatastreamDraft, ObservedProperty, Sensor, Thing } from "./things.ts";

export { PROTOCOL_VERSION } from "./protocol.ts";

const nothing = z.object({});
const reason = z.string().trim().min(3).max(500);
const alarmIds = z.array(AlarmId).min(1).max(5000);
/** How many of the named alarms changed; those already there, or not in a state for it, are left out and listed. */
const bulk = z.object({ done: z.int(), left: z.array(z.object({ alarmId: AlarmId, why: z.string() })) });
/** Seq of the fact that made the change (undefined: nothing had to change), and the ids of cells it made. */
const edited = z.object({ seq: z.int().optional(), made: z.array(CellId).optional() });

/** The room as one window needs it. Alarms follow in pages: see `alarm:page`. */
export const Snapshot = z.object({
  protocol: z.int(),
  site: z.object({ id: SiteId, name: z.string(), demo: z.boolean().describe("figures come from the built-in feed, not from the city"), centre: z.tuple([z.number(), z.number()]), webPages: z.array(z.string()).max(50).describe("origins whose pages a cell of the wall may show"), meetingHosts: z.array(z.string()).max(20).optional().describe("hosts of the city's video meetings; absent: none") }),
  now: Instant,
  /** Facts up to and including this seq are in the snapshot. */
  seq: z.int(),
  areas: z.array(Area),
  things: z.array(Thing),
  observedProperties: z.array(ObservedProperty),
  sensors: z.array(Sensor),
  datastreams: z.array(Datastream),
  sources: z.array(Source),
  rules: z.array(Rule),
  flood: Flood,
  openAlarms: z.int(),
  /** The exercise under way; every window shows it. */
  drill: DrillSign.optional(),
  wall: Wall,
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The pulse of the backend, once a second to every window. */
export const Status = z.object({
  now: Instant,
  /** Newest seq: a window behind it missed something. */
  seq: z.int(),
  /** "disk-full": facts are held in memory and nothing is acknowledged to senders until there is room. */
  disk: z.enum(["ok", "disk-full", "damaged"]),
  diskDetail: z.string().optional(),
  /** Facts decided and not yet durable. */
  held: z.int(),
  /** Alarms among them, newest 200, so that the room sees them all the same. */
  heldAlarms: z.array(Alarm).max(200),
  /** The privacy key went on while nothing could be written: windows hide what is sensitive all the same. */
  heldPrivacy: z.boolean().optional(),
  readingsPerSecond: z.number(),
  sources: z.array(SourceCounters),
  windows: z.int(),
  /** Link to the centre of the city; "none": no centre is configured. */
  centre: z.enum(["none", "up", "down"]),
  /** How the sending to it does; absent: no centre is configured. */
  replication: Replication.optional(),
  /** How each place does that backups go to; absent: none is configured. */
  backups: z.array(BackupPlaceState).max(5).optional(),
  flood: Flood,
  /** Port of the built-in MQTT broker; absent: it is off. */
  mqttPort: z.int().optional(),
  /** External brokers the room reads from, and how each connection does. */
  brokers: z.array(z.object({
    sourceId: SourceId, connected: z.boolean(), since: Instant, lastError: z.string().max(300).optional(),
    /** How long a queue the broker keeps for us while we are away, as tried at the start. */
    queue: z.enum(["ok", "bounded", "unknown"]).optional(), kept: z.int().optional().describe("messages kept of those tried, where bounded"),
  })).optional(),
  /** The demonstration, while it plays; absent in a city's own room. */
  feed: FeedState.optional(),
  /** What of the city's map is left out, and why; absent: nothing. */
  cityFaults: z.array(CityFault).max(100).optional(),
});
export type Status = z.infer<typeof Status>;

/** Every request a window can make: name → input, output. Always answered with a Result. */
export const REQUESTS = {
  "snapshot:get": { input: nothing, output: Snapshot },
  /** Alarms not in state normal, by id; pages of at most 5,000. `seq` is the fold they were read at. */
  "alarm:page": { input: z.object({ after: AlarmId.optional(), limit: z.int().min(1).max(5000).default(5000) }), output: z.object({ alarms: z.array(Alarm), next: AlarmId.optional(), seq: z.int() }) },
  /** Facts after `after`, at most `limit`, for a window that missed some or an auditor who reads. */
  "fact:page": { input: z.object({ after: z.int().min(0), limit: z.int().min(1).max(5000).default(1000) }), output: z.object({ facts: z.array(z.json()), head: z.int() }) },
  "fact:recent": { input: z.object({ before: z.int().optional(), kinds: z.array(z.string()).max(60).optional(), alarmId: AlarmId.optional(), limit: z.int().min(1).max(500).default(100) }), output: z.object({ facts: z.array(z.json()) }) },
  /** Which datastreams' latest values this window wants as frames; "all" for a map. Replaces the former choice. */
  "latest:subscribe": { input: z.object({ series: z.union([z.literal("all"), z.array(z.int().min(0)).max(20_000)]), hz: z.number().min(0.1).max(20).default(2) }), output: nothing },
  "history:get": { input: HistoryRequest, output: History },
  /** The room as it stood at a past instant. An instant to come, or before the first fact, answers `malformed`. */
  "past:at": { input: z.object({ at: Instant }), output: PastRoom },
  /** What a time bar is drawn from: alarms raised from `from` (absent: the first fact) to now. */
  "past:span": { input: z.object({ from: Instant.optional(), parts: z.int().min(1).max(500).default(200) }), output: PastSpan },

  "alarm:acknowledge": { input: z.object({ alarmIds }), output: bulk },
  "alarm:reset": { input: z.object({ alarmIds }), output: bulk },
  "alarm:shelve": { input: z.object({ alarmIds, seconds: z.int().min(60).max(24 * 3600), reason, oneShot: z.boolean().default(false) }), output: bulk },
  "alarm:unshelve": { input: z.object({ alarmIds }), output: bulk },
  "alarm:out-of-service": { input: z.object({ alarmIds, reason }), output: bulk },
  "alarm:return-to-service": { input: z.object({ alarmIds }), output: bulk },
  "alarm:metrics": { input: z.object({ from: Instant, to: Instant }), output: AlarmMetrics },

  "rule:kinds": { input: nothing, output: z.object({ kinds: z.array(RuleKindInfo) }) },
  /** `version`: the one edited, 0 for a new rule; another one in force answers `conflict`. */
  "rule:save": { input: z.object({ rule: RuleDraft, version: z.int().min(0) }), output: Rule },
  "rule:remove": { input: z.object({ ruleId: RuleId }), output: nothing },

  "area:save": { input: z.object({ area: Area }), output: Area },
  "thing:save": { input: z.object({ thing: Thing }), output: Thing },
  "observed-property:save": { input: z.object({ observedProperty: ObservedProperty }), output: ObservedProperty },
  "sensor:save": { input: z.object({ sensor: Sensor }), output: Sensor },
  "datastream:save": { input: z.object({ datastream: DatastreamDraft }), output: Datastream },

  /** A new source, or `renew`, answers its secret: shown once, stored only as a hash. */
  "source:save": { input: z.object({ source: Source, renew: z.boolean().default(false) }), output: z.object({ source: Source, secret: z.string().optional() }) },
  "source:rejections": { input: z.object({ sourceId: SourceId.optional(), limit: z.int().min(1).max(500).default(100) }), output: z.object({ rejections: z.array(Rejection) }) },

  /** Makes a source of the demonstration lie, or tell the truth again; `unavailable` where no feed plays. */
  "feed:fault": { input: z.object({ fault: FeedFault, on: z.boolean() }), output: z.object({ faults: z.array(FeedFault).max(MAX_FEED_FAULTS) }) },

  "account:list": { input: nothing, output: z.object({ accounts: z.array(Account), sessions: z.array(Session), displays: z.array(Display) }) },
  "account:save": { input: z.object({ account: Account, password: Password.optional() }), output: Account },
  "account:password": { input: z.object({ current: z.string().max(200), next: Password }), output: nothing },
  "session:end": { input: z.object({ sessionId: SessionId }), output: nothing },
  /** A display's ticket: eight characters typed once on the wall's own window, good for 10 minutes. */
  "display:ticket": { input: z.object({ name: z.string().min(1).max(80) }), output: z.object({ display: Display, ticket: z.string(), validUntil: Instant }) },
  "display:revoke": { input: z.object({ displayId: DisplayId }), output: nothing },

  /** All or none, in one fact; a record changed since `rev` answers `conflict` and names it. */
  "wall:operate": { input: z.object({ operations: z.array(WallOperation).min(1).max(200) }), output: edited },
  "wall:design": { input: z.object({ designs: z.array(WallDesign).min(1).max(200) }), output: edited },
  /** Takes back (makes again) the caller's own newest edit; `conflict` where somebody changed the same since. */
  "wall:undo": { input: nothing, output: edited },
  "wall:redo": { input: nothing, output: edited },
  /** The whole wall changes to the scene at one instant; monitors the scene does not name are left. */
  "wall:cut": { input: z.object({ sceneId: SceneId }), output: edited },
  /** Saves what `monitors` show now under a name. `version`: the one replaced, 0 for a new scene. `keep`: that one's picture stays, only its name and key change. */
  "wall:scene-save": { input: z.object({ sceneId: SceneId.optional(), name: z.string().trim().min(1).max(80), monitors: z.array(MonitorId).min(1).max(64), key: z.int().min(1).max(9).optional(), version: z.int().min(0), keep: z.boolean().default(false) }), output: Scene },
  "wall:scene-remove": { input: z.object({ sceneId: SceneId }), output: nothing },
  "wall:binding-save": { input: z.object({ binding: Binding.omit({ version: true, id: true, last: true }).extend({ id: BindingId.optional() }), version: z.int().min(0) }), output: Binding },
  "wall:binding-remove": { input: z.object({ bindingId: BindingId }), output: nothing },
  "wall:schedule-save": { input: z.object({ schedule: Schedule.omit({ version: true, id: true, doneUntil: true }).extend({ id: ScheduleId.optional() }), version: z.int().min(0) }), output: Schedule },
  "wall:schedule-remove": { input: z.object({ scheduleId: ScheduleId }), output: nothing },
  "wall:answer": { input: z.object({ proposalId: ProposalId, accept: z.boolean() }), output: edited },
  "wall:export": { input: nothing, output: WallFile },
  /** Replaces cells and scenes by the file's; what the file names and this room has not is kept and listed. */
  "wall:import": { input: z.object({ file: WallFile, dryRun: z.boolean().default(true), seq: z.int().min(0).optional().describe("the dry run's: what it said holds for the wall as it stood then; an import without it, or after another change, answers `conflict`") }), output: z.object({ seq: z.int().optional(), notes: z.array(z.string()) }) },
  /** The wall as it stood at a past instant: what was in every cell of every monitor. `seq`: the edit then in force. */
  "wall:at": { input: z.object({ at: Instant }), output: z.object({ at: Instant, seq: z.int(), monitors: z.array(Monitor), cells: z.array(Cell), settings: WallSettings, attendances: z.array(Attendance), /** Instants of kept pictures nearest to `at`, by monitor. */ pictures: z.array(z.object({ monitorId: MonitorId, at: Instant, sha256: z.string() })) }) },
  /** Sets the cells to what they were at a past instant. */
  "wall:restore": { input: z.object({ at: Instant }), output: edited },
  /** A shell tells which screens its PC has now (all of them) and learns what each is for. Screens no longer named are lost at once. */
  "wall:screens": { input: z.object({ screens: z.array(Screen).max(32), wallOnly: z.boolean().default(false) }), output: z.object({ places: z.array(z.object({ key: z.string(), monitorId: MonitorId, number: z.int(), name: z.string(), role: MonitorRole })), /** A console looks at the small pictures now: take them often. */ watched: z.boolean().default(false) }) },
  /** A wall window says which screen it fills; ends with its socket. */
  "wall:attend": { input: z.object({ screen: Screen }), output: z.object({ monitorId: MonitorId }) },
  "shell:report": { input: z.object({ events: z.array(ShellEvent).min(1).max(50) }), output: nothing },
  ...PUSH_REQUESTS,
  ...INVITATION_REQUESTS,
  ...CASE_REQUESTS,
  ...DRILL_REQUESTS,
  ...MESSAGE_REQUESTS,
  ...ALERT_REQUESTS,
  ...PUBLICATION_REQUESTS,
  ...CAMERA_REQUESTS,
  ...CAMERA_SERVICE_REQUESTS,
  ...FILM_REQUESTS,
  ...ONVIF_REQUESTS,
  ...STUDY_REQUESTS,
  ...PLAN_REQUESTS,
  ...FORECAST_REQUESTS,
  ...ISSUED_REQUESTS,
  ...TRANSFER_REQUESTS,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof REQUESTS;
/** What a caller passes: defaults may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof REQUESTS)[N]["input"]>;
/** What a handler gets: parsed, defaults filled in. */
export type RequestParsed<N extends RequestName> = z.output<(typeof REQUESTS)[N]["input"]>;
export type RequestOutput<N extends RequestName> = z.output<(typeof REQUESTS)[N]["output"]>;

/** HTTP bodies of the session routes, which a browser needs before it has a socket. */
export const Login = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) });
/** First run only: makes the administrator. `code` is printed in the terminal, so that only who started the backend can use it. */
export const FirstRun = z.object({ code: z.string().min(1).max(40), id: AccountId, name: z.string().min(1).max(120), password: Password });
export const RedeemTicket = z.object({ ticket: z.string().min(4).max(40) });

