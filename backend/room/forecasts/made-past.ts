import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { MadePast } from "../../ports-forecast.ts";

/** Bytes unpacked at most. */
const LARGEST = 32 * 2 ** 20;
const Storms = z.object({
  format: z.literal(1), note: z.string().includes("MÔ PHỎNG"), step: z.int().min(60).max(3600),
  streams: z.array(z.object({ id: z.string(), decimals: z.int().min(0).max(6) })).max(200),
  storms: z.array(z.array(z.array(z.int()).max(5000))).max(500),
});
/** Steps without a value between two storms: more than any model looks back and ahead. */
const BETWEEN = 48;

/** Storms that a pack ships for its demonstration to learn from. @returns in words why they cannot be used */
export function readMadePast(folder: string): Result<MadePast, string> {
  try {
    const parsed = Storms.safeParse(JSON.parse(gunzipSync(readFileSync(join(folder, "storms.json.gz")), { maxOutputLength: LARGEST }).toString("utf8")));
    if (!parsed.success) return fail(`storms.json.gz: ${parsed.error.issues[0]?.message ?? "unreadable"}`);
    const { step, streams, storms } = parsed.data;
    const length = Math.max(...storms.flatMap((storm) => storm.map((column) => column.length)), 0) + BETWEEN;
    const column = (id: string): Float64Array | undefined => {
      const at = streams.findIndex((stream) => stream.id === id);
      const stream = streams[at];
      if (stream === undefined) return undefined;
      const values = new Float64Array(length * storms.length).fill(Number.NaN);
      storms.forEach((storm, i) => {
        let whole = 0;
        (storm[at] ?? []).forEach((change, k) => {
          whole += change;
          values[i * length + k] = whole / 10 ** stream.decimals;
        });
      });
      return values;
    };
    return ok({
      step,
      of(gauge, drivers) {
        const level = column(gauge);
        const known = drivers.map(column);
        if (level === undefined || known.includes(undefined)) return undefined;
        return { gauging: { level, drivers: known.filter((each) => each !== undefined) }, event: Int32Array.from({ length: level.length }, (_value, t) => Math.floor(t / length)) };
      },
    });
  } catch (error) {
    return fail(`storms.json.gz: ${error instanceof Error ? error.message : String(error)}`);
  }
}
