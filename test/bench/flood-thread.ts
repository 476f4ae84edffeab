import { parentPort, workerData } from "node:worker_threads";
import { openBasin, terrainOf } from "../../scripts/verify-simulations/case.ts";
import { openCompiled } from "../../scripts/verify-simulations/twin.ts";

/** Side of the square, cells, all wet; steps a round and rounds of which the best counts. The peer (`flood-peer.c`) does the same. */
export const SIDE = 1000;
const [STEPS, ROUNDS] = [20, 5];

/** Cell updates a second of the compiled kernel on a wet square, the best of some rounds. */
export function updates(): number {
  const { kernel } = openBasin(openCompiled, terrainOf({ nx: SIDE, ny: SIDE, dx: 10, roughness: 0.03, ground: (x, y) => Math.sin(x / 300) * 0.5 + Math.cos(y / 200) * 0.5 + 1 }), { depth: (x) => 2 + 0.1 * Math.sin(x / 50) });
  const dt = (0.6 * 10) / Math.sqrt(9.81 * 3);
  let best = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let k = 0; k < STEPS; k++) kernel.step(dt);
    if (round > 0) best = Math.max(best, (SIDE * SIDE * STEPS * 1000) / (performance.now() - start));
  }
  return best;
}

if (parentPort !== null && workerData === "flood-updates") parentPort.postMessage(updates());
