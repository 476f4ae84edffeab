import type { CityManifest } from "#contract/city";
import type { HeightGrid } from "../../geo/heights.ts";
import { fetchUnpacked } from "./city-file.ts";
import { fetchManifest, layerOfKind } from "./city-pack.ts";

/** Ground heights of a pack; undefined: it has none that can be read. */
export async function readHeights(city: CityManifest): Promise<HeightGrid | undefined> {
  const layer = layerOfKind(city, "heights");
  if (layer === undefined) return undefined;
  const { file, width, height, bounds } = layer;
  const bytes = await fetchUnpacked(file, width * height * 2);
  return bytes === undefined || bytes.byteLength !== width * height * 2 ? undefined : { width, height, bounds, dm: new Int16Array(bytes) };
}

let kept: Promise<HeightGrid | undefined> | undefined;

/** Ground heights of this room's city, read once a window; what could not be had is asked for again the next time. */
export function cityHeights(): Promise<HeightGrid | undefined> {
  const asked = (kept ??= fetchManifest().then((city) => (city === undefined ? undefined : readHeights(city))).catch(() => undefined));
  void asked.then((heights) => {
    if (heights === undefined && kept === asked) kept = undefined;
  });
  return asked;
}
