import type { CityManifest } from "#contract/city";
import type { SiteId } from "#contract/ids";
import type { Scene } from "../../scene/scene.ts";

/** The console's map as its tools take hold of it. A new one for every new map; the same one while a map is rebuilt after a loss. */
export interface MapHandle {
  scene: Scene;
  /** The box the map fills: its pixels are those of `scene.project` and `scene.pointAt`. */
  place: HTMLElement;
  /** The pack in use; undefined: not known yet, or none. */
  city: CityManifest | undefined;
  site: SiteId;
  centre: readonly [lon: number, lat: number];
  /** Drawn without WebGL: one view, no layers, nothing leans. */
  flat: boolean;
  /** Drawn by software: no flights, no shaded hills. */
  cheap: boolean;
  /** Called after each frame that was drawn, and when the box changed its size. @returns the way to stop */
  onFrame(listener: () => void): () => void;
}
