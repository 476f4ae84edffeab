import type { Bounds, CityLayer } from "#contract/city";
import { packGrid, sampleGrid } from "../tiles/height-grid.ts";
import { hillshadeTile } from "../tiles/hillshade.ts";
import type { PackWriter } from "../tiles/pack-writer.ts";
import { openPmtiles } from "../tiles/pmtiles-writer.ts";
import { writeRaster } from "../tiles/raster-tiles.ts";
import { terrariumTile } from "../tiles/terrarium.ts";
import { metresPerLon } from "../tiles/tile-math.ts";
import type { Dem } from "./ground/read-dem.ts";
import { gridFor } from "./layers/water.ts";

const FIRST = 7;
const LAST = 13;
/** Cells of the grid for lines of sight: 2 MB unpacked. */
const MOST_CELLS = 1_000_000;
/** Metres of a pixel of a 256-pixel tile at zoom 0 on the equator. */
const WORLD = 40_075_017 / 256;

/** Hillshade, terrain and heights from an elevation model, down to the zoom that its step is worth. */
export function writeRelief(pack: PackWriter, dem: Dem, bounds: Bounds, centre: readonly [number, number], progress: (share: number) => void): CityLayer[] {
  const lat = (bounds[1] + bounds[3]) / 2;
  const scale = metresPerLon(lat) / metresPerLon(0);
  const maxZoom = Math.max(FIRST + 1, Math.min(LAST, Math.round(Math.log2((WORLD * scale) / dem.step))));
  const layers: CityLayer[] = [];
  for (const [i, { kind, draw }] of ([{ kind: "hillshade", draw: hillshadeTile }, { kind: "terrain", draw: terrariumTile }] as const).entries()) {
    const tiles = openPmtiles(pack.place(`${kind}.pmtiles`), { type: "png", minZoom: FIRST, maxZoom, bounds, centre, metadata: { name: kind, format: "png", ...(kind === "terrain" ? { encoding: "terrarium" } : {}) } });
    writeRaster({ pmtiles: tiles, bounds, minZoom: FIRST, maxZoom, draw: (at) => draw(at, dem.ground), progress: (share) => progress((i + share) / 2) });
    tiles.close();
    layers.push({ kind, file: `${kind}.pmtiles`, minZoom: FIRST, maxZoom });
  }
  const grid = gridFor(bounds, Math.max(30, dem.step), MOST_CELLS);
  pack.file("heights.i16.gz", packGrid([sampleGrid(grid, dem.ground)]));
  return [...layers, { kind: "heights", file: "heights.i16.gz", ...grid }];
}
