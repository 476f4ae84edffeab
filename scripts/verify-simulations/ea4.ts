import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { edgeFaces, inflowPart } from "../../backend/core/simulations/flood/edges.ts";
import { cellOf } from "../../backend/core/simulations/flood/grid.ts";
import { at, type Series } from "../../backend/core/simulations/flood/series.ts";
import { atMost, near, openBasin, rms, runTo, terrainOf, type Basin, type Case, type OpenKernel } from "./case.ts";

/** EA Test 4: 1000 × 2000 m at 5 m, level, n 0.05; a hydrograph per metre on 20 m of the western side. */
export const EA4 = { nx: 200, ny: 400, dx: 5, roughness: 0.05 };
const INFLOW: Series = [[0, 0], [300, 0], [3600, 1], [14_400, 1], [18_000, 0]];
const POINTS = [[50, 1000], [100, 1000], [200, 1000], [300, 1000], [400, 1000], [300, 1300]] as const;
export const EA4_REFERENCE = "ea4-reference.json";

const Reference = z.object({ depth_m: z.record(z.string(), z.array(z.number())), peak_m_dg2_5m: z.array(z.number()), first_printed_time_depth_ge_0p02_s: z.array(z.number()) });

/** @returns the basin ready to run and its inflow */
export function ea4(open: OpenKernel): Basin & { run: (duration: number, report?: (t: number) => void) => ReturnType<typeof runTo> } {
  const basin = openBasin(open, terrainOf(EA4));
  const inflow = inflowPart(basin.water, edgeFaces(basin.bed.grid, "west", [990, 1010]), (t) => 20 * at(INFLOW, t));
  return { ...basin, run: (duration, report) => runTo(basin.water, [inflow], duration, { every: 20, report: ({ t }) => report?.(t) }) };
}

/** @param folder of the reference series; the case says by `needs` that it is skipped without */
export function ea4Case(open: OpenKernel): Case {
  return {
    id: "V12", title: "EA Test 4 against LISFLOOD-FP DG2 5 m (Shaw et al. 2021, CC-BY-4.0)", quick: false, needs: [EA4_REFERENCE],
    run({ data }) {
      const reference = Reference.parse(JSON.parse(readFileSync(join(data, EA4_REFERENCE), "utf8")));
      const { bed, kernel, run } = ea4(open);
      // The reference counts rows from the north and takes the cell east and south of a corner.
      const cells = POINTS.map(([x, y]) => cellOf(bed.grid, [x + 0.1, y - 0.1])!);
      const misses: number[][] = cells.map(() => []);
      const peaks = cells.map(() => 0);
      const arrivals = cells.map(() => Number.NaN);
      const { balance, steps } = run(18_000, (t) => {
        const known = reference.depth_m[String(t)];
        for (const [p, cell] of cells.entries()) {
          const h = kernel.h[cell]!;
          if (known !== undefined) misses[p]!.push(h - known[p]!);
          peaks[p] = Math.max(peaks[p]!, h);
          if (h >= 0.02 && Number.isNaN(arrivals[p])) arrivals[p] = t;
        }
      });
      return [
        ...misses.map((values, p) => atMost(`point ${p + 1}: RMSE, m`, rms(values), 0.006)),
        ...peaks.map((peak, p) => near(`point ${p + 1}: peak, m`, peak, reference.peak_m_dg2_5m[p]!, 0.02 * reference.peak_m_dg2_5m[p]!)),
        ...arrivals.map((time, p) => near(`point ${p + 1}: 2 cm at, s`, time, reference.first_printed_time_depth_ge_0p02_s[p]!, 60)),
        near("volume let in, m³", balance.inflow, 285_000, 0.3), near("steps", steps, 12_400, 1600), atMost("ledger closure", balance.closure, kernel.h instanceof Float32Array ? 1e-6 : 1e-12),
      ];
    },
  };
}

/** @returns the folder that holds the reference data: that of the tests, else one given by KYDAI_SIMULATION_DATA */
export function dataFolder(): string {
  const given = process.env["KYDAI_SIMULATION_DATA"];
  const own = join(import.meta.dirname, "../../test/golden/simulations");
  return given !== undefined && existsSync(given) ? given : own;
}
