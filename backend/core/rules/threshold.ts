import { z } from "zod";
import { ok } from "#contract/result";
import { defineLeaf, propertyName } from "./define.ts";
import { speaks, type Memory } from "./memory.ts";
import { Deadband, edgeOf, type Edge, printedComparison, printedLimit, resolveSetpoint, Setpoint, Side } from "./setpoint.ts";
import { FALSE, TRUE, UNKNOWN, type Test } from "./truth.ts";

/** The latest value against a limit. Unknown without an observation, when it is bad, and when it is stale. */
export const threshold = defineLeaf({
  kind: "threshold",
  title: { vi: "Vượt ngưỡng", en: "Threshold" },
  params: z.object({ side: Side, setpoint: Setpoint, deadband: Deadband }),
  compile({ side, setpoint, deadband }, datastream, env, index) {
    const limit = resolveSetpoint(setpoint, datastream);
    if (!limit.ok) return limit;
    const name = propertyName(env.state, datastream);
    const shown = printedComparison(side, setpoint, limit.value, datastream);
    return ok({
      datastream,
      test: testOf({ memory: env.memory, series: datastream.series, stale: datastream.staleAfter * 1000, edge: edgeOf(side, limit.value, deadband), held: env.held(index) }),
      text: { vi: `${name.vi} ${shown.vi}`, en: `${name.en} ${shown.en}` },
      setpoint: printedLimit(limit.value, datastream),
    });
  },
});

/** In a scope of its own, so that the closure carries nothing but what it reads. */
function testOf({ memory, series, stale, edge: { sign, limit, release }, held }: { memory: Memory; series: number; stale: number; edge: Edge; held: boolean }): Test {
  return () => {
    if (!speaks(memory, series, stale)) return UNKNOWN;
    const x = sign * memory.v[series]!;
    held = x >= limit || (held && x > release);
    return held ? TRUE : FALSE;
  };
}
