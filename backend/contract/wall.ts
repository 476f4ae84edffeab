import { z } from "zod";
import { AccountId, AlarmId, AreaId, BindingId, CellId, DisplayId, Instant, MonitorId, ProposalId, RuleId, SceneId, ScheduleId } from "./ids.ts";
import { Priority } from "./alarm.ts";
import { IncidentId } from "./incident.ts";

/** A monitor's side in units: divisible by 2, 3, 4, 5 and 6, so that every usual grid falls on whole units. */
export const WALL_UNITS = 60;
/** Bounds of the document. */
export const MAX_MONITORS = 64;
export const MAX_CELLS = 1024;
export const MAX_SCENES = 500;
export const MAX_BINDINGS = 200;

/** A panel's settings: JSON of at most 8,000 characters. What they mean is the panel's own schema (contract/wall-panels.ts). */
export const PanelSettings = z.record(z.string().max(40), z.json()).refine((value) => JSON.stringify(value).length <= 8000, "settings are at most 8,000 characters of JSON");
export type PanelSettings = z.infer<typeof PanelSettings>;

/** What a cell shows. `kind` may name a panel this version does not know: the cell then says so and keeps it. */
export const WallPanel = z.object({
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  title: z.string().max(80).optional(),
  settings: PanelSettings.default({}),
  /** Hidden on every monitor while the privacy key is on. */
  sensitive: z.boolean().default(false),
});
export type WallPanel = z.infer<typeof WallPanel>;

/** Place of a cell, in WALL_UNITS of its monitor. Beyond the unit 60 it spans to the neighbours, as the wall's picture has them. */
export const CellPlace = z.object({
  monitorId: MonitorId,
  x: z.int().min(0).max(WALL_UNITS - 1),
  y: z.int().min(0).max(WALL_UNITS - 1),
  w: z.int().min(5).max(WALL_UNITS * 16),
  h: z.int().min(5).max(WALL_UNITS * 16),
  z: z.int().min(0).max(99).default(0),
});
export type CellPlace = z.infer<typeof CellPlace>;

/** Whose cameras a cell shows for now, and what it goes back to; `was` absent: the cell was made for them and goes with them. */
export const CellGuest = z.object({
  alarmId: AlarmId.optional(),
  incidentId: IncidentId.optional(),
  was: z.object({ panels: z.array(WallPanel).max(12), dwell: z.number().min(3).max(3600) }).optional(),
});
export type CellGuest = z.infer<typeof CellGuest>;

export const Cell = CellPlace.extend({
  id: CellId,
  /** None: an empty cell. More than one: a carousel, each shown for `dwell` seconds. */
  panels: z.array(WallPanel).max(12),
  dwell: z.number().min(3).max(3600).default(15),
  /** Shows what it showed at that instant, and says so. */
  frozenAt: Instant.optional(),
  blank: z.boolean().default(false),
  /** Cameras of an alarm or a case, until the same key takes them away. */
  guest: CellGuest.optional(),
  /** Seq of the wall's edit that made it as it is: whoever edits it names the one seen. */
  rev: z.int().min(0).default(0),
});
export type Cell = z.infer<typeof Cell>;

/** CSS pixels as laid out on a PC's desktop. */
const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(1).max(32_768), height: z.int().min(1).max(32_768) });

/** One physical screen of one PC (or one browser window), as its shell describes it. */
export const Screen = z.object({
  /** Stable for the same monitor on the same PC: from its EDID or label, else from its position and size. */
  key: z.string().min(1).max(120),
  label: z.string().max(120),
  bounds: Bounds,
  scale: z.number().min(0.25).max(8).default(1),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
  primary: z.boolean().default(false),
});
export type Screen = z.infer<typeof Screen>;

export const MonitorRole = z.enum(["wall", "console", "off"]);
export type MonitorRole = z.infer<typeof MonitorRole>;

/** Where a lost monitor's cells go: beside the other's own, in turn with them, in their place, or nowhere. */
export const WhenLost = z.object({ to: MonitorId.optional(), how: z.enum(["share", "alternate", "replace", "none"]) });
export type WhenLost = z.infer<typeof WhenLost>;

/** One place of the wall, numbered; shown by whichever screen is bound to it. */
export const Monitor = z.object({
  id: MonitorId,
  number: z.int().min(1).max(999),
  name: z.string().min(1).max(80),
  role: MonitorRole,
  /** On the wall's picture, in its pixels. */
  at: z.object({ x: z.int().min(-100_000).max(100_000), y: z.int().min(-100_000).max(100_000), w: z.int().min(1).max(32_768), h: z.int().min(1).max(32_768) }),
  /** The screen that is to show it; `stood`: where it was when `at` last followed it. */
  screen: z.object({ displayId: DisplayId, key: z.string().min(1).max(120), stood: Bounds.optional() }).optional(),
  whenLost: WhenLost,
  /** Fills the whole monitor for now. */
  maximised: CellId.optional(),
  rev: z.int().min(0).default(0),
});
export type Monitor = z.infer<typeof Monitor>;

/** What holds for the whole wall. */
export const WallSettings = z.object({
  privacy: z.boolean().default(false),
  /** Maps and cards that may follow, follow the gravest alarm. */
  follow: z.boolean().default(false),
  /** Brightness by local time of day ("HH:MM"), burn-in care; `level` 0.2–1. */
  dim: z.object({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/), level: z.number().min(0.2).max(1) }).optional(),
  /** Every monitor shows its number until then. */
  identifyUntil: Instant.optional(),
  /** The scene last cut to; gone with the next change of what is shown. */
  scene: z.object({ id: SceneId, version: z.int(), at: Instant }).optional(),
  /** What to go back to when the alarm that changed the wall is over: the cells before the cut, and the seq of that cut. */
  back: z.object({
    seq: z.int(), alarmId: AlarmId.optional(), bindingId: BindingId, due: Instant.optional(),
    /** Its scene is on since then. */
    at: Instant.optional(),
    /** Monitors a person changed since: they stay as they are. */
    kept: z.array(MonitorId).max(MAX_MONITORS).optional(),
  }).optional(),
  rev: z.int().min(0).default(0),
});
export type WallSettings = z.infer<typeof WallSettings>;

