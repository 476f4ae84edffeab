import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { PMTiles, type Source } from "pmtiles";
import { describe, expect, test } from "vitest";
import { CityManifest, Places } from "#contract/city";
import { keptLog, tempFolder } from "./kit/journal.ts";
import { openCity } from "../backend/store/city/open-city.ts";
import { column, row } from "../scripts/tiles/tile-math.ts";
import { inside } from "../scripts/tiles/shapes.ts";
import { makeWaters } from "../scripts/city/map/waters.ts";
import { STATIONS } from "../scripts/city/stations.ts";
import { makeMap } from "../scripts/city/map/make-map.ts";

const BUILT_IN = new URL("../assets/city/hue/", import.meta.url).pathname;
const manifest = CityManifest.parse(JSON.parse(readFileSync(join(BUILT_IN, "manifest.json"), "utf8")));

test("the map of the built-in city comes out byte for byte as it is kept", { timeout: 900_000 }, () => {
  const { folder, remove } = tempFolder();
  makeMap(folder, () => undefined);
  const differing = ["manifest.json", ...Object.keys(manifest.files)].filter((path) => !readFileSync(join(folder, path)).equals(readFileSync(join(BUILT_IN, path))));
  remove();
  expect(differing).toEqual([]);
});

describe("the built-in city as it is kept", () => {
  test("is at most 10 MB with all that lies beside the map, its cameras' films 5 MB more, and says what is invented", () => {
    const files = readdirSync(BUILT_IN, { recursive: true, encoding: "utf8" }).map((path) => ({ film: path.startsWith("cameras"), size: statSync(join(BUILT_IN, path)).size }));
    const bytes = (film: boolean): number => files.reduce((sum, file) => sum + (file.film === film ? file.size : 0), 0);
    expect(bytes(false)).toBeLessThan(10_000_000);
    expect(bytes(true)).toBeLessThan(5_000_000);
    expect([manifest.synthetic, manifest.syntheticEn]).toEqual([expect.stringContaining("mô phỏng"), expect.stringContaining("invented")]);
    expect(manifest.attribution.map(({ licence }) => licence)).toEqual(["Apache-2.0", "ODbL-1.0", "MIT"]);
  });

  test("is believed by the room, without a fault", async () => {
    const city = await openCity({ folder: BUILT_IN, log: keptLog() });
    expect(city.faults()).toEqual([]);
    expect(city.manifest()?.layers.map(({ kind }) => kind)).toEqual(["base", "hillshade", "terrain", "heights", "water", "places", "network", "flat", "gltf", "gltf", "gltf", "gltf"]);
    await city.close();
  });

  test("has a tile wherever one looks at the city, and the names people know, rightly spelt", async () => {
    const archive = new PMTiles(fileSource(join(BUILT_IN, "base.pmtiles")));
    const gate = manifest.layers.find((layer) => layer.kind === "gltf" && layer.id === "ngo-mon");
    if (gate?.kind !== "gltf") throw new Error("no gate");
    const holds = async (z: number, name: string): Promise<boolean> => {
      const tile = await archive.getZxy(z, Math.floor(column(gate.at[0], z)), Math.floor(row(gate.at[1], z)));
      return Buffer.from(new Uint8Array(tile?.data ?? new ArrayBuffer(0))).includes(name);
    };
    expect([await holds(7, "Huế"), await holds(10, "Sông Hương"), await holds(12, "Kinh thành Huế"), await holds(14, "Ngọ Môn"), await holds(14, "23 Tháng 8")]).toEqual([true, true, true, true, true]);
    const names = new Set(Places.parse(JSON.parse(readFileSync(join(BUILT_IN, "places.json"), "utf8"))).map(({ name }) => name));
    for (const name of ["Cầu Trường Tiền", "Cầu Phú Xuân", "Kỳ Đài", "Đại Nội", "Chùa Thiên Mụ", "Chợ Đông Ba", "Ga Huế", "Núi Ngự Bình", "Đồi Vọng Cảnh", "Cồn Hến", "Lê Lợi", "Hùng Vương", "Bà Triệu", "Phường Thuận Hoá", "Đập Đá", "Bệnh viện Trung ương Huế"]) expect(names).toContain(name);
    expect([...names].filter((name) => name !== name.normalize("NFC"))).toEqual([]);
  });

  test("no station stands in the map's water but who measures it, a bridge's traffic and what belongs to a dam", () => {
    const { shapes } = makeWaters();
    const wet = STATIONS.filter(({ kind, at }) => !["river-gauge", "tide-gauge", "reservoir"].includes(kind) && shapes.some(({ polygons }) => polygons.some(([bank = [], ...islands]) => inside(at, bank) && !islands.some((island) => inside(at, island)))));
    expect(wet.map(({ id }) => id)).toEqual(["gate-thao-long", "traffic-truong-tien", "traffic-phu-xuan", "traffic-cho-dinh", "camera-thao-long"]);
    const kept: unknown = JSON.parse(readFileSync(join(BUILT_IN, "catalogue.json"), "utf8"));
    expect(kept).toMatchObject({ things: STATIONS.map(({ id, at }) => ({ id, position: at })) });
  });

  test("water rises from the rivers: nothing is wet below its ground, the hill never, the low fields first", () => {
    const layer = manifest.layers.find((one) => one.kind === "water");
    if (layer?.kind !== "water") throw new Error("no water");
    const { width, height, bounds: [west, , east, north], bounds: [, south] } = layer;
    const bytes = gunzipSync(readFileSync(join(BUILT_IN, layer.file)));
    const cells = width * height;
    const column = (n: number, cell: number) => bytes.readInt16LE((n * cells + cell) * 2);
    const at = (lon: number, lat: number) => Math.floor(((north - lat) / (north - south)) * height) * width + Math.floor(((lon - west) / (east - west)) * width);
    for (let cell = 0; cell < cells; cell += 7) {
      const spill = column(1, cell);
      const river = bytes.readUInt16LE((2 * cells + cell) * 2);
      // The river's own bed is wet at any level; everywhere else water needs at least the ground's.
      if (spill < 32_767 && column(0, cell) > 10 && spill < column(0, cell)) throw new Error(`cell ${cell}: spill ${spill} below its ground ${column(0, cell)}`);
      if ((river === 65_535) !== (spill === 32_767)) throw new Error(`cell ${cell}: chain ${river} with spill ${spill}`);
    }
    const hungVuong = column(1, at(107.5936, 16.4629));
    expect([column(1, at(107.5953, 16.4402)) > 500, hungVuong > 22 && hungVuong < 42, column(1, at(107.5809, 16.4626)) < 10]).toEqual([true, true, true]);
  });
});

function fileSource(file: string): Source {
  const bytes = readFileSync(file);
  return { getKey: () => file, getBytes: (offset, length) => Promise.resolve({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }) };
}
