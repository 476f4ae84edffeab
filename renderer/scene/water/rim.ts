import { DRY } from "./river-levels.ts";
import { metres, NOWHERE, UNKNOWN, type WaterGrid } from "./water-grid.ts";

/** How sure the water is, cell by cell of a grid that may be coarser than the water's: 0 where what is told of ends, 255 from FADE_M inwards. */
export interface Rim {
  width: number;
  height: number;
  sure: Uint8Array;
}

/** Water fades over so many metres towards where nobody tells of it any more. */
export const FADE_M = 1500;
/** A larger grid is looked at in coarser steps: the fade is smooth, and this is done on the window's thread. */
const MOST_CELLS = 800_000;

/** Which chain indices have no level: the rim stays as it is while this does. */
export const silence = (levels: Float32Array): string => {
  let runs = "";
  for (let i = 0; i < levels.length; i++) if (levels[i]! <= DRY !== (levels[i - 1] ?? DRY) <= DRY) runs += `${i},`;
  return runs;
};

/**
 * Metres to the nearest place of which nothing is told, as certainty: outside the grid, beyond the reach of its rivers, at a river
 * whose gauges are silent or far. A grid's edge, a reach's circle and the end of a gauge's say are no shores and must not look like one.
 * Ground that nobody measured is no such place: packs leave single cells out.
 */
export function rimOf(grid: WaterGrid, levels: Float32Array): Rim {
  const step = Math.max(1, Math.ceil(Math.sqrt((grid.width * grid.height) / MOST_CELLS)));
  const width = Math.ceil(grid.width / step);
  const height = Math.ceil(grid.height / step);
  const [west, south, east, north] = grid.bounds;
  const middle = (south + north) / 2;
  const side = (metres(west, middle, east, middle) / width + metres(west, south, west, north) / height) / 2;
  const most = FADE_M / side;
  const far = new Float32Array(width * height).fill(most);
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++) {
      const cell = Math.min(grid.height - 1, j * step) * grid.width + Math.min(grid.width - 1, i * step);
      if (grid.ground[cell] !== UNKNOWN && (grid.chain[cell] === NOWHERE || (levels[grid.chain[cell]!] ?? DRY) <= DRY)) far[j * width + i] = 0;
      else if (i === 0 || j === 0 || i === width - 1 || j === height - 1) far[j * width + i] = Math.min(1, most);
    }
  spread(far, width, height);
  return { width, height, sure: Uint8Array.from(far, (cells) => Math.round((255 * Math.min(cells, most)) / most)) };
}

/** Distances in cells by two sweeps over the neighbours (Borgefors 1986, weights 1 and √2): some percent too long at most. */
function spread(far: Float32Array, width: number, height: number): void {
  for (const way of [1, -1]) {
    const back = [[-way, 1], [-way * width, 1], [-way * width - 1, Math.SQRT2], [-way * width + 1, Math.SQRT2]] as const;
    const start = way === 1 ? width + 1 : width * (height - 1) - 2;
    const end = way === 1 ? width * height - 1 : width - 1;
    for (let cell = start; cell !== end && cell > 0 && cell < far.length; cell += way) {
      let least = far[cell]!;
      for (const [to, cost] of back) {
        const there = far[cell + to];
        if (there !== undefined && there + cost < least) least = there + cost;
      }
      far[cell] = least;
    }
  }
}

/** Whether the water is drawn so strongly at a place that its depth may be told: not in the outer half of the fade. */
export function tellsAt({ width, height, sure }: Rim, { bounds: [west, south, east, north] }: Pick<WaterGrid, "bounds">, lon: number, lat: number): boolean {
  const column = Math.min(width - 1, Math.floor(((lon - west) / (east - west)) * width));
  const row = Math.min(height - 1, Math.floor(((north - lat) / (north - south)) * height));
  return (sure[row * width + column] ?? 0) >= 128;
}
