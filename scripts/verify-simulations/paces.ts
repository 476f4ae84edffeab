import { openLocalInertial } from "../../backend/core/simulations/flood/local-inertial.ts";
import { atLeast, atMost, openBasin, runTo, terrainOf, type Case, type OpenKernel, type Row } from "./case.ts";
import { ea4, ea4Case } from "./ea4.ts";
import { flowCases } from "./flows.ts";
import { noise, propertyCases } from "./properties.ts";
import { slowSources } from "./slow-sources.ts";
import { allTogether, structureCases } from "./structures.ts";
import { openPaced } from "./twin.ts";
import { waveCases } from "./waves.ts";

/** What f64 holds and f32 need not: closures and a lake's rest have limits of their own in the research's table. */
function inF32(row: Row): Row {
  if (row.what.endsWith("closure")) return atMost(row.what, row.got, 1e-6);
  return row.what.startsWith("largest |level") ? atMost(row.what, row.got, 1e-5) : row;
}
/** Ripples in f32 are as large as its last digits: their stability has a case of its own (P1). */
const LEFT_OUT = ["V16", "S1", "S2", "S4", "GA"];

/** Tiles of several depths and so of several paces, without friction. @returns largest change of level, m, and the longest cycle there was */
function ripples(share: number): { highest: number; cycle: number } {
  const next = noise(7);
  const ground = (x: number, y: number): number => (x < 400 ? 0 : y < 400 ? 0.85 : 0.96);
  const alpha = share * Math.sqrt(0.45);
  const { kernel, depths } = openBasin(openPaced, terrainOf({ nx: 80, ny: 80, dx: 10, roughness: 0, ground }), { scheme: { alpha, dtMax: 1e9 }, depth: (x, y) => 1 - ground(x, y) + (next() - 0.5) * 1e-6 });
  let cycle = 1;
  for (let k = 0; k < 4000; k++) {
    if (k % 8 === 0) kernel.limit(0);
    cycle = Math.max(cycle, kernel.held?.() ?? 1);
    kernel.step((alpha * 10) / Math.sqrt(9.81));
  }
  const highest = depths().reduce((most, h, k) => Math.max(most, Math.abs(h + ground(((k % 80) + 0.5) * 10, (Math.floor(k / 80) + 0.5) * 10) - 1)), 0);
  return { highest: Number.isFinite(highest) ? highest : Infinity, cycle };
}

/** Differences of depth from the reference, m, the smallest first. */
const apart = (run: (open: OpenKernel) => Float64Array): Float64Array => {
  const reference = run(openLocalInertial);
  return run(openPaced).map((value, k) => Math.abs(value - reference[k]!)).sort();
};
const share = (values: Float64Array, part: number): number => values[Math.floor(part * (values.length - 1))]!;

/** A river in a valley whose sides are wetted as it swells. */
function valley(open: OpenKernel): Float64Array {
  const terrain = terrainOf({ nx: 80, ny: 64, dx: 20, roughness: 0.04, ground: (x, y) => Math.max(0, Math.abs(y - 640) - 100) * 0.01 + (1600 - x) * 2e-4 });
  const { water, bed, depths } = openBasin(open, terrain, { depth: (_x, y) => (Math.abs(y - 640) < 100 ? 3 : 0) });
  const head = Array.from({ length: 10 }, (_v, k) => (27 + k + 1) * bed.grid.width + 2);
  runTo(water, [{ act: (t, dt) => { for (const cell of head) water.give(cell, 40 * Math.min(1, t / 1800) * dt, "inflow"); } }], 7200);
  return depths();
}

/** The compiled kernel with tiles at their own paces: the same table again, and what is new with paces. */
export const PACE_CASES: readonly Case[] = [
  ...[...waveCases(openPaced), ...flowCases(openPaced), ...propertyCases(openPaced), ...structureCases(openPaced), ea4Case(openPaced)]
    .filter(({ id }) => !LEFT_OUT.includes(id))
    .map((one): Case => ({ ...one, id: `${one.id}p`, title: `${one.title}; f32, tiles at their own paces`, run: (env) => one.run(env).map(inF32) })),
  {
    id: "P1", title: "ripples over tiles of depths 1, 0.15 and 0.04 m without friction, 4000 steps", quick: true,
    run() {
      const [below, above] = [ripples(0.94), ripples(1.05)];
      return [atLeast("steps until all paces meet", below.cycle, 4), atMost("ripples at 0.94 of the limit, m", below.highest, 1e-4), atLeast("ripples at 1.05 of the limit, m", above.highest, 1e-2)];
    },
  },
  {
    id: "P2", title: "tiles at their own paces in f32 against one pace in f64, depth everywhere", quick: false,
    run: () => ([
      ["EA Test 4, one hour", (open) => {
        const basin = ea4(open);
        basin.run(3600);
        return basin.depths();
      }],
      ["everything at once", (open) => allTogether(open, 2).depths],
      ["a river that leaves its bed", valley],
    ] as [string, (open: OpenKernel) => Float64Array][]).flatMap(([what, run]) => {
      const differences = apart(run);
      return [atMost(`${what}: 99 % of cells, m`, share(differences, 0.99), 2e-3), atMost(`${what}: any cell, m`, share(differences, 1), 0.02)];
    }),
  },
  slowSources(openPaced),
];
