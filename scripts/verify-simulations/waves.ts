import { edgeFaces, stagePart } from "../../backend/core/simulations/flood/edges.ts";
import { atLeast, atMost, near, openBasin, rms, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

/** Hunter et al. 2005: a wave that runs at u over a flat plane without breaking; h = [7/3 n² u² (ut − x)]^(3/7). */
function hunter(n: number, u: number): (x: number, t: number) => number {
  return (x, t) => Math.max(0, (7 / 3) * n * n * u * u * (u * t - x)) ** (3 / 7);
}

/** The local-inertial equations' own travelling wave: 3/7 h^(7/3) − 3/4 u²/g h^(4/3) = n²u²(ut − x) on the branch h > u²/g (research V2). */
export function ownWave(n: number, u: number): (x: number, t: number) => number {
  return (x, t) => {
    const right = n * n * u * u * (u * t - x);
    if (right <= 0) return 0;
    let [low, high] = [(u * u) / 9.81, 50];
    for (let k = 0; k < 200; k++) {
      const h = (low + high) / 2;
      if ((3 / 7) * h ** (7 / 3) - 0.75 * ((u * u) / 9.81) * h ** (4 / 3) > right) high = h;
      else low = h;
    }
    return (low + high) / 2;
  };
}

/** Drives a wave into a channel of one row by its depth in the first cell. @returns RMSE m over cells either holds, largest error, front m (depth 1 cm) */
function wave(open: OpenKernel, { depth, ground, n, dx, length, at, theta, zero = 0 }: { depth: (x: number, t: number) => number; ground?: (x: number) => number; n: number; dx: number; length: number; at: number; theta?: number; /** Where x = 0 lies, m from the western edge. */ zero?: number }): { rmse: number; most: number; front: number; closure: number } {
  const terrain = terrainOf({ nx: Math.round(length / dx), ny: 1, dx, roughness: n, ...(ground !== undefined && { ground }) });
  const { bed, water, depths } = openBasin(open, terrain, { scheme: theta === undefined ? {} : { theta, alpha: 0.6 * Math.sqrt(theta / 0.9) } });
  const faces = edgeFaces(bed.grid, "west", [0, dx]);
  const first = bed.z[faces[0]!.cell]!;
  const { balance } = runTo(water, [stagePart(water, faces, (t) => first + depth(dx / 2 - zero, t))], at);
  const got = depths();
  const errors: number[] = [];
  let front = 0;
  got.forEach((h, i) => {
    const exact = depth((i + 0.5) * dx - zero, at);
    if (h > 0.001 || exact > 0.001) errors.push(h - exact);
    if (h > 0.01) front = (i + 0.5) * dx - zero;
  });
  return { rmse: rms(errors), most: Math.max(...errors.map(Math.abs)), front, closure: balance.closure };
}

/** V3: integrates dH/ds = u (n² u² H^(−4/3) + slope) from H(0) by Runge and Kutta. @returns H(s), s every 0.05 s */
function beachDepth(): (s: number) => number {
  const [n, u, slope, step] = [0.06, 1, 1 / 6000, 0.05];
  const f = (h: number): number => u * (n * n * u * u * h ** (-4 / 3) + slope);
  const table = [0.711666];
  for (let k = 0; k < 140_000; k++) {
    const h = table[k]!;
    const k1 = f(h);
    const k2 = f(h + (step / 2) * k1);
    const k3 = f(h + (step / 2) * k2);
    table.push(h + (step / 6) * (k1 + 2 * k2 + 2 * k3 + f(h + step * k3)));
  }
  return (s) => (s < 0 ? 0 : table[Math.round(s / step)]!);
}

/** Waves over dry ground, of which the exact shape is known. @param open the kernel looked at */
export function waveCases(open: OpenKernel): Case[] {
  return [
    {
      id: "V1", title: "wave over a flat plane (Hunter 2005), dx 50 m, 3600 s", quick: true,
      run() {
        const a = hunter(0.03, 1);
        const first = wave(open, { depth: a, n: 0.03, dx: 50, length: 5000, at: 3600 });
        const second = wave(open, { depth: hunter(0.01, 0.635), n: 0.01, dx: 50, length: 5000, at: 3600 });
        const third = wave(open, { depth: hunter(0.01, 1), n: 0.01, dx: 50, length: 5000, at: 3600 });
        return [
          near("formula h(1000), n 0.03, u 1, m", a(1000, 3600), 2.0699, 5e-5),
          atMost("RMSE, n 0.03, u 1, m", first.rmse, 0.03), near("front of 1 cm, m", first.front, 3600, 50), atMost("largest error, m", first.most, 0.1),
          atMost("RMSE, n 0.01, u 0.635, m", second.rmse, 0.02), atMost("RMSE, n 0.01, u 1, m", third.rmse, 0.07), atMost("ledger closure", first.closure, 1e-12),
        ];
      },
    },
    {
      id: "V2", title: "the scheme's own wave: the error shrinks with the cell", quick: true,
      run() {
        const depth = ownWave(0.01, 1);
        const errors = [100, 50, 25, 10].map((dx) => wave(open, { depth, n: 0.01, dx, length: 5000, at: 3600, theta: 0.8 }).rmse);
        return [
          near("formula h(1000), n 0.01, u 1, m", depth(1000, 3600), 0.8886, 5e-5), near("formula h(0), n 0.03, m", ownWave(0.03, 1)(0, 3600), 2.4577, 5e-5),
          ...errors.slice(1).map((error, k) => atLeast(`RMSE at dx ${[100, 50, 25][k]} less that at ${[50, 25, 10][k]}, m`, errors[k]! - error, 1e-4)),
          atMost("RMSE at dx 10, m", errors[3]!, 0.02),
        ];
      },
    },
    {
      id: "V3", title: "wetting of a planar beach, slope 1/6000, dx 50 m, 5000 s; x from the middle of the first cell", quick: true,
      run() {
        const level = beachDepth();
        const { rmse, front, closure } = wave(open, { depth: (x, t) => level(t - x), ground: (x) => x / 6000, n: 0.06, dx: 50, length: 6000, at: 5000, zero: 25 });
        return [near("formula H(1000), m", level(1000), 2.65826, 1e-5), near("formula H(5000), m", level(5000), 5.53775, 2e-5), atMost("RMSE, m", rmse, 0.06), near("front of 1 cm, m", front, 5025, 150), atMost("ledger closure", closure, 1e-12)];
      },
    },
  ];
}
