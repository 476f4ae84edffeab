import type { Bounds } from "#contract/city";

/** Bins of a hundredth of a degree. */
const STEP = 0.01;
/** Share left out at each side: ways that lead far out of an extract. */
const OUTLIERS = 0.002;

/** Counts places by longitude and by latitude, in two columns of a fixed size. */
export interface Spread {
  add(lon: number, lat: number): void;
  /** Box of all but the outliers; undefined when nothing was added. */
  box(): Bounds | undefined;
}

export function openSpread(): Spread {
  const lons = new Uint32Array(360 / STEP + 1);
  const lats = new Uint32Array(180 / STEP + 1);
  let count = 0;
  const ends = (bins: Uint32Array, zero: number): [number, number] => {
    const out = count * OUTLIERS;
    let from = 0;
    for (let sum = bins[0]!; sum <= out; sum += bins[++from]!);
    let to = bins.length - 1;
    for (let sum = bins[to]!; sum <= out; sum += bins[--to]!);
    return [Math.round((from * STEP + zero) * 100) / 100, Math.round(((to + 1) * STEP + zero) * 100) / 100];
  };
  return {
    add(lon, lat) {
      lons[Math.max(0, Math.min(lons.length - 1, Math.floor((lon + 180) / STEP)))]!++;
      lats[Math.max(0, Math.min(lats.length - 1, Math.floor((lat + 90) / STEP)))]!++;
      count++;
    },
    box() {
      if (count === 0) return undefined;
      const [west, east] = ends(lons, -180);
      const [south, north] = ends(lats, -90);
      return [west, south, Math.min(180, east), Math.min(90, north)];
    },
  };
}
