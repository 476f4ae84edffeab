import { z } from "zod";
import { Priority } from "./alarm.ts";
import { Bounds } from "./city.ts";
import { Instant, RuleId, ThingId } from "./ids.ts";
import { SimulatedSeconds, SimulationFault, SimulationRunId } from "./simulation.ts";
import { OptionId, StudyPlace } from "./study.ts";

/** Where a depth class begins, m; the last has no end. */
export const DEPTH_CLASSES = [0.1, 0.3, 0.5, 1, 2] as const;
const byClass = z.array(z.number().min(0)).length(DEPTH_CLASSES.length);
const simulated = z.literal(true);

/** A measured value a run starts from. `used` false: too old or doubtful, `why` says which. */
export const StartValue = z.object({
  name: z.string(), thingId: ThingId.optional(), at: StudyPlace, value: z.number(), unit: z.string(),
  /** s before the start. */
  age: z.number().min(0), used: z.boolean(), why: z.enum(["old", "doubtful", "outside", "unlinked"]).optional(),
});
export type StartValue = z.infer<typeof StartValue>;
/** What a run knows to start from. Codes of `notes` say what was supposed where nothing was measured. */
export const StudyStart = z.object({
  simulated, at: Instant.optional(),
  levels: z.array(StartValue).max(200), rain: z.array(StartValue).max(200), inflows: z.array(StartValue).max(50), devices: z.array(StartValue).max(500),
  notes: z.array(z.enum(["no-level", "no-rain", "no-inflow", "no-outlet", "bed-supposed", "people-supposed", "no-river"])).max(20),
});
export type StudyStart = z.infer<typeof StudyStart>;

/** The grid of a study: rows and columns of equal degrees over `bounds`, cells of `cell` m a side at its middle. */
export const StudyGrid = z.object({ bounds: Bounds, nx: z.int().min(1), ny: z.int().min(1), cell: z.number() });
export type StudyGrid = z.infer<typeof StudyGrid>;
/** What running a study would take, for one option and for all of them. `refused`: it does not start. */
export const StudyEstimate = z.object({ grid: StudyGrid, cells: z.int(), bytes: z.number(), seconds: z.number(), allSeconds: z.number(), refused: SimulationFault.optional() });
export type StudyEstimate = z.infer<typeof StudyEstimate>;

/** How far an option's run is. `done`: its result is there; `reused`: the same was run before, to the bit. */
export const OptionRun = z.discriminatedUnion("state", [
  z.object({ optionId: OptionId, state: z.literal("none") }),
  z.object({ optionId: OptionId, state: z.literal("waiting"), before: z.int().min(0) }),
  z.object({ optionId: OptionId, state: z.literal("running"), done: z.number().min(0).max(1), secondsLeft: z.number().optional() }),
  z.object({ optionId: OptionId, state: z.literal("done"), runId: SimulationRunId, at: Instant, reused: z.boolean() }),
  z.object({ optionId: OptionId, state: z.literal("failed"), fault: SimulationFault }),
  z.object({ optionId: OptionId, state: z.literal("cancelled") }),
]);
export type OptionRun = z.infer<typeof OptionRun>;

/** What `GET /api/study-runs/:runId` answers; each frame at `…/:quantity/:index` as gzipped little-endian f32, rows from the south. */
export const StudyRunIndex = z.object({
  simulated, runId: SimulationRunId, optionId: OptionId, grid: StudyGrid,
  /** Of the code that computed it; absent: a run of before it was noted. */
  version: z.string().max(80).optional(),
  /** The instant that t = 0 was; a design situation has none. */
  startsAt: Instant.optional(),
  /** `of`: the raster has one value for so many cells of the grid a side (absent: 1), ⌈nx / of⌉ × ⌈ny / of⌉ in all. */
  frames: z.array(z.object({ quantity: z.string(), unit: z.string(), index: z.int().min(0), t: SimulatedSeconds, of: z.int().min(2).optional() })).max(900),
});
export type StudyRunIndex = z.infer<typeof StudyRunIndex>;

/** A place, and when water of 0.1 m first stood there; absent: never. */
export const PlaceReached = z.object({ name: z.string(), kind: z.string(), at: StudyPlace, firstAt: SimulatedSeconds.optional(), peak: z.number().min(0) });
export type PlaceReached = z.infer<typeof PlaceReached>;

/** What a rule would say of simulated water. No alarm: nothing that takes alarms takes it (invariant 6). */
export const SimulatedAlarm = z.object({ simulated, ruleId: RuleId, name: z.string(), priority: Priority, thingId: ThingId, place: z.string(), t: SimulatedSeconds, value: z.number(), unit: z.string() });
export type SimulatedAlarm = z.infer<typeof SimulatedAlarm>;
/** A case that such alarms would open, and which of its deadlines the hands at hand would miss. */
export const SimulatedCase = z.object({ simulated, scenarioId: z.string(), title: z.string(), place: z.string(), t: SimulatedSeconds, deadlines: z.int().min(0), missed: z.array(z.object({ key: z.string(), clause: z.string(), dueAt: SimulatedSeconds })).max(100) });
export type SimulatedCase = z.infer<typeof SimulatedCase>;

