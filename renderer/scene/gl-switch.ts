import type { Map as GlMap } from "maplibre-gl";
import type { SceneLayerId } from "./drawing.ts";
import type { WaterSurface } from "./water/water-surface.ts";

/** Layers of the style that a switch governs: those whose names begin so. */
const STYLE: Partial<Record<SceneLayerId, readonly string[]>> = {
  buildings: ["building"], wards: ["ward"], names: ["name-"], shade: ["shade"], models: ["models"],
};

/** Switches the scene's own layers. @param on undefined: all but the ground in relief, which costs most */
export function showLayers(map: GlMap, water: WaterSurface | undefined, on: ReadonlySet<string> | undefined): void {
  const has = (id: SceneLayerId): boolean => (on === undefined ? id !== "terrain" : on.has(id));
  for (const layer of map.getStyle().layers) {
    for (const [id, starts] of Object.entries(STYLE)) {
      if (!starts.some((start) => layer.id === start || (start.endsWith("-") && layer.id.startsWith(start)))) continue;
      map.setLayoutProperty(layer.id, "visibility", isSceneLayer(id) && has(id) ? "visible" : "none");
    }
  }
  water?.show(has("water-surface"));
  const relief = has("terrain") && map.getSource("terrain") !== undefined;
  if ((map.getTerrain() === null) === relief) map.setTerrain(relief ? { source: "terrain", exaggeration: 1 } : null);
}

function isSceneLayer(id: string): id is SceneLayerId {
  return id in STYLE;
}
