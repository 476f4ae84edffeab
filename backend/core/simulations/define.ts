import type { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { SimulatedFrame, SimulationFault, SimulationRunId, Visual } from "#contract/simulation";
import type { Words } from "../words.ts";
import type { MakeKernel } from "./flood/fast.ts";

/** Rasters and other arrays that come beside an engine's parameters, by name. */
export type Arrays = Readonly<Record<string, Float64Array | Float32Array | Uint8Array | undefined>>;
/** What all arrays of a run share: the size of the grid, and the frame its heights and places are in. */
export interface Frame {
  nx: number;
  ny: number;
  /** m */
  dx: number;
  projection: string;
  datum: string;
}
export interface SimulationInput {
  params: unknown;
  frame: Frame;
  arrays: Arrays;
  engine?: EngineParts;
}

/** Numbers a run is judged by, by name, beside its frames. Nothing of it is a fact, an alarm or an observation (invariant 6). */
export interface SimulatedReport {
  simulated: true;
  figures: Readonly<Record<string, number>>;
  frames: readonly SimulatedFrame[];
}
/** What a run says while it goes on: that it lives, how far it is (0 to 1), and now and then what it shows. */
export type SimulationStep = { done: number; work: number; report?: SimulatedReport };

/** A run that has been checked and may start. */
export interface Prepared {
  /** Memory it will hold, bytes, and how long it may take, s of one core: for the estimate before it starts. */
  bytes: number;
  seconds: number;
  /** Goes on as long as it is asked to; the last report is its end. Deterministic: the same input gives the same bits. */
  run(runId: SimulationRunId): Generator<SimulationStep, Result<SimulatedReport, SimulationFault>>;
}
/** What an engine may be handed by its host because the core cannot make it: compiled kernels. */
export interface EngineParts {
  floodKernel?: MakeKernel;
}

/** An engine: one file, its test, and one line in `index.ts`. */
export interface SimulationKind {
  kind: string;
  title: Words;
  /** Goes into the hash of a run: another version may give other bits. */
  version: string;
  visuals: readonly Visual[];
  params: z.ZodType;
  prepare(input: SimulationInput): Result<Prepared, SimulationFault>;
}

/** Defines an engine; from here on its parameters' type is its own affair. */
export function defineSimulation<S extends z.ZodType>(kind: Omit<SimulationKind, "params" | "prepare"> & {
  params: S;
  prepare(params: z.output<S>, input: Omit<SimulationInput, "params">): Result<Prepared, SimulationFault>;
}): SimulationKind {
  return {
    ...kind,
    prepare({ params, ...input }) {
      const parsed = kind.params.safeParse(params);
      if (parsed.success) return kind.prepare(parsed.data, input);
      const issue = parsed.error.issues[0];
      return fail({ code: "malformed", path: ["params", ...(issue?.path ?? [])].join("."), detail: issue?.message ?? "does not fit" });
    },
  };
}

/** Runs to the end. @param watch is told each step; answers false to cancel */
export function runToEnd(run: ReturnType<Prepared["run"]>, watch: (step: SimulationStep) => boolean = () => true): Result<SimulatedReport, SimulationFault> {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value.ok ? ok(value.value) : value;
    if (!watch(value)) return fail({ code: "cancelled", t: value.done });
  }
}
