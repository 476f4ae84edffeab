import type { River } from "#contract/city";
import { metres } from "../way/plane.ts";
import type { Point } from "./city.ts";

/** A gauge's level, m above the national datum. */
export interface LevelAt {
  at: Point;
  level: number;
}

/** A gauge farther from a river's axis stands at another water, m. */
export const AT_RIVER = 2000;

/** Metres from the first point, along the axis. */
export function alongOf(axis: readonly Point[]): number[] {
  let sum = 0;
  return axis.map((at, i) => (i === 0 ? 0 : (sum += metres(axis[i - 1]!, at))));
}

/** The point of an axis nearest to a place, and how far off it lies, m. */
export function nearestPoint(axis: readonly Point[], at: Point): { index: number; metres: number } {
  let best = { index: 0, metres: Infinity };
  for (const [index, one] of axis.entries()) {
    const far = metres(one, at);
    if (far < best.metres) best = { index, metres: far };
  }
  return best;
}

/**
 * The level of a river at each point of its axis: linear along it between gauges, held beyond the outermost.
 *
 * @returns undefined where no gauge stands at it
 */
export function riverLevels({ axis }: Pick<River, "axis">, gauges: readonly LevelAt[]): Float64Array | undefined {
  const along = alongOf(axis);
  const known: { at: number; level: number }[] = [];
  for (const { at, level } of gauges) {
    const near = nearestPoint(axis, at);
    if (near.metres <= AT_RIVER) known.push({ at: along[near.index]!, level });
  }
  if (known.length === 0) return undefined;
  known.sort((a, b) => a.at - b.at);
  return Float64Array.from(along, (at) => {
    const next = known.findIndex((gauge) => gauge.at >= at);
    if (next === 0) return known[0]!.level;
    if (next < 0) return known.at(-1)!.level;
    const [above, below] = [known[next - 1]!, known[next]!];
    return below.at === above.at ? below.level : above.level + ((below.level - above.level) * (at - above.at)) / (below.at - above.at);
  });
}
