import { edgeFaces, freePart, inflowPart, releasePart, stagePart } from "../../backend/core/simulations/flood/edges.ts";
import { cellAt, cellOf } from "../../backend/core/simulations/flood/grid.ts";
import { openLocalInertial } from "../../backend/core/simulations/flood/local-inertial.ts";
import { gateFlow, openingPart } from "../../backend/core/simulations/flood/openings.ts";
import { pumpPart } from "../../backend/core/simulations/flood/pumps.ts";
import { rainPart } from "../../backend/core/simulations/flood/rain.ts";
import { at } from "../../backend/core/simulations/flood/series.ts";
import { atLeast, atMost, openBasin, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

const [NX, NY, DX, LAKE] = [144, 72, 10, 400];
/** A lake of 8 m, a shore, a plain beyond it that falls gently to the lake. */
const ground = (x: number): number => (x < LAKE ? 0 : 8.2 + (x - LAKE) * 1e-3);

interface Ended { closure: number; least: number; longest: number; depths: Float64Array }

/** Everything that brings or takes water, where tiles step slowly: on the dry plain, at tiles' corners, from a fast tile into a slow one. */
function run(open: OpenKernel, every: number): Ended {
  const { bed, water, kernel, depths } = openBasin(open, terrainOf({ nx: NX, ny: NY, dx: DX, roughness: 0.04, ground }), { depth: (x) => (x < LAKE ? 8 : 0) });
  const { grid, land } = bed;
  let [least, longest] = [0, 0];
  // Nothing but looks on.
  const watch = { act: () => { longest = Math.max(longest, kernel.held?.() ?? 1); } };
  const swell = [[0, 0], [900, 0], [901, 1.2], [1800, 1.2], [2400, 0.2]] as const;
  const [deep, dry, far] = [cellAt(grid, 31, 40), cellAt(grid, 48, 47), cellOf(grid, [960, 480])!];
  const parts = [
    watch,
    rainPart(water, { by: "uniform", series: [[0, 60], [1800, 0]] }, { land, every }),
    inflowPart(water, edgeFaces(grid, "south", [900, 1000]), (t) => at([[0, 0], [30, 60], [1800, 60], [1860, 0]], t)),
    stagePart(water, edgeFaces(grid, "north", [700, 800]), (t) => bed.z[cellAt(grid, 70, NY - 1)]! + at(swell, t)),
    freePart(water, edgeFaces(grid, "south", [600, 700]), 1e-3),
    releasePart(water, [cellAt(grid, 63, 31), cellAt(grid, 64, 32)], (t) => at([[0, 12], [1500, 12], [1501, 0]], t)),
    pumpPart(water, { from: deep, to: { cell: dry }, curve: [[0, 2], [20, 2]], start: 1, stop: 0.5, ramp: 60 }),
    openingPart(water, { from: far, to: { cell: cellAt(grid, 95, 48) }, sill: bed.z[far]!, flow: (_t, h1, h2) => gateFlow({ width: 4, opening: 1, coefficient: 0.6 }, h1, h2), oneWay: false }),
  ];
  const { balance } = runTo(water, parts, 2700, { every: 300, report: () => { for (const h of kernel.h) least = Math.min(least, h); } });
  return { closure: balance.closure, least, longest, depths: depths() };
}

/** @param open the compiled kernel with paces */
export function slowSources(open: OpenKernel): Case {
  return {
    id: "P3", title: "inflow, stage that jumps, release, rain, pump, gate, free edge in slow tiles beside a lake of 8 m", quick: true,
    run() {
      const [paced, again, reference] = [run(open, 2), run(open, 2), run(openLocalInertial, 0)];
      const apart = paced.depths.map((h, k) => Math.abs(h - reference.depths[k]!)).sort();
      return [
        atLeast("steps until all paces meet", paced.longest, 4), atMost("ledger closure", paced.closure, 1e-6), atMost("depth below 0, m", paced.least, 0),
        atMost("cells that differ, run again", again.depths.reduce((sum, h, k) => sum + Number(h !== paced.depths[k]), 0), 0),
        atMost("against f64 at one pace: 99 % of cells, m", apart[Math.floor(0.99 * (apart.length - 1))]!, 3e-3), atMost("against f64 at one pace: any cell, m", apart.at(-1)!, 0.02),
      ];
    },
  };
}
