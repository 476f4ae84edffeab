/** Entry of the telemetry worker: the only writer of `telemetry.db`. Does nothing when loaded by any other thread. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { toTrouble, type Call, type Start, type Tick, type Told } from "../store/telemetry/protocol.ts";
import { serveCalls } from "../store/telemetry/serve-calls.ts";

const StartData = z.object({
  role: z.literal("telemetry"),
  file: z.string(),
  sealAfterMs: z.number().positive(),
  retentionDays: z.number().positive(),
  maxBytes: z.number().positive().optional(),
});

const port = parentPort;
const parsed = StartData.safeParse(workerData);
if (port !== null && parsed.success) {
  const start: Start = { ...parsed.data, maxBytes: parsed.data.maxBytes };
  const tell = (told: Told, transfer: ArrayBuffer[] = []): void => port.postMessage(told, transfer);
  try {
    const server = serveCalls(start, tell, () => port.close());
    port.on("message", (message: Call | Tick) => server.take(message));
    tell({ kind: "ready" });
  } catch (error) {
    // The thread ends by itself once the message is out: nothing else keeps it.
    tell({ kind: "failed", trouble: toTrouble(error) });
    port.close();
  }
}
