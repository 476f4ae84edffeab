import { Worker } from "node:worker_threads";
import { fail, type Result } from "#contract/result";
import type { SimulationFault } from "#contract/simulation";
import type { StudyEnd, StudyJob, StudyProgress, StudyQuestion, StudyRunning, StudyThreads } from "../ports.ts";
import type { StudyStart } from "#contract/study-result";

/** Memory of one thread beside its arrays, MB. Beyond it the thread is ended, and no other suffers. */
const HEAP_MB = 1024;
/** A question what a run would begin from is answered in so long, or not at all, ms. */
const PATIENCE = 20_000;

type Told<T> = { is: "step"; done: number; index?: number } | { is: "end"; end: Result<T, SimulationFault> };

/**
 * @param options.pack folder of the city pack in use
 * @param options.shelf folder where runs are kept, and `reserve` bytes of its disk left to others
 * @param options.steady clock that never goes back, ms: whatever the wall clock does, the time left stays right
 */
export function openStudyThreads({ pack, shelf, reserve, steady }: { pack: string; shelf: string; reserve: number; steady: () => number }): StudyThreads {
  function thread<T>(ask: unknown, watch: (done: number, index: number) => void): StudyRunning<T> {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(new URL("../workers/study.ts", import.meta.url), { workerData: { role: "study", pack, shelf, reserve, stop, ask }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    const ended = new Promise<Result<T, SimulationFault>>((resolve) => {
      worker.on("message", (told: Told<T>) => {
        if (told.is === "step") return watch(told.done, told.index ?? 0);
        resolve(told.end);
        void worker.terminate();
      });
      worker.on("error", (error: Error & { code?: string }) => resolve(fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? { code: "out-of-memory", bytes: HEAP_MB * 2 ** 20 } : { code: "worker-died", detail: error.message.slice(0, 300) })));
      // After its own end this answers nobody: a promise is settled once.
      worker.on("exit", (code) => resolve(fail({ code: "worker-died", detail: `exit ${code}` })));
    });
    return {
      ended,
      cancel: () => void Atomics.store(stop, 0, 1),
      async kill() {
        await worker.terminate();
      },
    };
  }
  return {
    run(job: StudyJob, watch: (progress: StudyProgress) => void): StudyRunning<StudyEnd> {
      let first: { at: number; done: number } | undefined;
      return thread<StudyEnd>({ is: "run", job }, (done) => {
        first ??= { at: steady(), done };
        const share = done - first.done;
        watch({ done, secondsLeft: share > 0.001 ? ((steady() - first.at) / 1000) * ((1 - done) / share) : undefined });
      });
    },
    probe: (probing, told) => thread<undefined>({ is: "probe", probing }, (value, index) => told(index, value)),
    async begin(question: StudyQuestion): Promise<Result<StudyStart, SimulationFault>> {
      const asked = thread<StudyStart>({ is: "begin", question }, () => undefined);
      const late = setTimeout(() => void asked.kill(), PATIENCE);
      try {
        return await asked.ended;
      } finally {
        clearTimeout(late);
      }
    },
  };
}
