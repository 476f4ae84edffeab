import { openSum } from "./ledger.ts";
import { at, type Series } from "./series.ts";
import type { Part, Water } from "./water.ts";

/** mm/h → m/s. */
export const MM_H = 1 / 3.6e6;

/** Rain over the area: one intensity, gauges weighted per cell, or rasters that hold until the next. Intensities in mm/h. */
export type Rain =
  | { by: "uniform"; series: Series }
  /** `weights`: one array a gauge, a share for each of `land`'s cells; shares of a cell add up to 1. */
  | { by: "gauges"; gauges: readonly { series: Series; weights: Float32Array }[] }
  /** `fields`: from each time on, one value for each of `land`'s cells. Before the first it does not rain. */
  | { by: "raster"; fields: readonly { from: number; intensity: Float32Array }[] };

/**
 * @param land cells it falls on
 * @param every seconds between two applications: 0 in f64; in f32 some seconds, so that a shower is more than the spacing of numbers
 */
export function rainPart(water: Water, rain: Rain, { land, every }: { land: Int32Array; every: number }): Part {
  let [since, until] = [0, 0];
  const uniform = (depth: number): void => {
    if (depth <= 0) return;
    for (const cell of land) water.give(cell, depth * water.area, undefined);
    water.ledger.book("rain", depth * water.area * land.length);
  };
  /** One loop without a function a cell: over a city's cells it is what rain costs. */
  const weighted = (weights: readonly Float32Array[], depths: readonly number[]): void => {
    const sum = openSum();
    for (let i = 0; i < land.length; i++) {
      let depth = 0;
      for (let g = 0; g < depths.length; g++) depth += weights[g]![i]! * depths[g]!;
      const volume = depth * water.area;
      if (volume <= 0) continue;
      water.give(land[i]!, volume, undefined);
      sum.add(volume);
    }
    water.ledger.book("rain", sum.value());
  };
  const varied = (intensity: Float32Array, dt: number): void => {
    const sum = openSum();
    for (let i = 0; i < land.length; i++) {
      const volume = intensity[i]! * MM_H * dt * water.area;
      if (volume <= 0) continue;
      water.give(land[i]!, volume, undefined);
      sum.add(volume);
    }
    water.ledger.book("rain", sum.value());
  };
  const fall = (): void => {
    const [middle, dt] = [(since + until) / 2, until - since];
    since = until;
    if (dt <= 0) return;
    switch (rain.by) {
      case "uniform": return uniform(at(rain.series, middle) * MM_H * dt);
      case "gauges": {
        const depths = rain.gauges.map(({ series }) => at(series, middle) * MM_H * dt);
        if (depths.every((depth) => depth <= 0)) return;
        return weighted(rain.gauges.map(({ weights }) => weights), depths);
      }
      case "raster": {
        const field = rain.fields.findLast(({ from }) => from <= middle);
        if (field !== undefined) varied(field.intensity, dt);
      }
    }
  };
  return {
    act(t, dt) {
      if (until === 0 && since === 0) since = t;
      until = t + dt;
      if (until - since >= every) fall();
    },
    flush: fall,
  };
}

/** Inverse-distance weights (power 2) of gauges for places. @param places and gauges: m @returns one array a gauge, a share a place */
export function gaugeWeights(places: readonly (readonly [number, number])[], gauges: readonly (readonly [number, number])[]): Float32Array[] {
  const weights = gauges.map(() => new Float32Array(places.length));
  for (const [i, [x, y]] of places.entries()) {
    const near = gauges.map(([u, v]) => 1 / Math.max(1e-6, (x - u) ** 2 + (y - v) ** 2));
    const all = near.reduce((sum, one) => sum + one, 0);
    for (const [g, one] of near.entries()) weights[g]![i] = one / all;
  }
  return weights;
}
