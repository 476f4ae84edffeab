import { z } from "zod";
import { fail, ok } from "#contract/result";
import { printedSpan } from "../words.ts";
import { defineLeaf, propertyName } from "./define.ts";
import { FALSE, TRUE, UNKNOWN } from "./truth.ts";

/**
 * No observation received for so long, whatever its quality (H-6.3). Measured on the steady clock from receipt,
 * so neither a sensor's clock nor a jump of ours makes or hides silence; time when the backend did not listen does not count.
 */
export const missing = defineLeaf({
  kind: "missing",
  title: { vi: "Mất số liệu", en: "Missing data" },
  params: z.object({
    seconds: z.number().min(1).max(604_800).meta({ title: "Không có số liệu quá", titleEn: "No data for", description: "Thời gian im lặng cho phép", unit: "s" }),
  }),
  compile({ seconds }, datastream, env) {
    if (seconds < datastream.period) return fail(`${datastream.id} is observed every ${datastream.period} s only`);
    const { memory } = env;
    const { series } = datastream;
    const ms = seconds * 1000;
    // A datastream new to the catalogue is given its time like any other.
    const born = memory.steady;
    const quietSince = (): number => {
      const seen = memory.seen[series]!;
      return seen === -Infinity ? Math.max(memory.since, born) : Math.max(memory.since, seen);
    };
    const name = propertyName(env.state, datastream);
    const span = printedSpan(seconds);
    return ok({
      datastream,
      test: () => {
        if (memory.steady - quietSince() >= ms) return TRUE;
        return memory.steady - memory.seen[series]! < ms ? FALSE : UNKNOWN;
      },
      dueAt: () => quietSince() + ms,
      text: { vi: `Không có số liệu ${name.vi} quá ${span.vi}`, en: `No data of ${name.en} for ${span.en}` },
      setpoint: span,
    });
  },
});
