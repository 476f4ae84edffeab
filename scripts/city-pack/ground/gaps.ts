import { cellLat, cellLon, type GridSpec } from "../../tiles/height-grid.ts";
import type { Area } from "../osm/sorted.ts";
import { boxOf, inside, within } from "../shape.ts";

/** How much of an area has heights, and where they are missing. */
export interface Coverage {
  /** Share with a height, 0…1: of the wards where they are known, else of the area. */
  share: number;
  /** Parts of the area where some are missing, by name, worst first: wards where they are known, else ninths. */
  gaps: { name: string; missing: number }[];
}

const PARTS = ["tây bắc / north-west", "bắc / north", "đông bắc / north-east", "tây / west", "giữa / middle", "đông / east", "tây nam / south-west", "nam / south", "đông nam / south-east"] as const;
/** Cells looked at along a side. */
const SAMPLES = 240;
/** A smaller share missing is not told. */
const WORTH = 0.01;

export function coverageOf(grid: GridSpec, heights: Float32Array, wards: readonly Area[]): Coverage {
  const boxed = wards.map((ward) => ({ ...ward, box: boxOf(ward.polygons.flatMap(([outer]) => outer!)) }));
  const seen = new Map<string, { all: number; missing: number }>();
  let all = 0;
  let missing = 0;
  const stepX = Math.max(1, Math.floor(grid.width / SAMPLES));
  const stepY = Math.max(1, Math.floor(grid.height / SAMPLES));
  for (let j = 0; j < grid.height; j += stepY)
    for (let i = 0; i < grid.width; i += stepX) {
      const gone = Number.isNaN(heights[j * grid.width + i]!);
      const at = [cellLon(grid, i), cellLat(grid, j)] as const;
      const name = wards.length === 0 ? PARTS[Math.floor((3 * j) / grid.height) * 3 + Math.floor((3 * i) / grid.width)]! : boxed.find(({ box, polygons }) => within(box, at) && polygons.some(([outer]) => inside(at, outer!)))?.name;
      if (name === undefined) continue;
      all++;
      if (gone) missing++;
      const part = seen.get(name) ?? { all: 0, missing: 0 };
      seen.set(name, part);
      part.all++;
      if (gone) part.missing++;
    }
  const gaps = [...seen].map(([name, part]) => ({ name, missing: part.missing / part.all })).filter((gap) => gap.missing >= WORTH);
  return { share: all === 0 ? 0 : 1 - missing / all, gaps: gaps.sort((a, b) => b.missing - a.missing || (a.name < b.name ? -1 : 1)) };
}
