import { Worker } from "node:worker_threads";
import { fail, type Result } from "#contract/result";
import type { SimulationFault, SimulationRunId } from "#contract/simulation";
import type { SimulatedReport, SimulationInput } from "../core/simulations/define.ts";

/** Memory of one run's thread beside its arrays, MB. Beyond it the thread is ended, and no other suffers. */
const HEAP_MB = 1024;

export interface SimulationOrder {
  kind: string;
  runId: SimulationRunId;
  input: Omit<SimulationInput, "engine">;
}
/** How far a run is: share done 0 to 1, seconds left as it has gone so far (undefined until that can be said). */
export interface Progress {
  done: number;
  secondsLeft: number | undefined;
  report?: SimulatedReport;
}
export interface ApartRun {
  /** Asks it to stop; `ended` answers with `cancelled` between two steps. */
  cancel(): void;
  ended: Promise<Result<SimulatedReport, SimulationFault>>;
  /** Ends the thread at once, whatever it does. */
  kill(): Promise<void>;
}

type Told = { is: "step"; done: number; report?: SimulatedReport } | { is: "end"; end: Result<SimulatedReport, SimulationFault> };

/**
 * Runs a simulation in a thread of its own.
 *
 * @param steady clock that never goes back, ms: whatever the wall clock does, the time left stays right
 */
export function runApart(order: SimulationOrder, { steady, watch }: { steady: () => number; watch?: (progress: Progress) => void }): ApartRun {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("../workers/simulation.ts", import.meta.url), { workerData: { role: "simulation", order, stop }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const start = steady();
  const ended = new Promise<Result<SimulatedReport, SimulationFault>>((resolve) => {
    worker.on("message", (told: Told) => {
      if (told.is === "end") return resolve(told.end);
      const secondsLeft = told.done > 0.001 ? ((steady() - start) / 1000) * (1 / told.done - 1) : undefined;
      watch?.({ done: told.done, secondsLeft, ...(told.report !== undefined && { report: told.report }) });
    });
    worker.on("error", (error: Error & { code?: string }) => {
      resolve(fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? { code: "out-of-memory", bytes: HEAP_MB * 2 ** 20 } : { code: "worker-died", detail: error.message }));
    });
    // After its own end this answers nobody: a promise is settled once.
    worker.on("exit", (code) => resolve(fail({ code: "worker-died", detail: `exit ${code}` })));
  });
  return {
    cancel: () => void Atomics.store(stop, 0, 1),
    ended,
    async kill() {
      await worker.terminate();
    },
  };
}
