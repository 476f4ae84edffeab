import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { PMTiles } from "pmtiles";
import { CITY_LIMITS, CityManifest, Network, Places, type Bounds } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";
import type { Building, Heights, StudyCity, WaterColumns } from "../../core/studies/city.ts";
import { openFile, readFrom, type Listed } from "./pack-file.ts";

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);
/** Tiles of houses read for one study; a larger area goes without those beyond. */
const MOST_TILES = 4096;
/** Degrees that an area may be larger than asked for, where its grid ends on whole cells. */
const EDGE = 0.005;

/**
 * What a study needs of the city pack in a folder, for one area of it. Every file is checked by its listed size; what is missing is
 * left out, what is broken is said.
 *
 * @returns in words why the pack cannot be used
 */
export async function readStudyCity(folder: string, area: Bounds): Promise<Result<StudyCity, string>> {
  try {
    const root = realpathSync(folder);
    const manifest = CityManifest.safeParse(JSON.parse(await readFile(join(root, "manifest.json"), "utf8")));
    if (!manifest.success) return fail(`manifest.json: ${manifest.error.issues[0]?.message ?? "unreadable"}`);
    const { layers, files } = manifest.data;
    const listed = (path: string): Listed => ({ path, bytes: files[path]?.bytes ?? -1, sha256: files[path]?.sha256 ?? "" });
    const whole = async (path: string): Promise<Buffer> => {
      const file = await openFile(root, listed(path));
      if (!file.ok) throw new Error(`${path}: ${file.fault.detail}`);
      try {
        return await readFrom(file.value, 0, listed(path).bytes);
      } finally {
        await file.value.close();
      }
    };
    const layer = <K extends (typeof layers)[number]["kind"]>(kind: K): Extract<(typeof layers)[number], { kind: K }> | undefined => layers.find((one): one is Extract<(typeof layers)[number], { kind: K }> => one.kind === kind);
    const grid = async ({ file, width, height }: { file: string; width: number; height: number }, columns: number): Promise<ArrayBuffer> => {
      const bytes = await unpack(await whole(file), { maxOutputLength: width * height * 2 * columns + 1 });
      if (bytes.length !== width * height * 2 * columns) throw new Error(`${file}: expands to ${bytes.length} bytes`);
      return new Uint8Array(bytes).buffer;
    };
    const json = async (file: string): Promise<unknown> => {
      if (listed(file).bytes > CITY_LIMITS.json) throw new Error(`${file}: larger than ${CITY_LIMITS.json} bytes`);
      const value: unknown = JSON.parse((await whole(file)).toString("utf8"));
      return value;
    };

    const [heightsLayer, waterLayer, placesLayer, networkLayer, baseLayer] = [layer("heights"), layer("water"), layer("places"), layer("network"), layer("base")];
    let heights: Heights | undefined;
    if (heightsLayer !== undefined) heights = { ...sizeOf(heightsLayer), dm: new Int16Array(await grid(heightsLayer, 1)) };
    let water: WaterColumns | undefined;
    if (waterLayer !== undefined) {
      const columns = await grid(waterLayer, 3);
      const cells = waterLayer.width * waterLayer.height;
      water = { ...sizeOf(waterLayer), rivers: waterLayer.rivers, ground: new Int16Array(columns, 0, cells), spill: new Int16Array(columns, cells * 2, cells), chain: new Uint16Array(columns, cells * 4, cells) };
    }
    const around: Bounds = [area[0] - EDGE, area[1] - EDGE, area[2] + EDGE, area[3] + EDGE];
    const places = placesLayer === undefined ? [] : Places.parse(await json(placesLayer.file)).filter(({ at }) => isIn(around, at));
    const streets = networkLayer === undefined ? [] : Network.parse(await json(networkLayer.file)).streets.map(({ line }) => line).filter((line) => line.some((at) => isIn(around, at)));
    const buildings = baseLayer === undefined ? [] : await buildingsOf(root, listed(baseLayer.file), { area: around, zoom: baseLayer.maxZoom });
    return ok({ ...(heights !== undefined && { heights }), ...(water !== undefined && { water }), streets, places, buildings });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const sizeOf = ({ width, height, bounds }: { width: number; height: number; bounds: Bounds }): { width: number; height: number; bounds: Bounds } => ({ width, height, bounds });
const isIn = ([west, south, east, north]: Bounds, [lon, lat]: readonly [number, number]): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** Houses of the base map's finest tiles over the area; one on the edge of two tiles counts in the tile of its middle. */
async function buildingsOf(root: string, file: Listed, { area, zoom }: { area: Bounds; zoom: number }): Promise<Building[]> {
  const opened = await openFile(root, file);
  if (!opened.ok) throw new Error(`${file.path}: ${opened.fault.detail}`);
  try {
    const tiles = new PMTiles({
      getKey: () => file.path,
      getBytes: async (offset, length) => ({ data: new Uint8Array(await readFrom(opened.value, offset, length)).buffer }),
    });
    const [west, north] = tileAt(area[0], area[3], zoom);
    const [east, south] = tileAt(area[2], area[1], zoom);
    const buildings: Building[] = [];
    let read = 0;
    for (let x = Math.floor(west); x <= Math.floor(east); x++) for (let y = Math.floor(north); y <= Math.floor(south); y++) {
      if (read++ >= MOST_TILES) return buildings;
      const tile = await tiles.getZxy(zoom, x, y);
      if (tile !== undefined) buildings.push(...housesIn(new Uint8Array(tile.data), { x, y, zoom }).filter(({ at }) => isIn(area, at)));
    }
    return buildings;
  } finally {
    await opened.value.close();
  }
}

function housesIn(bytes: Uint8Array, { x, y, zoom }: { x: number; y: number; zoom: number }): Building[] {
  const layer = new VectorTile(new PbfReader(bytes)).layers["building"];
  const houses: Building[] = [];
  for (let i = 0; layer !== undefined && i < layer.length; i++) {
    const feature = layer.feature(i);
    const ring = feature.type === 3 ? feature.loadGeometry()[0] : undefined;
    if (ring === undefined || ring.length < 4) continue;
    let [twice, cx, cy] = [0, 0, 0];
    for (let k = 0; k + 1 < ring.length; k++) {
      const [a, b] = [ring[k]!, ring[k + 1]!];
      const cross = a.x * b.y - b.x * a.y;
      twice += cross;
      cx += (a.x + b.x) * cross;
      cy += (a.y + b.y) * cross;
    }
    if (twice === 0) continue;
    const [u, v] = [cx / (3 * twice) / layer.extent, cy / (3 * twice) / layer.extent];
    if (u < 0 || v < 0 || u >= 1 || v >= 1) continue;
    const at = placeOf(x + u, y + v, zoom);
    const metre = (40_075_016.686 * Math.cos((at[1] * Math.PI) / 180)) / 2 ** zoom / layer.extent;
    const { kind, height } = feature.properties;
    houses.push({ at, area: (Math.abs(twice) / 2) * metre * metre, kind: typeof kind === "string" ? kind : "house", ...(typeof height === "number" && { height }) });
  }
  return houses;
}

/** Web Mercator: degrees to tiles and back. */
function tileAt(lon: number, lat: number, zoom: number): [number, number] {
  const y = Math.asinh(Math.tan((lat * Math.PI) / 180));
  return [((lon + 180) / 360) * 2 ** zoom, ((1 - y / Math.PI) / 2) * 2 ** zoom];
}
function placeOf(x: number, y: number, zoom: number): [number, number] {
  const size = 2 ** zoom;
  return [(x / size) * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI];
}
