import { openFiniteVolume } from "../../backend/core/simulations/flood/finite-volume.ts";
import { openLocalInertial } from "../../backend/core/simulations/flood/local-inertial.ts";
import { humps, LAKE } from "./flows.ts";
import { ragged } from "./properties.ts";
import { atLeast, atMost, near, openBasin, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

const G = 9.81;
const first: OpenKernel = (bed, scheme) => openFiniteVolume(bed, scheme, 1);
const second: OpenKernel = (bed, scheme) => openFiniteVolume(bed, scheme, 2);

/** A dam in the middle of a channel of one row goes away at once. @returns depths, m, and the ledger's closure */
function dam(open: OpenKernel, { cells, length, left, right, t }: { cells: number; length: number; left: number; right: number; t: number }): { h: Float64Array; closure: number } {
  const { water, depths } = openBasin(open, terrainOf({ nx: cells, ny: 1, dx: length / cells, roughness: 0 }), { depth: (x) => (x < length / 2 ? left : right) });
  const { balance } = runTo(water, [], t);
  return { h: depths(), closure: balance.closure };
}

/** Ritter 1892. @param x from the dam, m */
function ritter(x: number, t: number, left: number): number {
  const c = Math.sqrt(G * left);
  return x <= -c * t ? left : x >= 2 * c * t ? 0 : (4 / (9 * G)) * (c - x / (2 * t)) ** 2;
}

/** Stoker 1957: depth, velocity and shock speed between the waves of a dam on wet ground. */
export function stoker(left: number, right: number): { middle: number; u: number; shock: number } {
  let [low, high] = [right, left];
  for (let k = 0; k < 200; k++) {
    const h = (low + high) / 2;
    if (2 * (Math.sqrt(G * left) - Math.sqrt(G * h)) > (h - right) * Math.sqrt((G * (h + right)) / (2 * h * right))) low = h;
    else high = h;
  }
  const u = 2 * (Math.sqrt(G * left) - Math.sqrt(G * low));
  return { middle: low, u, shock: (low * u) / (low - right) };
}

/** Mean error over the channel against Ritter, m. */
function ritterError(open: OpenKernel): number {
  const [cells, length, t] = [400, 200, 8];
  const { h } = dam(open, { cells, length, left: 1, right: 0, t });
  return h.reduce((sum, depth, i) => sum + Math.abs(depth - ritter(((i + 0.5) * length) / cells - length / 2, t, 1)), 0) / cells;
}

/** Thacker 1981 (SWASHES): a paraboloid, water that swells (radial) or slides round (planar). @returns relative L2 error after one period, mass closure */
function thacker(planar: boolean): { error: number; closure: number } {
  const [cells, side, h0, a, r0, eta] = [100, 4, 0.1, 1, 0.8, 0.5];
  const dx = side / cells;
  const w = planar ? Math.sqrt(2 * G * h0) / a : Math.sqrt(8 * G * h0) / a;
  const A = (a * a - r0 * r0) / (a * a + r0 * r0);
  const bed = (x: number, y: number): number => -h0 * (1 - ((x - 2) ** 2 + (y - 2) ** 2) / (a * a));
  const exact = (x: number, y: number): number => {
    const level = planar
      ? ((eta * h0) / (a * a)) * (2 * (x - 2) - eta)
      : h0 * (Math.sqrt(1 - A * A) / (1 - A) - 1 - (((x - 2) ** 2 + (y - 2) ** 2) / (a * a)) * ((1 - A * A) / (1 - A) ** 2 - 1));
    return Math.max(0, level - bed(x, y));
  };
  // At the start the sliding water moves across: v = eta w.
  const open: OpenKernel = (ground, scheme) => openFiniteVolume(ground, scheme, 2, planar ? (_cell, depth) => [0, depth * eta * w] : undefined);
  const { water, depths } = openBasin(open, terrainOf({ nx: cells, ny: cells, dx, roughness: 0, ground: bed }), { depth: exact });
  const { balance } = runTo(water, [], (2 * Math.PI) / w);
  let [miss, all] = [0, 0];
  depths().forEach((h, k) => {
    const truth = exact(((k % cells) + 0.5) * dx, (Math.floor(k / cells) + 0.5) * dx);
    miss += (h - truth) ** 2;
    all += truth ** 2;
  });
  return { error: Math.sqrt(miss / all), closure: balance.closure };
}

/** V4 for this scheme: a lake around humps. @returns largest |level - 0.875|, m, and |q|, m²/s */
function lake(): { level: number; flux: number } {
  const { water, kernel, depths, bed } = openBasin(second, terrainOf(LAKE), { depth: (x, y) => Math.max(0, 0.875 - humps(x, y)) });
  runTo(water, [], 20);
  let [level, flux] = [0, 0];
  depths().forEach((h, i) => { if (h > 0) level = Math.max(level, Math.abs(h + humps(((i % 150) + 0.5) * 0.5, (Math.floor(i / 150) + 0.5) * 0.5) - 0.875)); });
  for (const cell of bed.land) flux = Math.max(flux, Math.abs(kernel.flux(cell, "x")), Math.abs(kernel.flux(cell, "y")));
  return { level, flux };
}

/** Dams that go away at once and water in a bowl, by the finite volumes; beside them what the local-inertial scheme cannot do. */
export const DAM_CASES: readonly Case[] = [
  {
    id: "V4v", title: "finite volumes: lake at rest around humps; ragged ground", quick: true,
    run() {
      const { level, flux } = lake();
      const [one, two] = [ragged(first), ragged(second)];
      return [
        atMost("largest |level − 0.875|, m", level, 1e-12), atMost("largest |q|, m²/s", flux, 1e-12),
        atMost("ragged ground, first order: ledger closure", one.closure, 1e-12), atMost("ragged ground, second order: ledger closure", two.closure, 1e-12), atLeast("ragged ground: least depth, m", Math.min(one.least, two.least), 0),
      ];
    },
  },
  {
    id: "V8", title: "dam on dry ground (Ritter), 400 cells, 8 s", quick: true,
    run: () => [
      atMost("first order: mean error, share of h0", ritterError(first), 0.005), atMost("second order: mean error, share of h0", ritterError(second), 0.002),
      atMost("local inertial, as documented: mean error", ritterError(openLocalInertial), 0.06),
    ],
  },
  {
    id: "V9", title: "dam on wet ground (Stoker) 2 / 0.5 m", quick: true,
    run() {
      const known = stoker(2, 0.5);
      const small = stoker(0.005, 0.001);
      const [cells, length, t] = [1000, 1000, 50];
      const { h, closure } = dam(second, { cells, length, left: 2, right: 0.5, t });
      const shock = h.findLastIndex((depth) => depth > (known.middle + 0.5) / 2) + 0.5;
      return [
        near("formula: hm of 5 / 1 mm, m", small.middle, 0.00253936, 1e-8), near("formula: shock of 5 / 1 mm, m/s", small.shock, 0.2099634, 1e-6), near("formula: hm, m", known.middle, 1.10349385, 1e-8), near("formula: shock, m/s", known.shock, 4.1663247, 1e-6),
        near("plateau, m", h[Math.round(500 + t * 3)]!, known.middle, 0.005 * known.middle), near("shock at, m", shock, 500 + known.shock * t, 2), atMost("mass", closure, 1e-12),
      ];
    },
  },
  {
    id: "V10", title: "water in a bowl (Thacker), 100 × 100 cells, one period, second order", quick: true,
    run() {
      const [radial, planar] = [thacker(false), thacker(true)];
      return [atMost("radial: relative L2 error", radial.error, 0.04), atMost("planar: relative L2 error", planar.error, 0.03), atMost("mass", Math.max(Math.abs(radial.closure), Math.abs(planar.closure)), 1e-13)];
    },
  },
];
