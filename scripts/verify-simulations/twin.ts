import { openFast } from "../../backend/core/simulations/flood/fast.ts";
import { openLocalInertial } from "../../backend/core/simulations/flood/local-inertial.ts";
import { PACES } from "../../backend/core/simulations/flood/paces.ts";
import { loadKernel } from "../../backend/workers/flood-kernel/make-kernel.ts";
import { atMost, openBasin, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";
import { ea4, ea4Case } from "./ea4.ts";
import { humps, LAKE, rainOnPlane, uniform } from "./flows.ts";
import { ragged } from "./properties.ts";
import { allTogether } from "./structures.ts";

const make = loadKernel();
/** The compiled kernel, as cases open it. */
export const openCompiled: OpenKernel = (bed, scheme) => openFast(make, bed, scheme);

/** The same with tiles that step at their own paces, as studies run it. */
export const openPaced: OpenKernel = (bed, scheme) => openFast(make, bed, { ...scheme, paces: PACES });

const most = (a: Float64Array, b: Float64Array): number => a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k]!)), 0);
/** The largest difference of depth between the compiled kernel and the reference at the end, m. */
const apart = (run: (open: OpenKernel) => Float64Array): number => most(run(openCompiled), run(openLocalInertial));

function lake(open: OpenKernel): Float64Array {
  const { water, depths } = openBasin(open, terrainOf(LAKE), { depth: (x, y) => Math.max(0, 0.875 - humps(x, y)) });
  runTo(water, [], 30);
  return depths();
}

/** V18: the compiled kernel in f32 against the reference in f64. */
export const TWIN_CASES: readonly Case[] = [
  {
    id: "V18", title: "f32 WebAssembly against f64 TypeScript, depth everywhere at the end", quick: true,
    run() {
      const everything = allTogether(openCompiled, 2);
      const { closure, least } = ragged(openCompiled);
      return [
        atMost("V4 lake at rest, m", apart(lake), 1e-5),
        atMost("V5 uniform flow, m", apart((open) => uniform(open, { slope: 1e-3, n: 0.03, q: 1, length: 4000, hours: 2 }).all), 1e-3),
        atMost("V6 rain on a plane, m", apart((open) => rainOnPlane(open, { slope: 0.01, n: 0.03, rain: 50, length: 200 }, open === openCompiled ? 2 : 0).all), 1e-3),
        atMost("everything at once, ledger closure in f32", everything.closure, 1e-6),
        atMost("ragged ground, ledger closure in f32", closure, 1e-6), atMost("ragged ground, depth below 0, m", Math.min(0, least), 0),
      ];
    },
  },
  { ...ea4Case(openCompiled), id: "V12f", title: "EA Test 4 by the compiled kernel" },
  {
    id: "V18b", title: "EA Test 4, one hour: f32 against f64 everywhere", quick: false,
    run: () => [atMost("depth, m", apart((open) => {
      const basin = ea4(open);
      basin.run(3600);
      return basin.depths();
    }), 1e-3)],
  },
];
