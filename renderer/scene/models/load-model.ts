import { MathUtils, Matrix4, type Group, LoadingManager } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import type { CityLayer } from "#contract/city";
import { mercator } from "../bounds.ts";
import { cityUrl, fetchCity, inPack } from "../city/city-file.ts";

/** A model larger than this stalls the room while it is read. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @throws Error when the file is missing, broken, too large, or names anything outside the pack */
export async function loadModel(layer: Extract<CityLayer, { kind: "gltf" }>): Promise<{ model: Group; toMercator: Matrix4 }> {
  const url = cityUrl(layer.file);
  const { status, body } = await fetchCity(url);
  if (status !== 200) throw new Error(`${layer.file}: ${status}`);
  if (body.byteLength > MOST_BYTES) throw new Error(`${layer.file}: larger than ${MOST_BYTES} bytes`);
  const { scene } = await new GLTFLoader(packOnly()).parseAsync(body, url.slice(0, url.lastIndexOf("/") + 1));
  const [lon, lat, height] = layer.at;
  return { model: scene, toMercator: placed(lon, lat, height).multiply(new Matrix4().makeRotationY(-MathUtils.degToRad(layer.heading))).multiply(new Matrix4().makeScale(layer.scale, layer.scale, layer.scale)) };
}

/** Loads nothing from outside the pack: a model that names such a thing is refused before anything is asked of anybody. */
export function packOnly(): LoadingManager {
  const manager = new LoadingManager();
  manager.setURLModifier((url) => {
    if (/^(data|blob):/.test(url) || inPack(url)) return url;
    throw new Error(`outside the pack: ${url.slice(0, 200)}`);
  });
  return manager;
}

/** From metres around a place (x east, y up, z south) to the map's mercator square. */
export function placed(lon: number, lat: number, height: number): Matrix4 {
  const [x, y] = mercator(lon, lat);
  const unit = 1 / (40_075_016.7 * Math.cos((lat * Math.PI) / 180));
  // Mercator: x east, y south, z up.
  return new Matrix4().makeTranslation(x, y, height * unit).multiply(new Matrix4().set(unit, 0, 0, 0, 0, 0, unit, 0, 0, unit, 0, 0, 0, 0, 0, 1));
}
