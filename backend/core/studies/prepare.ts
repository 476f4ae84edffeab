import { fail, ok, type Result } from "#contract/result";
import type { Instant } from "#contract/ids";
import { MOST_CELLS } from "#contract/flood-study";
import { SimulatedSeconds, type SimulatedFrame, type SimulationFault, type SimulationRunId } from "#contract/simulation";
import type { StudyDraft, StudyOption } from "#contract/study";
import type { OptionResult, StudyEstimate, StudyStart } from "#contract/study-result";
import type { WatchedCourse } from "#contract/study-afterwards";
import type { SimulatedReport, SimulationInput } from "../simulations/define.ts";
import { courseOf as watchedCourse } from "./afterwards.ts";
import { openRecord, simulatedAlarms, watchedIn, type Watching } from "./alarms.ts";
import { begin } from "./begin.ts";
import type { StudyCity } from "./city.ts";
import { inputOf, type Nudge } from "./compile.ts";
import { costOf } from "./cost.ts";
import { courseOf, type Handling } from "./course.ts";
import { exposureOf } from "./exposure.ts";
import { gridOf } from "./frame.ts";
import { groundOf } from "./ground.ts";
import { impactOf, openArrivals } from "./impact.ts";
import type { Readings } from "./readings.ts";

/** Cell updates a second of one core on the careful side; share of the cells that are wet; and the deepest water, m. */
const [RATE, WET, DEEP] = [5e7, 0.5, 8];
/** Bytes a cell takes in a run, and in what a study keeps of its ground. */
const BYTES = 160;

/** What running a study would take, before anything is made. */
export function estimateOf(draft: Pick<StudyDraft, "area" | "cell" | "duration" | "options">, threads = 2): StudyEstimate {
  const grid = gridOf(draft.area, draft.cell);
  const cells = grid.nx * grid.ny;
  const seconds = (cells * WET * (draft.duration / ((0.63 * grid.cell) / Math.sqrt(9.81 * DEEP)))) / RATE;
  const bytes = cells * BYTES;
  const rounds = Math.ceil(draft.options.length / threads);
  return { grid, cells, bytes, seconds, allSeconds: seconds * rounds, ...(cells > MOST_CELLS && { refused: { code: "too-many-cells", cells, limit: MOST_CELLS, bytes, seconds } as const }) };
}

/** Takes an option's frames as they come, and makes its result of them and of the run's end. */
export interface Tally {
  frame(frame: SimulatedFrame): void;
  end(report: SimulatedReport): OptionResult;
  /** What gauges would have read, frame by frame. */
  watched(): WatchedCourse;
}
/** A study whose ground and start are there: options of it can be run and counted. */
export interface PreparedStudy {
  estimate: StudyEstimate;
  start: StudyStart;
  /** The engine's input ("flood"); the same study and start give the same bits. */
  input(option: StudyOption, nudge?: Nudge): Result<Omit<SimulationInput, "engine">, SimulationFault>;
  tally(option: StudyOption, runId: SimulationRunId): Tally;
}

/**
 * Makes a study ready: takes the ground from the pack and the water from what the room measured. Nothing of the room is changed.
 *
 * @param at instant of the start; of a design storm one that stands for it
 * @param state rules, gauges, scenarios and processes that simulated alarms go through
 */
export function prepareStudy(draft: StudyDraft, { city, readings, at, state }: { city: StudyCity; readings: Readings; at: Instant; state: Watching & Handling }): Result<PreparedStudy, SimulationFault> {
  const estimate = estimateOf(draft);
  if (estimate.refused !== undefined) return fail(estimate.refused);
  const made = groundOf(city, draft.area, draft.cell);
  if (!made.ok) return made;
  const ground = made.value;
  const { grid, is } = ground;
  const started = begin(draft, { city, ground, readings, at });
  const exposure = exposureOf(city, grid);
  const watched = watchedIn(state, { grid, is, z: started.z });
  return ok({
    estimate, start: started.start,
    input: (option, nudge) => inputOf(draft, option, { ground, begin: started, ...(nudge !== undefined && { nudge }) }),
    tally(option, runId) {
      const arrivals = openArrivals(exposure.places.map(({ cell }) => cell));
      const record = openRecord(watched, started.z);
      const take = (t: number, depth: Float32Array): void => {
        arrivals.frame(t, depth);
        record.frame(t, depth);
      };
      take(0, started.depth);
      return {
        frame(frame) {
          if (frame.visual === "grid" && frame.quantity === "depth") take(frame.t, frame.values);
        },
        watched: () => watchedCourse(record.records),
        end(report) {
          const peak = report.frames.find((frame) => frame.quantity === "peak-depth" && frame.visual === "grid");
          if (peak === undefined || peak.visual !== "grid") throw new Error("a flood run ends with its peak depths");
          const alarms = simulatedAlarms(record.records, state);
          const cases = courseOf(alarms, { state, staff: draft.staff, base: at, duration: draft.duration });
          return {
            simulated: true, runId, optionId: option.id,
            ...impactOf(peak.values, { grid, is, exposure, arrivals, option }),
            gauges: record.records.filter(({ watched: { says }, v }) => says === "level" && v.length > 0).map(({ watched: one, t, v }) => {
              const highest = Math.max(...v);
              return { name: one.name, at: one.at, peak: highest, t: SimulatedSeconds.parse(t[v.indexOf(highest)] ?? 0) };
            }),
            cost: costOf(option.measures, draft.costs, draft.duration), ledger: ledgerOf(report, started.depth, grid.cell),
            alarms: alarms.length, cases, missed: cases.reduce((sum, { missed }) => sum + missed.length, 0),
          };
        },
      };
    },
  });
}

function ledgerOf({ figures }: SimulatedReport, depth: Float32Array, cell: number): OptionResult["ledger"] {
  const of = (name: string): number => figures[name] ?? 0;
  const stage = of("stage");
  let before = 0;
  for (const deep of depth) before += deep;
  // A stage gives and takes: what came in over it is inflow, what went out outflow.
  return { before: before * cell * cell, rain: of("rain"), inflow: of("inflow") + Math.max(0, stage), outflow: of("outflow") + Math.min(0, stage), losses: of("infiltration") + of("drained"), pumped: of("pumped"), stored: of("stored"), closure: of("closure") };
}
