import type { Map as GlMap } from "maplibre-gl";
import type { CityManifest } from "#contract/city";
import type { Seen } from "../../live/seen.ts";
import { fetchUnpacked } from "../city/city-file.ts";
import { layerOfKind } from "../city/city-pack.ts";
import type { Palette } from "../palette.ts";
import { depthAt, type Depth } from "./depth.ts";
import { rimOf, silence, tellsAt, type Rim } from "./rim.ts";
import { riverLevels, type GaugeLevel, type RiverLevels } from "./river-levels.ts";
import { watchGauges } from "./water-feed.ts";
import { readWaterGrid, type WaterGrid } from "./water-grid.ts";
import { createWaterLayer } from "./water-layer.ts";

/** Of the gauges at the pack's rivers; undefined: the pack has no water grid, or it was not to be read. */
export type WaterState = { gauges: number; fresh: number } | undefined;

export interface WaterSurface {
  /** Undefined: dry there, nobody knows, or so near to where nothing is told that the water is drawn fading. */
  depth(lon: number, lat: number): Depth | undefined;
  show(on: boolean): void;
  remove(): void;
}

/** The last grid read, kept over a lost context: one, since a window shows one city. */
let kept: { file: string; sha: string; grid: Promise<WaterGrid | undefined> } | undefined;

function gridOf(city: CityManifest): Promise<WaterGrid | undefined> {
  const layer = layerOfKind(city, "water");
  if (layer === undefined) return Promise.resolve(undefined);
  const sha = city.files[layer.file]?.sha256 ?? "";
  if (kept?.file !== layer.file || kept.sha !== sha) {
    kept = { file: layer.file, sha, grid: fetchUnpacked(layer.file, layer.width * layer.height * 6).then((bytes) => (bytes === undefined ? undefined : readWaterGrid(bytes, layer))) };
    void kept.grid.then((grid) => {
      if (grid === undefined) kept = undefined; // asked again on the next map
    });
  }
  return kept.grid;
}

/**
 * The water of a map, drawn below what stands on the ground.
 *
 * @param options.before id of the layer it goes under
 * @param options.onState called when the number of gauges that speak changed
 */
export function createWaterSurface(options: { map: GlMap; room: Seen; city: CityManifest; palette: Palette; before: string | undefined; onState: (state: WaterState) => void }): WaterSurface {
  const { map, city, palette } = options;
  let grid: WaterGrid | undefined;
  let now: RiverLevels | undefined;
  let rim: Rim | undefined;
  let silent: string | undefined;
  let stop: (() => void) | undefined;
  let removed = false;
  let on = true;
  const layer = gridOf(city).then((read) => {
    if (removed || read === undefined) return undefined;
    grid = read;
    const made = createWaterLayer(read, [...palette.flood, palette.river]);
    map.addLayer(made, options.before !== undefined && map.getLayer(options.before) !== undefined ? options.before : undefined);
    show();
    stop = watchGauges(options.room, (gauges: readonly GaugeLevel[]) => {
      now = riverLevels(read, gauges);
      const quiet = silence(now.levels);
      if (quiet === silent) made.levels(now.levels);
      else made.levels(now.levels, (rim = rimOf(read, now.levels)));
      silent = quiet;
      options.onState({ gauges: now.gauges, fresh: now.fresh });
      map.triggerRepaint();
    });
    return made;
  });
  void layer.catch(() => undefined);

  function show(): void {
    if (map.getLayer("water-surface") !== undefined) map.setLayoutProperty("water-surface", "visibility", on ? "visible" : "none");
  }

  return {
    depth: (lon, lat) => (grid === undefined || now === undefined || rim === undefined || !tellsAt(rim, grid, lon, lat) ? undefined : depthAt(grid, now.levels, lon, lat)),
    show(next) {
      on = next;
      if (!removed) show();
    },
    remove() {
      removed = true;
      stop?.();
    },
  };
}
