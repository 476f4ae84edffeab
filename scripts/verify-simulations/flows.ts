import { edgeFaces, freePart, inflowPart } from "../../backend/core/simulations/flood/edges.ts";
import { rainPart } from "../../backend/core/simulations/flood/rain.ts";
import { atMost, near, openBasin, rms, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

/** V4: three humps in a lake (Xing and Shu's, as the UoS cases of LISFLOOD-FP use them). */
export const humps = (x: number, y: number): number => Math.max(0, 1 - Math.hypot(x - 30, y - 6) / 8, 1 - Math.hypot(x - 30, y - 24) / 8, 3 - 0.3 * Math.hypot(x - 47.5, y - 15));
export const LAKE = { nx: 150, ny: 60, dx: 0.5, ground: humps, roughness: 0.03 };

/** V5: a channel of one row with a given discharge. @returns depth in its middle, m, and its normal depth (Manning) */
export function uniform(open: OpenKernel, { slope, n, q, length, hours }: { slope: number; n: number; q: number; length: number; hours: number }): { depth: number; normal: number; closure: number; all: Float64Array } {
  const dx = 20;
  const normal = ((n * q) / Math.sqrt(slope)) ** 0.6;
  const { bed, water, depths } = openBasin(open, terrainOf({ nx: length / dx, ny: 1, dx, roughness: n, ground: (x) => slope * (length - x) }), { depth: () => normal / 2 });
  const inflow = inflowPart(water, edgeFaces(bed.grid, "west", [0, dx]), () => q * dx);
  const { balance } = runTo(water, [inflow, freePart(water, edgeFaces(bed.grid, "east", [0, dx]), slope)], hours * 3600);
  const all = depths();
  return { depth: all[Math.floor(all.length / 2)]!, normal, closure: balance.closure, all };
}

/** V6: rain on a plane until it is in equilibrium, against the kinematic wave. Thin sheets: flow from 0.01 mm on. */
export function rainOnPlane(open: OpenKernel, { slope, n, rain, length }: { slope: number; n: number; rain: number; length: number }, every = 0): { end: number; expected: number; rise: number; closure: number; all: Float64Array } {
  const dx = 2;
  const i = rain / 3.6e6;
  const { bed, water, depths } = openBasin(open, terrainOf({ nx: length / dx, ny: 1, dx, roughness: n, ground: (x) => slope * (length - x) }), { scheme: { hMin: 1e-5, dtMax: 1 } });
  const expected = i * length;
  const reaches = ((n * length) / Math.sqrt(slope)) ** 0.6 * i ** -0.4;
  const misses: number[] = [];
  const step = reaches / 60;
  let [before, end] = [0, 0];
  const parts = [rainPart(water, { by: "uniform", series: [[0, rain]] }, { land: bed.land, every }), freePart(water, edgeFaces(bed.grid, "east", [0, dx]), slope)];
  const { balance } = runTo(water, parts, 3 * reaches, {
    every: step,
    report: ({ t, balance: { outflow } }) => {
      end = (before - outflow) / step / dx;
      before = outflow;
      const middle = t - step / 2;
      if (middle <= reaches) misses.push((Math.sqrt(slope) / n) * (i * middle) ** (5 / 3) - end);
    },
  });
  return { end, expected, rise: rms(misses), closure: balance.closure, all: depths() };
}

/** V11: the first sway of a closed basin. @returns period s (from the crossings of one end's level) and share of the height left after five of them */
function seiche(open: OpenKernel): { period: number; left: number } {
  const [length, depth, height, dx] = [1000, 10, 0.01, 10];
  const { water, kernel, bed } = openBasin(open, terrainOf({ nx: length / dx, ny: 1, dx, roughness: 0 }), { scheme: { theta: 1, alpha: 0.6, dtMax: 0.25 }, depth: (x) => depth + height * Math.cos((Math.PI * x) / length) });
  const end = bed.land[0]!;
  const start = kernel.h[end]! - depth;
  const crossings: number[] = [];
  let [before, beforeT, last] = [start, 0, 0];
  runTo(water, [], 6 * 202, {
    every: 0.25,
    report: ({ t }) => {
      const now = kernel.h[end]! - depth;
      if (before > 0 !== now > 0) crossings.push(beforeT + ((t - beforeT) * before) / (before - now));
      if (t > 4.5 * 201.928 && t < 5.5 * 201.928) last = Math.max(last, now);
      [before, beforeT] = [now, t];
    },
  });
  return { period: (2 * (crossings[9]! - crossings[0]!)) / 9, left: last / start };
}

/** Water at rest, in uniform flow, out of rain, in a swaying basin. */
export function flowCases(open: OpenKernel): Case[] {
  return [
    {
      id: "V4", title: "lake at rest around three humps", quick: true,
      run() {
        const { water, kernel, depths, bed } = openBasin(open, terrainOf(LAKE), { depth: (x, y) => Math.max(0, 0.875 - humps(x, y)) });
        runTo(water, [], 120);
        let [level, flux] = [0, 0];
        depths().forEach((h, i) => { if (h > 0) level = Math.max(level, Math.abs(h + humps(((i % 150) + 0.5) * 0.5, (Math.floor(i / 150) + 0.5) * 0.5) - 0.875)); });
        for (const cell of bed.land) flux = Math.max(flux, Math.abs(kernel.flux(cell, "x")), Math.abs(kernel.flux(cell, "y")));
        return [atMost("largest |level − 0.875|, m", level, 1e-12), atMost("largest |q|, m²/s", flux, 1e-12)];
      },
    },
    {
      id: "V5", title: "uniform flow against Manning's normal depth", quick: true,
      run() {
        const mild = uniform(open, { slope: 1e-3, n: 0.03, q: 1, length: 4000, hours: 2 });
        const steep = uniform(open, { slope: 5e-3, n: 0.03, q: 1, length: 4000, hours: 2 });
        const flat = uniform(open, { slope: 1e-4, n: 0.03, q: 0.5, length: 8000, hours: 24 });
        return [
          near("depth, S 1e-3, m", mild.depth, 0.968886, 1e-4), near("depth, S 5e-3, m", steep.depth, 0.597836, 1e-4), near("depth, S 1e-4, q 0.5, m", flat.depth, 1.275425, 1e-4),
          atMost("ledger closure", Math.max(Math.abs(mild.closure), Math.abs(steep.closure)), 1e-12),
        ];
      },
    },
    {
      id: "V5b", title: "supercritical flow stays bounded at the critical depth (Froude cap)", quick: true,
      run: () => [0.02, 0.05].map((slope) => near(`depth, S ${slope}, m`, uniform(open, { slope, n: 0.03, q: 1, length: 2000, hours: 1 }).depth, (1 / 9.81) ** (1 / 3), 2e-3)),
    },
    {
      id: "V6", title: "rain on a plane against the kinematic wave", quick: true,
      run() {
        const short = rainOnPlane(open, { slope: 0.01, n: 0.03, rain: 50, length: 200 });
        const long = rainOnPlane(open, { slope: 0.001, n: 0.05, rain: 30, length: 300 });
        return [
          near("q at equilibrium, S 0.01, m²/s", short.end, 2.77778e-3, 0.005 * 2.77778e-3), atMost("RMSE of the rise, S 0.01, share of q", short.rise / short.expected, 0.03),
          near("q at equilibrium, S 0.001, m²/s", long.end, 2.5e-3, 0.005 * 2.5e-3), atMost("RMSE of the rise, S 0.001, share of q", long.rise / long.expected, 0.03),
          atMost("ledger closure", Math.max(Math.abs(short.closure), Math.abs(long.closure)), 1e-12),
        ];
      },
    },
    {
      id: "V11", title: "sway of a closed basin (Merian), theta 1", quick: true,
      run() {
        const { period, left } = seiche(open);
        return [near("period, s", period, 201.928, 0.002 * 201.928), near("height after 5 periods, share", left, 1, 0.01)];
      },
    },
  ];
}

