/** Entry of a thread that learns one gauge. Does nothing when loaded by any other thread. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { trainGauge } from "../core/forecast/gauge.ts";
import type { TrainingOrder } from "../ports-forecast.ts";

const Start = z.object({ role: z.literal("forecast"), order: z.custom<TrainingOrder>((value) => typeof value === "object" && value !== null) });

const start = Start.safeParse(workerData);
if (parentPort !== null && start.success) {
  const { gauging, training } = start.data.order;
  parentPort.postMessage(trainGauge(gauging, training));
}
