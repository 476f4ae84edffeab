/**
 * A process that appends to a telemetry store until it is killed: `node telemetry-child.ts FOLDER ROUND SEALMS`.
 * Prints one line for each append that was answered: "ROUND BATCH". Rows are a function of both, so the killer knows them.
 */
import { flushCompileCache } from "node:module";
import { systemClock } from "../../backend/clock.ts";
import { openTelemetry } from "../../backend/store/telemetry/open.ts";
import { batchOf } from "../kit/telemetry.ts";
import { quietLog } from "../kit/quiet-log.ts";
import { rowsOf } from "./telemetry-rows.ts";

const [folder = "", round = "0", sealAfterMs = "1000"] = process.argv.slice(2);
const store = await openTelemetry({
  folder,
  log: quietLog(),
  retentionDays: 3650,
  sealAfterMs: Number(sealAfterMs),
  clock: systemClock(),
  onDamage(damage) {
    process.stdout.write(`damage ${damage.message}\n`);
  },
});
// It never ends by itself: what was compiled is kept now, where NODE_COMPILE_CACHE says, or the next child compiles it again.
flushCompileCache();

/** Keeps the worker's line full, as the room under load does. */
async function lane(first: number): Promise<never> {
  for (let batch = first; ; batch += 6) {
    await store.append(batchOf(rowsOf(Number(round), batch)));
    process.stdout.write(`${round} ${batch}\n`);
  }
}
await Promise.all(Array.from({ length: 6 }, (_, i) => lane(i)));
