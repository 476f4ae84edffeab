import { edgeFaces, stagePart } from "../../backend/core/simulations/flood/edges.ts";
import { eachCell } from "../../backend/core/simulations/flood/grid.ts";
import { at } from "../../backend/core/simulations/flood/series.ts";
import type { Terrain } from "../../backend/core/simulations/flood/bed.ts";
import { atLeast, atMost, near, openBasin, runTo, terrainOf, type Case, type OpenKernel } from "./case.ts";

/** A stream of numbers in [0, 1) that is the same everywhere (LCG of Numerical Recipes). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** V16: random ripples in a box without friction, at a share of the limit C = sqrt(theta / 2). @returns their largest height after so many steps, m */
function ripples(open: OpenKernel, theta: number, share: number): number {
  const alpha = share * Math.sqrt(theta / 2);
  const next = noise(7);
  const { kernel, depths } = openBasin(open, terrainOf({ nx: 60, ny: 60, dx: 10, roughness: 0 }), { scheme: { theta, alpha, dtMax: 1e9 }, depth: () => 1 + (next() - 0.5) * 1e-6 });
  const dt = (alpha * 10) / Math.sqrt(9.81);
  for (let k = 0; k < 2000; k++) {
    kernel.step(dt);
    if (k % 50 === 49 && depths().some((h) => !(Math.abs(h - 1) < 1e-2))) return Infinity;
  }
  return depths().reduce((most, h) => Math.max(most, Math.abs(h - 1)), 0);
}

/** The eight ways to lay a square raster: turned, mirrored. `place` says where the value of (i, j) goes. */
const LAYINGS: readonly [name: string, place: (i: number, j: number, last: number) => readonly [number, number]][] = [
  ["mirrored west-east", (i, j, last) => [last - i, j]],
  ["mirrored south-north", (i, j, last) => [i, last - j]],
  ["turned by 90°", (i, j, last) => [last - j, i]],
  ["transposed", (i, j) => [j, i]],
];

/** V17: hilly ground with a heap of water, run as it is and laid another way. @returns cells that differ in any bit */
function layings(open: OpenKernel): [string, number][] {
  const side = 48;
  const next = noise(3);
  const ground = Float64Array.from({ length: side * side }, () => next() * 2);
  const rough = Float64Array.from({ length: side * side }, () => 0.02 + next() * 0.05);
  const heap = Float64Array.from({ length: side * side }, (_v, k) => (Math.hypot((k % side) - 15, Math.floor(k / side) - 20) < 9 ? 3 : 0));
  const laid = (values: Float64Array, place: (i: number, j: number, last: number) => readonly [number, number]): Float64Array => {
    const to = new Float64Array(values.length);
    for (let j = 0; j < side; j++) for (let i = 0; i < side; i++) {
      const [u, v] = place(i, j, side - 1);
      to[v * side + u] = values[j * side + i]!;
    }
    return to;
  };
  const run = (place: (i: number, j: number, last: number) => readonly [number, number]): Float64Array => {
    const terrain: Terrain = { nx: side, ny: side, dx: 10, ground: laid(ground, place), roughness: laid(rough, place) };
    const { bed, kernel, water, depths } = openBasin(open, terrain);
    const start = laid(heap, place);
    eachCell(bed.grid, (cell, raster) => { kernel.h[cell] = start[raster]!; });
    runTo(water, [], 300);
    return depths();
  };
  const plain = run((i, j) => [i, j]);
  return LAYINGS.map(([name, place]) => {
    const [expected, got] = [laid(plain, place), run(place)];
    return [name, got.reduce((count, h, k) => count + Number(!Object.is(h, expected[k])), 0)];
  });
}

/** M1: water that pours off ragged, steep ground into pits: cells run dry all the time. @returns ledger closure, and the least depth, m */
export function ragged(open: OpenKernel): { closure: number; least: number } {
  const side = 64;
  const next = noise(5);
  const heights = Float64Array.from({ length: side * side }, () => next() * 6);
  const { water, depths } = openBasin(open, { nx: side, ny: side, dx: 5, ground: heights, roughness: 0.02 }, { depth: (x, y) => (Math.hypot(x - 160, y - 160) < 60 ? 2 : 0) });
  const { balance } = runTo(water, [], 600);
  return { closure: balance.closure, least: Math.min(...depths()) };
}

/** What must hold of any run: stability on its side of the limit, symmetry to the bit, ponds that end at the crest. */
export function propertyCases(open: OpenKernel): Case[] {
  return [
    {
      id: "V14", title: "EA Test 1 form: level 9.7 → 10.35 → 9.7 m over a crest", quick: true,
      run() {
        const dx = 10;
        const ground = (x: number): number => (x < 200 ? 9.3 - x / 1000 : x < 300 ? 9.1 + (x - 200) * 0.01115 : x < 400 ? 10.215 - (x - 300) * 0.01 : 9.215);
        const terrain = terrainOf({ nx: 70, ny: 10, dx, roughness: 0.03, ground });
        const crest = Math.max(...terrain.ground);
        const { bed, water, depths } = openBasin(open, terrain, { depth: (x) => (x < 300 ? Math.max(0, 9.7 - ground(x)) : 0) });
        const level = at.bind(undefined, [[0, 9.7], [3600, 10.35], [39_600, 10.35], [43_200, 9.7]]);
        const { balance } = runTo(water, [stagePart(water, edgeFaces(bed.grid, "west", [0, 100]), (t) => level(t) - bed.datum)], 72_000);
        const h = depths();
        const at600 = 5 * 70 + 60;
        const at100 = 5 * 70 + 10;
        return [near("far pond's level, m", h[at600]! + terrain.ground[at600]!, crest, 0.02), near("near pond's level, m", h[at100]! + terrain.ground[at100]!, 9.7, 5e-4), atMost("ledger closure", balance.closure, 1e-12)];
      },
    },
    {
      id: "M1", title: "water pours off ragged ground: none is lost, no depth is negative", quick: true,
      run() {
        const { closure, least } = ragged(open);
        return [atMost("ledger closure", closure, 1e-12), atLeast("least depth, m", least, 0)];
      },
    },
    {
      id: "V16", title: "stability on either side of C = sqrt(theta / 2)", quick: true,
      run: () => [1, 0.9, 0.8, 0.7].flatMap((theta) => [
        atMost(`theta ${theta}: ripples at 0.95 of the limit, m`, ripples(open, theta, 0.95), 2e-6),
        atLeast(`theta ${theta}: ripples at 1.05 of the limit, m`, ripples(open, theta, 1.05), 1e-2),
      ]),
    },
    {
      id: "V17", title: "mirrored and turned grids, to the bit", quick: true,
      run: () => layings(open).map(([name, differ]) => atMost(`${name}: cells that differ`, differ, 0)),
    },
  ];
}
