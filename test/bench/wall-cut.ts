/** A cut between two scenes of pictures on four walls: how far apart the displays change, and whether any cell is ever bare. `KYDAI_BENCH_CUTS` shortens it. */
import { SceneId } from "#contract/ids";
import { CUT_AHEAD } from "../../backend/core/wall/cut.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, twoScenes, WALLS, type PictureScene, type WallBench } from "./wall-bench.ts";
import { instant } from "./wall-eye.ts";
import { isColour } from "./wall-pictures.ts";

const CUTS = Number(process.env["KYDAI_BENCH_CUTS"] ?? 1000);
/** A display that has not cut after so long, ms, is not waited for. */
const PATIENCE = 5000;
/** After the last display has changed it is looked at for so long, ms: a cell may fall bare afterwards. */
const AFTERWARDS = 60;

interface Cuts {
  /** Between the first and the last display to have changed, ms, per cut. */
  skews: number[];
  /** Between the first and the last cell of all displays, ms. */
  cellSkews: number[];
  /** From the operator's request to the last display, ms. */
  whole: number[];
  /** Values that were neither the old scene's nor the new one's: [cut, spot, value]. */
  bare: [number, number, number][];
  late: number;
}

async function cut(bench: WallBench, spots: readonly { wall: number }[], from: PictureScene, to: PictureScene, n: number, seen: Cuts): Promise<void> {
  const { eye } = bench;
  eye.forget();
  const began = instant();
  await bench.ask("wall:cut", { sceneId: SceneId.parse(to.id) });
  const done = await eye.until((values) => to.colours.every((colour, i) => isColour(values[i], colour)), PATIENCE);
  await new Promise((next) => setTimeout(next, AFTERWARDS));
  const changed = new Map<number, number>();
  for (const { t, spot, value } of eye.sights()) {
    const [old, wanted] = [from.colours[spot] ?? 0, to.colours[spot] ?? 0];
    if (isColour(value, wanted)) changed.set(spot, t);
    else if (!isColour(value, old)) seen.bare.push([n, spot, value]);
  }
  if (done === undefined) return void seen.late++;
  // A display has cut when the last of its cells has.
  const displays = Array.from({ length: WALLS }, (_value, wall) => Math.max(...[...changed].filter(([spot]) => spots[spot]?.wall === wall).map(([, t]) => t)));
  const cells = [...changed.values()];
  seen.skews.push(Math.max(...displays) - Math.min(...displays));
  seen.cellSkews.push(Math.max(...cells) - Math.min(...cells));
  seen.whole.push(Math.max(...cells) - began);
}

export async function bench(): Promise<BenchRow[]> {
  const wall = await openWallBench();
  try {
    const { scenes: [a, b], spots } = await twoScenes(wall, 2, 2);
    const seen: Cuts = { skews: [], cellSkews: [], whole: [], bare: [], late: 0 };
    await wall.eye.until((values) => b.colours.every((colour, i) => isColour(values[i], colour)), 20_000);
    for (let n = 0; n < CUTS; n++) await cut(wall, spots, n % 2 === 0 ? b : a, n % 2 === 0 ? a : b, n, seen);
    const period = wall.eye.period();
    const note = `n=${seen.skews.length}; looked at every ${period.median.toFixed(1)} ms (p99 ${period.p99.toFixed(1)})`;
    const examples = seen.bare.slice(0, 5).map(([n, spot, value]) => `cut ${n} spot ${spot} #${value.toString(16).padStart(6, "0")}`).join(", ");
    const bareCuts = new Set(seen.bare.map(([n]) => n)).size;
    return [
      { name: "scene cut: skew between displays, p95", value: quantile(seen.skews, 0.95), unit: "ms", target: { op: "<=", value: 40 }, note: `p50 ${quantile(seen.skews, 0.5).toFixed(1)}, max ${Math.max(...seen.skews).toFixed(1)} ms; ${note}` },
      { name: "scene cut: skew between all cells, p95", value: quantile(seen.cellSkews, 0.95), unit: "ms", note: `max ${Math.max(...seen.cellSkews).toFixed(1)} ms` },
      { name: `bare cells in ${CUTS} cuts of ${spots.length} cells`, value: seen.bare.length, unit: "cells", target: { op: "<=", value: 0 }, note: `in ${bareCuts} cuts${examples === "" ? "" : `: ${examples}`}` },
      { name: `cuts that did not arrive within ${PATIENCE / 1000} s`, value: seen.late, unit: `of ${CUTS}`, target: { op: "<=", value: 0 } },
      { name: "scene cut: request → last display", value: quantile(seen.whole, 0.95), unit: "ms (p95)", note: `p50 ${quantile(seen.whole, 0.5).toFixed(1)} ms, of which the cut's own notice is ${CUT_AHEAD}` },
    ];
  } finally {
    await wall.close();
  }
}