/** An option's numbers, from its deepest water at each cell. Depth classes as in DEPTH_CLASSES. */
export const OptionResult = z.object({
  simulated, runId: SimulationRunId, optionId: OptionId,
  /** m², of land alone: rivers are wet anyway. */
  area: byClass, buildings: byClass, people: byClass,
  /** m; `roadOpen`: in 0.3 m and more, and not closed by a measure. */
  road: byClass, roadOpen: z.number().min(0),
  schools: z.int().min(0), hospitals: z.int().min(0),
  /** Supposed fires. People and buildings within; m of street there, and of it in 0.3 m and more; `reach`: whether streets lead there from most of the others at the highest water, "none": there is no street. Absent of runs of before. */
  fires: z.array(z.object({ name: z.string(), people: z.int().min(0), buildings: z.int().min(0), road: z.number().min(0), wet: z.number().min(0), reach: z.enum(["dry", "cut", "none"]) })).max(60).optional(),
  /** Named places, earliest first. */
  places: z.array(PlaceReached).max(500),
  /** Highest simulated level at each gauge of the area. */
  gauges: z.array(z.object({ name: z.string(), at: StudyPlace, peak: z.number(), t: SimulatedSeconds.optional() })).max(200),
  cost: z.object({ total: z.int().min(0), currency: z.literal("VND"), parts: z.array(z.object({ name: z.string(), amount: z.int().min(0) })).max(60) }),
  /** m³; `closure`: what is left over, as a share of what came in. */
  ledger: z.object({ before: z.number(), rain: z.number(), inflow: z.number(), outflow: z.number(), losses: z.number(), pumped: z.number(), stored: z.number(), closure: z.number() }),
  alarms: z.int().min(0), cases: z.array(SimulatedCase).max(300), missed: z.int().min(0),
});
export type OptionResult = z.infer<typeof OptionResult>;
export type FireResult = NonNullable<OptionResult["fires"]>[number];

/** Supposed fires of several options, one line each: those of one name in their order, the second as "name (2)". */
export function fireLines(results: readonly Pick<OptionResult, "fires">[]): { title: string; of: (result: Pick<OptionResult, "fires">) => FireResult | undefined }[] {
  const named = (result: Pick<OptionResult, "fires">, name: string): FireResult[] => (result.fires ?? []).filter((fire) => fire.name === name);
  return [...new Set(results.flatMap(({ fires = [] }) => fires.map(({ name }) => name)))].flatMap((name) =>
    Array.from({ length: Math.max(...results.map((result) => named(result, name).length)) }, (_, n) => ({ title: n === 0 ? name : `${name} (${n + 1})`, of: (result: Pick<OptionResult, "fires">) => named(result, name)[n] })));
}

/** What options are judged by, in this order: who is in danger first, money last. */
export const CRITERIA = ["people-deep", "hospitals", "schools", "people", "missed", "buildings", "road", "area", "cost"] as const;
export const Criterion = z.enum(CRITERIA);
export type Criterion = z.infer<typeof Criterion>;

/** One line of a comparison's why. `same`: nearer than the model can tell; `decides`: the first criterion in which the best alone is ahead. */
export const Reason = z.object({ criterion: Criterion, unit: z.string(), value: z.number(), base: z.number(), next: z.number(), nextId: OptionId, is: z.enum(["better", "same", "worse"]), decides: z.boolean() });
export type Reason = z.infer<typeof Reason>;

/** Options side by side. Without `winner` nothing sets one apart (or fewer than two are done). */
export const StudyComparison = z.object({
  simulated, results: z.array(OptionResult).max(8), missing: z.array(OptionId).max(8),
  winner: z.object({ optionId: OptionId, ahead: OptionId, why: z.array(Reason).max(CRITERIA.length) }).optional(),
  /** Each option less the first one, by criterion. */
  differences: z.array(z.object({ optionId: OptionId, by: z.record(Criterion, z.number()) })).max(8),
});
export type StudyComparison = z.infer<typeof StudyComparison>;

export const SENSITIVE = ["rain", "inflow", "outlet", "roughness", "losses", "bed"] as const;
/** One input changed at a time, the others as they were; widest swing first. */
export const StudySensitivity = z.object({
  simulated, optionId: OptionId, cell: z.number(), criterion: Criterion,
  state: z.enum(["waiting", "running", "done", "failed"]), done: z.number().min(0).max(1), fault: SimulationFault.optional(),
  base: z.number().optional(),
  rows: z.array(z.object({ input: z.enum(SENSITIVE), unit: z.string(), low: z.number(), high: z.number(), atLow: z.number(), atHigh: z.number(), swing: z.number().min(0) })).max(SENSITIVE.length),
});
export type StudySensitivity = z.infer<typeof StudySensitivity>;