/** A named picture of the wall, or of some of its monitors: cells as they were, without freeze and blank. */
export const Scene = z.object({
  id: SceneId,
  name: z.string().trim().min(1).max(80),
  version: z.int().min(1),
  /** Monitors it is about; the others are left alone by a cut. */
  monitors: z.array(MonitorId).min(1).max(MAX_MONITORS),
  cells: z.array(Cell).max(MAX_CELLS),
  /** Key on the console (with Alt), 1–9. */
  key: z.int().min(1).max(9).optional(),
  savedBy: AccountId.optional(),
  savedAt: Instant,
});
export type Scene = z.infer<typeof Scene>;

/** How a proposal of a scene ended. "overtaken": the scene was on already, or a graver alarm's; "lapsed": nobody answered, or the alarm was over. */
export const ProposalOutcome = z.enum(["accepted", "refused", "told", "lapsed", "overtaken"]);
export type ProposalOutcome = z.infer<typeof ProposalOutcome>;

/** An alarm class or a service bound to a scene. All conditions given must hold; none given: every alarm. */
export const Binding = z.object({
  id: BindingId,
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean().default(true),
  priorities: z.array(Priority).max(4).default([]),
  ruleIds: z.array(RuleId).max(100).default([]),
  areas: z.array(AreaId).max(200).default([]),
  sceneId: SceneId,
  /** "ask": waits for an operator, 60 s at most. "tell": goes after five seconds unless somebody cancels. */
  mode: z.enum(["ask", "tell"]),
  /** Goes back so many seconds after the alarm is over (0: at once); absent: stays. */
  backAfter: z.int().min(0).max(86_400).optional(),
  version: z.int().min(1),
  /** Its newest proposal and what became of it: until its alarms are over it proposes again only for a graver one. */
  last: z.object({
    at: Instant, alarmId: AlarmId, priority: Priority.optional(), outcome: ProposalOutcome,
    /** None of them rings since then. */
    over: Instant.optional(),
    /** The newest of them that a person refused. */
    refused: z.object({ at: Instant, priority: Priority.optional() }).optional(),
    /** Its newest cuts by itself, oldest first. */
    cuts: z.array(Instant).max(3).optional(),
  }).optional(),
});
export type Binding = z.infer<typeof Binding>;

/** A scene by the clock, in the room's time zone (Asia/Ho_Chi_Minh). `days`: 1 Monday – 7 Sunday. */
export const Schedule = z.object({
  id: ScheduleId,
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean().default(true),
  sceneId: SceneId,
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  version: z.int().min(1),
  /** Its instants up to this one are done with, cut or passed over: none is met twice, whatever the clock does. */
  doneUntil: Instant.optional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** A scene the wall would change to, waiting for a person's word or for its instant. */
export const Proposal = z.object({
  id: ProposalId,
  bindingId: BindingId,
  sceneId: SceneId,
  alarmId: AlarmId,
  /** The alarm's, when it was proposed: the gravest stands first. */
  priority: Priority.optional(),
  mode: z.enum(["ask", "tell"]),
  at: Instant,
  /** "tell": cuts then. "ask": lapses then. */
  due: Instant,
});
export type Proposal = z.infer<typeof Proposal>;

/** Why a screen no longer shows its monitor. "page-failed": the screen is there, its page dies again and again and was put aside. */
export const LeftCause = z.enum(["unplugged", "window-gone", "moved", "backend-restarted", "page-failed"]);
export type LeftCause = z.infer<typeof LeftCause>;

/** The screen that shows a monitor, or showed it last (`leftAt`). One a monitor. */
export const Attendance = z.object({ monitorId: MonitorId, displayId: DisplayId, screen: Screen, since: Instant, leftAt: Instant.optional(), leftCause: LeftCause.optional() });
export type Attendance = z.infer<typeof Attendance>;

/** One change of the document: what the record was and what it is; undefined: not there. */
export const WallChange = z.discriminatedUnion("part", [
  z.object({ part: z.literal("monitor"), id: MonitorId, before: Monitor.optional(), after: Monitor.optional() }),
  z.object({ part: z.literal("cell"), id: CellId, before: Cell.optional(), after: Cell.optional() }),
  z.object({ part: z.literal("settings"), before: WallSettings, after: WallSettings }),
]);
export type WallChange = z.infer<typeof WallChange>;

/** Why the wall changed, in a word for the journal and the undo list. */
export const WallDeed = z.enum([
  "put", "swap", "add", "remove", "place", "divide", "maximise", "freeze", "blank", "arrange", "settings", "privacy", "follow", "identify", "cameras",
  "cut", "back", "undo", "redo", "restore", "import", "adopt",
]);
export type WallDeed = z.infer<typeof WallDeed>;

/** The whole wall, as windows mirror it. */
export const Wall = z.object({
  monitors: z.array(Monitor),
  cells: z.array(Cell),
  settings: WallSettings,
  attendances: z.array(Attendance),
  scenes: z.array(Scene),
  bindings: z.array(Binding),
  schedules: z.array(Schedule),
  proposals: z.array(Proposal),
});
export type Wall = z.infer<typeof Wall>;
