import { TilesRenderer } from "3d-tiles-renderer";
import { Box3, Matrix4, Sphere, Vector3, type Camera, type Group, type WebGLRenderer } from "three";
import { cityUrl, fetchCity, inPack } from "../city/city-file.ts";
import { packOnly, placed } from "./load-model.ts";

/** What of a tileset is kept in memory, bytes. */
const CACHE = { min: 64 * 1024 * 1024, max: 192 * 1024 * 1024 };
/** Semi-axes of WGS 84, m. */
const WGS84 = { a: 6_378_137, b: 6_356_752.314_245 };

export interface Tileset {
  group: Group;
  toMercator: Matrix4;
  /** Asks for the tiles that its camera needs, which stands among the tileset's own metres. */
  update(renderer: WebGLRenderer): void;
  dispose(): void;
}

/** @throws Error when the root cannot be read. @param camera which will look at it. @param onRefused called with a tile's reason */
export async function openTileset(file: string, camera: Camera, changed: () => void, onRefused: (why: string) => void): Promise<Tileset> {
  const tiles = new TilesRenderer(cityUrl(file));
  const refuse = packOnly();
  tiles.manager.setURLModifier((url) => refuse.resolveURL(url));
  tiles.registerPlugin({
    name: "PACK_ONLY",
    fetchData: async (url: string | URL, options: RequestInit): Promise<Response> => {
      const address = String(url);
      if (!inPack(address)) throw new Error(`outside the pack: ${address.slice(0, 200)}`);
      const { status, body, headers } = await fetchCity(address, options);
      return new Response(body, { status, headers });
    },
  });
  Object.assign(tiles.lruCache, { minBytesSize: CACHE.min, maxBytesSize: CACHE.max });
  tiles.setCamera(camera);
  tiles.setResolution(camera, 1, 1);
  tiles.addEventListener("load-model", changed);
  tiles.addEventListener("load-error", ({ error }) => onRefused(error.message));
  const root = new Promise<void>((resolve, reject) => {
    tiles.addEventListener("load-root-tileset", () => resolve());
    tiles.addEventListener("load-error", ({ error }) => reject(error));
  });
  tiles.update();
  await root;
  const centre = middleOf(tiles);
  const { lon, lat, height } = geodetic(centre);
  // The tileset stands on the globe's own axes: turned so that its middle is the origin, x east, y up, z south.
  const local = eastUpSouth(lon, lat, centre);
  tiles.group.applyMatrix4(local);
  tiles.group.updateMatrixWorld(true);
  return {
    group: tiles.group,
    toMercator: placed(lon, lat, height),
    update(renderer) {
      tiles.setResolutionFromRenderer(camera, renderer);
      tiles.update();
    },
    dispose: () => tiles.dispose(),
  };
}

function middleOf(tiles: TilesRenderer): Vector3 {
  const sphere = new Sphere();
  const box = new Box3();
  if (tiles.getBoundingSphere(sphere)) return sphere.center;
  return tiles.getBoundingBox(box) ? box.getCenter(new Vector3()) : new Vector3();
}

/** Longitude and latitude in degrees and height in metres of a point on the globe's axes (Bowring 1985). */
export function geodetic({ x, y, z }: Vector3): { lon: number; lat: number; height: number } {
  const { a, b } = WGS84;
  const e2 = 1 - (b * b) / (a * a);
  const p = Math.hypot(x, y);
  const theta = Math.atan2(z * a, p * b);
  const lat = Math.atan2(z + ((e2 * a * a) / b) * Math.sin(theta) ** 3, p - e2 * a * Math.cos(theta) ** 3);
  const n = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return { lon: (Math.atan2(y, x) * 180) / Math.PI, lat: (lat * 180) / Math.PI, height: p / Math.cos(lat) - n };
}

function eastUpSouth(lon: number, lat: number, { x, y, z }: Vector3): Matrix4 {
  const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  const [sl, cl, sf, cf] = [Math.sin(l), Math.cos(l), Math.sin(f), Math.cos(f)];
  const turn = new Matrix4().set(-sl, cl, 0, 0, cf * cl, cf * sl, sf, 0, sf * cl, sf * sl, -cf, 0, 0, 0, 0, 1);
  return turn.multiply(new Matrix4().makeTranslation(-x, -y, -z));
}
