import { breachPart, facesAlong, raise } from "../../backend/core/simulations/flood/dykes.ts";
import { edgeFaces, freePart, inflowPart, releasePart, stagePart } from "../../backend/core/simulations/flood/edges.ts";
import { cellAt, cellOf } from "../../backend/core/simulations/flood/grid.ts";
import { infiltrationPart } from "../../backend/core/simulations/flood/infiltration.ts";
import { freeShare, grateFlow, outfallPart } from "../../backend/core/simulations/flood/inlets.ts";
import { gateFlow, openingPart, WEIR, weirFlow } from "../../backend/core/simulations/flood/openings.ts";
import { pumpPart } from "../../backend/core/simulations/flood/pumps.ts";
import { rainPart } from "../../backend/core/simulations/flood/rain.ts";
import { tideAt } from "../../backend/core/simulations/flood/series.ts";
import { atLeast, atMost, near, openBasin, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

const DEEP = { level: () => -1e6 };
const tank = (open: OpenKernel, area: number, depth: number): ReturnType<typeof openBasin> => openBasin(open, terrainOf({ nx: 1, ny: 1, dx: Math.sqrt(area), roughness: 0.03 }), { depth: () => depth, scheme: { dtMax: 0.5 } });

/** Two ponds of 10 × 10 cells with a wall between them. @param open kernel @param left and right: depths, m */
function ponds(open: OpenKernel, left: number, right: number): ReturnType<typeof openBasin> {
  return openBasin(open, terrainOf({ nx: 20, ny: 10, dx: 10, roughness: 0.03 }), { depth: (x) => (x < 100 ? left : right), dykes: (bed) => raise(bed, facesAlong(bed.grid, [[100, -1], [100, 101]]), 5) });
}
const sideVolume = (depths: Float64Array): number => depths.reduce((sum, h, k) => sum + (k % 20 < 10 ? h * 100 : 0), 0);

/** V-ALL: everything at once, so that the ledger is seen to close with all of it on. */
export function allTogether(open: OpenKernel, every = 0): { closure: number; accounts: Record<string, number>; depths: Float64Array } {
  const { bed, water, depths } = openBasin(open, terrainOf({ nx: 60, ny: 40, dx: 10, roughness: 0.03, ground: (x, y) => 2 + Math.sin(x / 60) * 0.5 + y / 400 }), {
    depth: (x) => (x < 100 ? 0.5 : 0), dykes: (one) => raise(one, facesAlong(one.grid, [[200, -1], [230, 150], [210, 401]]), 4.5),
  });
  const [a, b] = [cellOf(bed.grid, [180, 100])!, cellOf(bed.grid, [260, 100])!];
  const tide = (t: number): number => tideAt(2.6 - bed.datum, [{ amplitude: 0.6, period: 44_712, phase: 1 }], t);
  const breach = facesAlong(bed.grid, [[218, 90], [222, 120]]);
  const parts = [
    rainPart(water, { by: "uniform", series: [[0, 40], [3600, 90], [7200, 0]] }, { land: bed.land, every }),
    infiltrationPart(water, { by: "horton", first: 20, last: 3, decay: 2 }, { land: bed.land, every }),
    inflowPart(water, edgeFaces(bed.grid, "north", [50, 150]), (t) => Math.min(8, t / 300)),
    stagePart(water, edgeFaces(bed.grid, "east", [0, 400]), tide),
    freePart(water, edgeFaces(bed.grid, "south", [300, 400]), 1e-3),
    releasePart(water, [cellOf(bed.grid, [60, 300])!], () => 2),
    outfallPart(water, { capacity: 0.4, invert: 2.2 - bed.datum, diameter: 0.8, tailwater: tide, grates: [{ cell: a, perimeter: 2, area: 0.3 }, { cell: b, perimeter: 2, area: 0.3 }], zones: [{ cells: bed.land.slice(900, 1200), rate: 10 }] }),
    pumpPart(water, { from: a, to: { cell: b }, curve: [[0, 0.6], [5, 0.3]], start: bed.z[a]! + 0.2, stop: bed.z[a]! + 0.1, ramp: 30 }),
    pumpPart(water, { from: b, to: { level: () => 4 }, curve: [[0, 0.4], [5, 0.2]], start: bed.z[b]! + 0.3, stop: bed.z[b]! + 0.1, ramp: 0 }),
    openingPart(water, { from: a, to: { cell: b }, sill: bed.z[a]!, flow: (t, h1, h2) => gateFlow({ width: 2, opening: t > 1800 ? 0.5 : 0, coefficient: 0.6 }, h1, h2), oneWay: false }),
    breachPart(water, breach, [[0, 4.5 - bed.datum], [3600, 4.5 - bed.datum], [4200, 2 - bed.datum]]),
  ];
  const { balance: { closure, stored: _stored, ...accounts } } = runTo(water, parts, 5400, { every: 600 });
  return { closure, accounts, depths: depths() };
}

/** Structures against closed forms (research 2.3), and what they must never do. */
export function structureCases(open: OpenKernel): Case[] {
  return [
    {
      id: "S1", title: "a tank drained by an orifice, by a weir, and a pump's sump", quick: true,
      run() {
        const orifice = tank(open, 100, 1);
        const gate = openingPart(orifice.water, { from: cellAt(orifice.bed.grid, 0, 0), to: DEEP, sill: 0, oneWay: false, flow: (_t, h1, h2) => gateFlow({ width: 100, opening: 0.001, coefficient: 0.6 }, h1, h2) });
        runTo(orifice.water, [gate], 600);
        const empty = 600 / (1 - Math.sqrt(orifice.depths()[0]!));
        const weir = tank(open, 1000, 1);
        runTo(weir.water, [openingPart(weir.water, { from: cellAt(weir.bed.grid, 0, 0), to: DEEP, sill: 0, oneWay: false, flow: (_t, h1, h2) => weirFlow({ width: 2, coefficient: 1.7 }, h1, h2) })], 600);
        const sump = tank(open, 100, 1);
        const cell = cellAt(sump.bed.grid, 0, 0);
        const pump = pumpPart(sump.water, { from: cell, to: { level: () => 3 }, curve: [[0, 0.2]], start: 1.5, stop: 1, ramp: 0 });
        const starts: number[] = [];
        let before = 0;
        const watch = { act: (t: number) => { if (pump.running() > before) starts.push(t); before = pump.running(); } };
        runTo(sump.water, [releasePart(sump.water, [cell], () => 0.05), pump, watch], 6000);
        return [
          near("orifice: empty after, s", empty, 752.539, 0.005 * 752.539), near("weir: depth after 600 s, m", weir.depths()[0]!, 0.245074, 0.005 * 0.245074),
          near("pump: one cycle, s", starts[3]! - starts[2]!, 1333.33, 0.005 * 1333.33), atLeast("pump: starts in 6000 s", starts.length, 4),
        ];
      },
    },
    {
      id: "S2", title: "weir and gate formulas: free, drowned, equal levels", quick: true,
      run: () => [
        near("free weir, 2 m, head 1 m, m³/s", weirFlow({ width: 2 }, 1, 0), 3.40979, 1e-4), near("drowned to one half (Villemonte), share", weirFlow({ width: 2 }, 1, 0.5) / (2 * WEIR), 0.845385, 1e-5),
        atMost("weir at equal levels", weirFlow({ width: 2 }, 1, 1), 0), atMost("gate at equal levels", gateFlow({ width: 2, opening: 0.5, coefficient: 0.6 }, 2, 2), 0), atMost("gate closed", gateFlow({ width: 2, opening: 0, coefficient: 0.6 }, 2, 1), 0),
        near("free gate, m³/s", gateFlow({ width: 2, opening: 0.5, coefficient: 0.6 }, 3, 0.2), 0.6 * Math.sqrt(2 * 9.81 * 3), 1e-12), near("drowned gate, m³/s", gateFlow({ width: 2, opening: 0.5, coefficient: 0.6 }, 3, 2), 0.6 * Math.sqrt(2 * 9.81), 1e-12),
      ],
    },
    {
      id: "S3", title: "between two ponds: a wall, a closed gate, a gate at equal levels, an open one, a flap", quick: true,
      run() {
        const across = ([left, right]: [number, number], opening: number, { seconds = 3600, oneWay = false, toward = "right" } = {}): number => {
          const { bed, water, depths } = ponds(open, left, right);
          const [west, east] = [cellAt(bed.grid, 9, 5), cellAt(bed.grid, 10, 5)];
          const before = sideVolume(depths());
          const [from, to] = toward === "right" ? [west, east] : [east, west];
          runTo(water, [openingPart(water, { from, to: { cell: to }, sill: 0, oneWay, flow: (_t, h1, h2) => gateFlow({ width: 2, opening, coefficient: 0.6 }, h1, h2) })], seconds);
          return before - sideVolume(depths());
        };
        return [
          atMost("closed: volume across, m³", across([1, 0.2], 0), 0), atMost("equal levels: volume across, m³", across([1, 1], 0.5), 0),
          near("open: half of the difference goes across, m³", across([1, 0.2], 0.5, { seconds: 36_000 }), 4000, 20), atMost("flap against the head: volume across, m³", across([1, 0.2], 0.5, { oneWay: true, toward: "left" }), 0),
          atLeast("flap with the head: volume across, m³", across([1, 0.2], 0.5, { oneWay: true }), 1000),
        ];
      },
    },
    {
      id: "S4", title: "street inlets: grate, zone, back-water", quick: true,
      run() {
        const drained = (tail: number, seconds: number): number => {
          const { bed, water } = ponds(open, 0.5, 0.5);
          const outfall = outfallPart(water, { capacity: 100, invert: 0, diameter: 1, tailwater: () => tail, grates: [], zones: [{ cells: bed.land, rate: 20 }] });
          runTo(water, [outfall], seconds);
          return outfall.drained();
        };
        return [
          near("grate as a weir at 5 cm, m³/s", grateFlow(2, 0.3, 0.05), 1.66 * 2 * 0.05 ** 1.5, 1e-12), near("grate as an orifice at 1 m, m³/s", grateFlow(2, 0.3, 1), 0.67 * 0.3 * Math.sqrt(19.62), 1e-12),
          near("20 mm/h over 20 000 m² for an hour, m³", drained(-1, 3600), 400, 0.01), atMost("tail above the crown: drained, m³", drained(1.2, 3600), 0), near("share with the tail halfway", freeShare({ invert: 0, diameter: 1 }, 0.5), 0.5, 1e-12),
        ];
      },
    },
    {
      id: "S5", title: "a ring of sandbags keeps dry, a breach lets in", quick: true,
      run() {
        const inside = (breached: boolean): number => {
          const ring = [[100, 60], [190, 95], [150, 190], [60, 170], [100, 60]] as const;
          const { bed, water, depths } = openBasin(open, terrainOf({ nx: 50, ny: 50, dx: 5, roughness: 0.03 }), { depth: (x) => (x < 50 ? 2 : 0), dykes: (one) => raise(one, facesAlong(one.grid, ring), 3) });
          runTo(water, breached ? [breachPart(water, facesAlong(bed.grid, [[80, 120], [60, 170]]), [[0, 3], [300, 3], [600, 0]])] : [], 3600);
          return depths()[24 * 50 + 24]!;
        };
        return [atMost("depth inside the ring, m", inside(false), 0), atLeast("depth inside after the breach, m", inside(true), 0.2)];
      },
    },
    {
      id: "S6", title: "ledger with rain, soil, inflow, tide, free edge, release, inlets, pumps, gate, dyke, breach", quick: true,
      run() {
        const { closure, accounts } = allTogether(open);
        return [atMost("closure", closure, 1e-12), ...Object.entries(accounts).map(([name, volume]) => atLeast(`${name}: |volume|, m³`, Math.abs(volume), 1))];
      },
    },
    {
      id: "GA", title: "Green and Ampt under 30 mm/h (Ks 10 mm/h, psi dTheta 5 cm)", quick: true,
      run() {
        const { bed, water, depths } = openBasin(open, terrainOf({ nx: 1, ny: 1, dx: 10, roughness: 0.03 }), { scheme: { dtMax: 1 } });
        let [ponding, soaked, rate] = [Number.NaN, 0, 0];
        const parts = [rainPart(water, { by: "uniform", series: [[0, 30]] }, { land: bed.land, every: 0 }), infiltrationPart(water, { by: "green-ampt", conductivity: 10, suction: 0.1, deficit: 0.5 }, { land: bed.land, every: 0 })];
        runTo(water, parts, 7200, {
          every: 1,
          report: ({ t, balance: { infiltration } }) => {
            if (depths()[0]! > 1e-9 && Number.isNaN(ponding)) ponding = t / 3600;
            rate = (-infiltration - soaked) * 3600;
            soaked = -infiltration;
          },
        });
        return [near("ponds after, h", ponding, 0.83333, 0.005 * 0.83333), near("F(2 h), cm", soaked, 5.20802, 0.005 * 5.20802), near("f(2 h), cm/h", rate, 1.96006, 0.005 * 1.96006)];
      },
    },
  ];
}
