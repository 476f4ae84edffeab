import type { CustomLayerInterface, Map as GlMap } from "maplibre-gl";
import { AmbientLight, Camera, DirectionalLight, Matrix4, Scene, WebGLRenderer } from "three";
import type { CityLayer } from "#contract/city";
import { setCamera } from "./camera-of.ts";
import { loadModel } from "./load-model.ts";
import { openTileset, type Tileset } from "./tileset.ts";

export type ModelLayer = Extract<CityLayer, { kind: "gltf" | "3d-tiles" }>;
/** Things of three dimensions that a pack brings; `refused`: what could not be shown, and why. */
export interface ModelsLayer extends CustomLayerInterface {
  refused(): readonly { id: string; why: string }[];
  dispose(): void;
}

/**
 * Models and tilesets of the pack in the map's own GL context: three forgets its notion of the context's state before and after,
 * since the map and the live layers change it in between. Metres around an origin, x east, y up, z south.
 */
export function createModelsLayer(given: readonly ModelLayer[]): ModelsLayer {
  const camera = new Camera();
  /** Each at its own place on the globe: one scene per model keeps float32 exact. */
  const parts: { scene: Scene; toMercator: Matrix4; tileset?: Tileset }[] = [];
  const refused: { id: string; why: string }[] = [];
  let renderer: WebGLRenderer | undefined;
  let map: GlMap | undefined;
  let gone = false;

  async function load(layer: ModelLayer): Promise<void> {
    const scene = new Scene();
    const sun = new DirectionalLight(0xffffff, 1.6);
    sun.position.set(-0.5, 1, 0.6);
    scene.add(sun, new AmbientLight(0xffffff, 1.1));
    try {
      if (layer.kind === "gltf") {
        const { model, toMercator } = await loadModel(layer);
        scene.add(model);
        if (!gone) parts.push({ scene, toMercator });
      } else {
        const tileset = await openTileset(layer.file, camera, () => map?.triggerRepaint(), (why) => refused.push({ id: layer.id, why }));
        scene.add(tileset.group);
        if (gone) tileset.dispose();
        else parts.push({ scene, toMercator: tileset.toMercator, tileset });
      }
      map?.triggerRepaint();
    } catch (error) {
      refused.push({ id: layer.id, why: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    id: "models",
    type: "custom",
    renderingMode: "3d",
    onAdd(to, gl) {
      map = to;
      renderer = new WebGLRenderer({ canvas: to.getCanvas(), context: gl, antialias: true });
      renderer.autoClear = false;
      for (const layer of given) void load(layer);
    },
    render(_gl, { defaultProjectionData }) {
      if (renderer === undefined || parts.length === 0) return;
      const matrix = new Matrix4().fromArray([...defaultProjectionData.mainMatrix]);
      const whole = new Matrix4();
      renderer.resetState();
      for (const { scene, toMercator, tileset } of parts) {
        setCamera(camera, whole.multiplyMatrices(matrix, toMercator));
        tileset?.update(renderer);
        renderer.render(scene, camera);
      }
      renderer.resetState();
    },
    onRemove: () => undefined,
    refused: () => refused,
    dispose() {
      gone = true;
      for (const { tileset } of parts) tileset?.dispose();
      parts.length = 0;
      renderer?.dispose();
      renderer = undefined;
    },
  };
}
