import { z } from "zod";
import { DatastreamId, Instant } from "./ids.ts";
import { IncidentId } from "./incident.ts";
import { SimulatedSeconds, SimulationRunId } from "./simulation.ts";
import { OptionId } from "./study.ts";

/** Gauges of a run whose simulated course is kept: rivers' before streets'. */
export const MOST_WATCHED = 60;
/** Real cases that a study is held against, the first ones. */
export const MOST_REPORTS = 100;

/** What gauges would read by a run: `t` s from its start, for all of them; `v` in the datastream's own unit. */
export const WatchedCourse = z.object({
  t: z.array(SimulatedSeconds).max(300),
  gauges: z.array(z.object({ datastreamId: DatastreamId, name: z.string(), unit: z.string(), says: z.enum(["level", "depth"]), v: z.array(z.number()).max(300) })).max(MOST_WATCHED),
});
export type WatchedCourse = z.infer<typeof WatchedCourse>;

/** How far a simulated course lay from what was measured: simulated less measured, in the datastream's unit. */
export const GaugeErrors = z.object({
  /** Instants of the run at which something was measured. */
  cases: z.int().min(1),
  bias: z.number(), rmse: z.number().min(0),
  /** Highest simulated, highest measured while the run was judged, and what the first is above the second. */
  peak: z.object({ simulated: z.number(), measured: z.number(), error: z.number(), /** s that the simulated one came later; absent: one of them lies at an end of what is judged, and is no peak. */ late: z.number().optional() }),
});
export type GaugeErrors = z.infer<typeof GaugeErrors>;

/** A real case about water in the study's area and span, and what a run has at its place. `depth` absent: outside its grid. */
export const ReportedPlace = z.object({ incidentId: IncidentId, title: z.string(), at: Instant, depth: z.number().optional() });
export type ReportedPlace = z.infer<typeof ReportedPlace>;

/** One option against what happened. */
export const OptionAfterwards = z.object({
  optionId: OptionId, runId: SimulationRunId, computedAt: Instant,
  /** "ahead": judged from `judgedFrom` on, when its result was there and what came was not known. "known": computed when it was. */
  how: z.enum(["ahead", "known"]), judgedFrom: Instant,
  /** A real case's order went by it. */
  ordered: z.boolean(),
  /** Mean over rivers' gauges of their root mean square errors, m; and of the worst of them. */
  levels: z.object({ gauges: z.int().min(1), rmse: z.number(), worst: z.number(), worstName: z.string() }).optional(),
  gauges: z.array(z.object({
    datastreamId: DatastreamId, name: z.string(), unit: z.string(), says: z.enum(["level", "depth"]),
    errors: GaugeErrors.optional(),
    /** Why there are no errors. */
    lack: z.enum(["gone", "no-readings", "nothing-judged"]).optional(),
  })).max(MOST_WATCHED),
  /** Absent: the run's rasters are no longer there. */
  reports: z.array(ReportedPlace).max(MOST_REPORTS).optional(),
});
export type OptionAfterwards = z.infer<typeof OptionAfterwards>;

/** A study after its span is past: its error first, then the courses. */
export const StudyAfterwards = z.object({
  simulated: z.literal(true),
  /** "design": no moment of the city. "early": `to` is to come. "paced": begun from the record of a day that is played faster. "old": computed before courses were kept. */
  state: z.enum(["design", "none", "early", "paced", "old", "over"]),
  from: Instant.optional(), to: Instant.optional(),
  /** Seconds of the river that pass in one of the room's. */
  pace: z.number(),
  options: z.array(OptionAfterwards).max(8),
  /** Of the gauge asked for: what was measured, good readings alone, and what each option had. Instants of the room. */
  course: z.object({
    datastreamId: DatastreamId, name: z.string(), unit: z.string(),
    measured: z.object({ t: z.array(Instant).max(2000), v: z.array(z.number()).max(2000) }),
    simulated: z.array(z.object({ optionId: OptionId, t: z.array(Instant).max(300), v: z.array(z.number()).max(300) })).max(8),
  }).optional(),
});
export type StudyAfterwards = z.infer<typeof StudyAfterwards>;
