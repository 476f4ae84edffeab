import { chainLength, metres, type WaterGrid } from "./water-grid.ts";

/** A gauge's newest value. */
export interface GaugeLevel {
  lon: number;
  lat: number;
  /** m above the national datum; undefined: nothing fresh and good came from it. */
  level: number | undefined;
}

/** Levels along all rivers, by chain index; DRY where none is known. */
export interface RiverLevels {
  /** m above the national datum. */
  levels: Float32Array;
  /** Gauges that stand at a river of the pack, and how many of them speak. */
  gauges: number;
  fresh: number;
}

/** Below every river bed: where no level is known, nothing is wet. */
export const DRY = -9999;
/** A gauge further from the axis stands at another water. */
const NEAR_M = 2000;
/** Above the uppermost and below the lowest gauge that speaks, its level is taken for the river's so far; further, nobody knows. */
const HOLD_M = 5000;

/**
 * The level of each river where its gauges speak: linear along the river between them, held for a few kilometres beyond the
 * outermost. A silent gauge is passed over; a river without any is left dry: stale water is never drawn.
 */
export function riverLevels(grid: Pick<WaterGrid, "rivers">, gauges: readonly GaugeLevel[]): RiverLevels {
  const levels = new Float32Array(chainLength(grid)).fill(DRY);
  const near = new Set<GaugeLevel>();
  for (const { axis, from } of grid.rivers) {
    const along = distances(axis);
    const known: { at: number; level: number }[] = [];
    for (const gauge of gauges) {
      const at = nearest(axis, gauge);
      if (at === undefined) continue;
      near.add(gauge);
      if (gauge.level !== undefined && Number.isFinite(gauge.level)) known.push({ at: along[at]!, level: gauge.level });
    }
    known.sort((a, b) => a.at - b.at);
    axis.forEach((_, i) => (levels[from + i] = between(known, along[i]!)));
  }
  return { levels, gauges: near.size, fresh: [...near].filter(({ level }) => level !== undefined).length };
}

/** Metres from the first point, along the line. */
function distances(axis: readonly (readonly [number, number])[]): number[] {
  let sum = 0;
  return axis.map(([lon, lat], i) => {
    const before = axis[i - 1];
    if (before !== undefined) sum += metres(before[0], before[1], lon, lat);
    return sum;
  });
}

function nearest(axis: readonly (readonly [number, number])[], { lon, lat }: GaugeLevel): number | undefined {
  let best: number | undefined;
  let least = NEAR_M;
  axis.forEach(([x, y], i) => {
    const far = metres(x, y, lon, lat);
    if (far >= least) return;
    least = far;
    best = i;
  });
  return best;
}

function between(known: readonly { at: number; level: number }[], at: number): number {
  const next = known.findIndex((gauge) => gauge.at >= at);
  const above = next < 0 ? known.at(-1) : known[next - 1];
  const below = next < 0 ? undefined : known[next];
  if (above !== undefined && below !== undefined) return below.at === above.at ? below.level : above.level + ((below.level - above.level) * (at - above.at)) / (below.at - above.at);
  const one = above ?? below;
  return one !== undefined && Math.abs(one.at - at) <= HOLD_M ? one.level : DRY;
}
