import { Worker } from "node:worker_threads";
import { fail, type Result } from "#contract/result";
import type { GaugeFault, GaugeModel } from "../core/forecast/gauge.ts";
import type { ApartTraining, TrainingOrder } from "../ports-forecast.ts";

/** Memory of the thread beside what it is given, MB, and how long it may take. Beyond either it is ended, and the gauge keeps the model it had. */
const HEAP_MB = 256;
const LONGEST_MS = 120_000;

/** Learns one gauge in a thread of its own: the room's own goes on judging. */
export function trainApart(order: TrainingOrder): ApartTraining {
  const worker = new Worker(new URL("../workers/forecast.ts", import.meta.url), { workerData: { role: "forecast", order }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<Result<GaugeModel, GaugeFault | { code: "failed"; detail: string }>>((resolve) => {
    timer = setTimeout(() => {
      resolve(fail({ code: "failed", detail: `not done within ${LONGEST_MS / 1000} s` }));
      void worker.terminate();
    }, LONGEST_MS);
    worker.on("message", (trained: Result<GaugeModel, GaugeFault>) => resolve(trained));
    worker.on("error", (error: Error) => resolve(fail({ code: "failed", detail: error.message.slice(0, 300) })));
    // After its own end this answers nobody: a promise is settled once.
    worker.on("exit", (code) => resolve(fail({ code: "failed", detail: `exit ${code}` })));
  }).finally(() => clearTimeout(timer));
  return { ended, kill: () => void worker.terminate() };
}
