import { z } from "zod";
import { ok } from "#contract/result";
import { defineLeaf, propertyName } from "./define.ts";
import { BAD } from "./memory.ts";
import { Deadband, hysteresis, printedComparison, printedLimit, resolveSetpoint, Setpoint, Side } from "./setpoint.ts";
import { UNKNOWN } from "./truth.ts";

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
      test: () => {
        if (memory.t[series] === 0 || memory.q[series] === BAD || memory.steady - memory.seen[series]! > stale) return UNKNOWN;
        return compare(memory.v[series]!);
      },
      text: { vi: `${name.vi} ${shown.vi}`, en: `${name.en} ${shown.en}` },
      setpoint: printedLimit(limit.value, datastream),
    });
  },
});
