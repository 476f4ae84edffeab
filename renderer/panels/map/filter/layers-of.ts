import type { CityManifest } from "#contract/city";
import { SCENE_LAYERS, type SceneLayerId } from "../../../scene/drawing.ts";
import { layerOfKind } from "../../../scene/city/city-pack.ts";

/** Which of the scene's own layers this pack has, in the order of the list; what it lacks has no switch. */
export function sceneLayersOf(city: CityManifest | undefined, cheap: boolean): SceneLayerId[] {
  if (city === undefined) return [];
  const base = layerOfKind(city, "base") !== undefined;
  const has: Record<SceneLayerId, boolean> = {
    buildings: base, wards: base, names: base,
    "water-surface": layerOfKind(city, "water") !== undefined,
    // A machine that draws in software leaves the shaded hills out.
    shade: !cheap && layerOfKind(city, "hillshade") !== undefined,
    terrain: layerOfKind(city, "terrain") !== undefined,
    models: layerOfKind(city, "gltf") !== undefined || layerOfKind(city, "3d-tiles") !== undefined,
  };
  return SCENE_LAYERS.filter((id) => has[id]);
}

/** Layers that are on by themselves: all of the scene's but the relief, and the live ones that say so. */
export function firstLayers(live: readonly { id: string; first: boolean }[]): ReadonlySet<string> {
  return new Set([...SCENE_LAYERS.filter((id) => id !== "terrain"), ...live.filter(({ first }) => first).map(({ id }) => id)]);
}
