/** Entry of a thread that runs one simulation. Does nothing when loaded by any other thread. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { runToEnd, type SimulationInput } from "../core/simulations/define.ts";
import { prepareSimulation } from "../core/simulations/index.ts";
import { SimulationRunId } from "#contract/simulation";
import { loadKernel } from "./flood-kernel/make-kernel.ts";

const Start = z.object({
  role: z.literal("simulation"),
  order: z.object({ kind: z.string(), runId: SimulationRunId, input: z.custom<SimulationInput>((value) => typeof value === "object" && value !== null) }),
  stop: z.instanceof(Int32Array),
});

const start = Start.safeParse(workerData);
if (parentPort !== null && start.success) {
  const { order: { kind, runId, input }, stop } = start.data;
  const port = parentPort;
  const prepared = prepareSimulation(kind, { ...input, engine: { floodKernel: loadKernel() } });
  const end = prepared.ok ? runToEnd(prepared.value.run(runId), ({ done, report }) => {
    port.postMessage({ is: "step", done, ...(report !== undefined && { report }) });
    return Atomics.load(stop, 0) === 0;
  }) : prepared;
  port.postMessage({ is: "end", end });
}
