import { z } from "zod";
import { ok } from "#contract/result";
import { defineLeaf, propertyName } from "./define.ts";
import { speaks, type Memory } from "./memory.ts";
import { Deadband, hysteresis, printedComparison, printedLimit, resolveSetpoint, Setpoint, Side } from "./setpoint.ts";
import { FALSE, TRUE, UNKNOWN, type Test } from "./truth.ts";

/** The latest value against a limit. Unknown without an observation, when it is bad, and when it is stale. */
export const threshold = defineLeaf({
  kind: "threshold",
  title: { vi: "Vượt ngưỡng", en: "Threshold" },
  params: z.object({ side: Side, setpoint: Setpoint, deadband: Deadband }),
  span: () => 0,
  compile({ side, setpoint, deadband }, datastream, env, index) {
    const limit = resolveSetpoint(setpoint, datastream);
    if (!limit.ok) return limit;
    const { memory } = env;
    const { series } = datastream;
    const stale = datastream.staleAfter * 1000;
    const compare = hysteresis(side, limit.value, deadband, env.held(index));
    const name = propertyName(env.state, datastream);
    const shown = printedComparison(side, setpoint, limit.value, datastream);
    return ok({
      datastream,
      test: deadband === 0 ? plain(memory, series, stale, side, limit.value) : () => (speaks(memory, series, stale) ? compare(memory.v[series]!) : UNKNOWN),
      text: { vi: `${name.vi} ${shown.vi}`, en: `${name.en} ${shown.en}` },
      setpoint: printedLimit(limit.value, datastream),
    });
  },
});

/** Without a deadband there is nothing to remember: the commonest condition, kept to one call. */
function plain(memory: Memory, series: number, stale: number, side: Side, limit: number): Test {
  if (side === "above") return () => (speaks(memory, series, stale) ? (memory.v[series]! >= limit ? TRUE : FALSE) : UNKNOWN);
  return () => (speaks(memory, series, stale) ? (memory.v[series]! <= limit ? TRUE : FALSE) : UNKNOWN);
}
