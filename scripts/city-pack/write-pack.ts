import { CITY_LIMITS, Network, Places, TILE_LAYERS, type Bounds, type CityLayer, type CityManifest } from "#contract/city";
import { statSync } from "node:fs";
import { join } from "node:path";
import { packGrid } from "../tiles/height-grid.ts";
import { openPack, type PackWriter } from "../tiles/pack-writer.ts";
import { openPmtiles } from "../tiles/pmtiles-writer.ts";
import { openVectorTiler, type VectorTiler } from "../tiles/vector-tiler.ts";
import type { Attribution } from "./attribution.ts";
import { bringModels } from "./bring/models.ts";
import { bringLayer } from "./bring/own-layer.ts";
import { bringTiles } from "./bring/tiles.ts";
import { coverageOf } from "./ground/gaps.ts";
import { readDem, type Dem } from "./ground/read-dem.ts";
import { flatMap } from "./layers/flat.ts";
import { networkOf } from "./layers/network.ts";
import { mergePlaces, placesFile, streetsOf, wardFinder } from "./layers/places.ts";
import { coursesOf, type Course } from "./layers/rivers.ts";
import { waterGrid } from "./layers/water.ts";
import type { Options } from "./options.ts";
import type { NamedPlace } from "./osm/sorted.ts";
import type { Progress } from "./progress.ts";
import { readCity, type CityData } from "./read-city.ts";
import { refuse } from "./refusal.ts";
import { writeRelief } from "./relief.ts";
import { innerPoint, round5 } from "./shape.ts";
import { WEIGHT } from "./stages.ts";
import { PLACE_FROM } from "./tags/places.ts";

const ZOOMS = { minZoom: 7, maxZoom: 14 } as const;
/** Share of the area below which a model of the ground is of no use here. */
const TOO_LITTLE = 0.001;

/** Writes all files of a pack into a folder, the manifest last. Throws a Refusal, or what the file system throws. */
export async function writePack(options: Options, attribution: readonly Attribution[], folder: string, progress: Progress): Promise<CityManifest> {
  const pack = openPack(folder);
  let tiler: VectorTiler | undefined;
  const city = readCity(options, (area) => {
    if (options.tiles !== undefined) return () => undefined;
    tiler = openVectorTiler({ folder: join(folder, "waiting"), ...ZOOMS, bounds: area });
    return tiler.add;
  }, progress);
  const layers: CityLayer[] = [];
  for (const { id, name, file } of options.geojson) {
    const { axes } = bringLayer(file, pack.place(`layers/${id}.geojson`), city.area);
    if (axes === "lat-lon") progress.say(`${file}: vĩ độ đứng trước kinh độ, đã đổi lại / latitude came before longitude, swapped`);
    layers.push({ kind: "geojson", id, name, file: `layers/${id}.geojson` });
  }
  if (options.models !== undefined) layers.push(...(await bringModels(options.models, pack.place)));
  const dem = await groundOf(options, city, progress);
  const courses = coursesOf(city.sorted.rivers, city.at, city.area, dem?.ground);
  for (const { name } of courses.filter(({ turned }) => turned)) progress.say(`${name}: đã đảo chiều theo độ cao / turned to run downhill`);
  const wardOf = wardFinder(city.wards);
  const places = mergePlaces([...city.sorted.places, ...wardPlaces(city), ...courses.map(({ name, axis }): NamedPlace => ({ name, kind: "river", rank: 3, at: axis[axis.length >> 1]! }))]);
  progress.stage("dựng tile nền", "making the base tiles", WEIGHT.tiles);
  if (options.tiles !== undefined) layers.unshift(await copyTiles(options.tiles, pack, progress));
  else if (tiler !== undefined) layers.unshift(writeBase(pack, tiler, city, places, options.name, progress));
  progress.stage("địa hình", "relief", WEIGHT.relief);
  if (dem !== undefined) layers.push(...writeRelief(pack, dem, city.area, city.centre, (share) => progress.share(share)));
  progress.stage("nước dâng", "rising water", WEIGHT.water);
  if (dem !== undefined) layers.push(...writeWater(pack, courses, dem, city.area, progress));
  progress.stage("ghi gói", "writing the pack", WEIGHT.write);
  const search = placesFile([...places, ...streetsOf(city.sorted.roads, city.at, wardOf)], wardOf);
  const { network, left } = networkOf(city.sorted.roads, city.at);
  if (search.left > 0) progress.say(`${search.left} tên vượt giới hạn tìm kiếm bị bỏ / names beyond the search's limit left out`);
  if (left > 0) progress.say(`${left} đoạn đường nhỏ không vào mạng xe chạy / pieces of small streets left out of the network`);
  pack.file("places.json", `${JSON.stringify(Places.parse(search.places))}\n`);
  pack.file("network.json", `${JSON.stringify(Network.parse(network))}\n`);
  pack.file("flat.geojson", `${JSON.stringify(flatMap({ ...city, courses, labels: places.filter(({ kind, rank }) => kind === "ward" || (kind === "city" && rank <= 1)) }))}\n`);
  const said = synthetic(city, dem, layers);
  const manifest = pack.close({
    format: 1, id: options.id, name: options.name, ...(options.nameEn === undefined ? {} : { nameEn: options.nameEn }), bounds: city.area, centre: [round5(city.centre[0]), round5(city.centre[1])],
    attribution: [...attribution], synthetic: said.vi, syntheticEn: said.en,
    layers: [...layers, { kind: "places", file: "places.json" }, { kind: "network", file: "network.json" }, { kind: "flat", file: "flat.geojson" }],
  });
  const total = Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, statSync(join(folder, "manifest.json")).size);
  if (total > CITY_LIMITS.total) refuse("limit", `Gói nặng ${total} byte, phòng nhận tối đa ${CITY_LIMITS.total}. Bớt mô hình hoặc thu --bounds.`, `The pack has ${total} bytes, a room takes at most ${CITY_LIMITS.total}. Bring fewer models or narrow --bounds.`);
  return manifest;
}

/** The model of the ground, and what it lacks, said; undefined: none, or none of it lies here. */
async function groundOf({ dem: file }: Options, { area, wards }: CityData, progress: Progress): Promise<Dem | undefined> {
  progress.stage("độ cao", "heights", WEIGHT.dem);
  const without = "gói không có địa hình, bóng đồi và nước dâng / no terrain, hillshade or rising water in the pack";
  if (file === undefined) {
    progress.say(`Không có --dem: ${without}`);
    return undefined;
  }
  const dem = await readDem(file, area, (share) => progress.share(share));
  const { share, gaps } = coverageOf(dem.grid, dem.heights, wards);
  const percent = (part: number): string => `${(100 * part).toFixed(part > 0.1 ? 0 : 1)} %`;
  progress.say(`${file}: ${dem.projection}, bước / step ${dem.step.toFixed(1)} m, phủ / covers ${percent(share)}`);
  if (share < TOO_LITTLE) {
    progress.say(`${file} không phủ vùng ${area.join(", ")}: ${without}. Tải mô hình độ cao của vùng này / does not cover the area: fetch the model for it`);
    return undefined;
  }
  if (gaps.length > 0) progress.say(`Thiếu độ cao / no heights: ${namedGaps(gaps, percent)}; nơi ấy phẳng và không có nước dâng / there the ground is flat, and no water rises`);
  return dem;
}

/** Parts wholly without heights by name, at most so many; then the shares of the others. */
function namedGaps(gaps: readonly { name: string; missing: number }[], percent: (part: number) => string): string {
  const most = 12;
  const whole = gaps.filter(({ missing }) => missing > 0.995);
  const partly = gaps.filter(({ missing }) => missing <= 0.995);
  const list = (names: readonly string[]): string => `${names.slice(0, most).join(", ")}${names.length > most ? ` … +${names.length - most}` : ""}`;
  return [...(whole.length === 0 ? [] : [`100 %: ${list(whole.map(({ name }) => name))}`]), ...(partly.length === 0 ? [] : [list(partly.map(({ name, missing }) => `${name} ${percent(missing)}`))])].join("; ");
}

async function copyTiles(file: string, pack: PackWriter, progress: Progress): Promise<CityLayer> {
  const { missing, ...zooms } = await bringTiles(file, pack.place("base.pmtiles"));
  if (missing.length > 0) progress.say(`${file}: không có lớp / has no layer ${missing.join(", ")}`);
  return { kind: "base", file: "base.pmtiles", ...zooms };
}

const wardPlaces = ({ wards }: CityData): NamedPlace[] => wards.filter(({ name }) => name !== "").map(({ name, polygons }) => ({ name, kind: "ward", rank: 3, at: innerPoint(polygons) }));

function writeBase(pack: PackWriter, tiler: VectorTiler, { area, centre, wards }: CityData, places: readonly NamedPlace[], name: string, progress: Progress): CityLayer {
  for (const { name: ward, polygons } of wards) tiler.add({ layer: "ward", minZoom: 7, properties: { kind: "ward", ...(ward === "" ? {} : { name: ward }) }, geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))) } });
  for (const { kind, name: label, rank, at } of places) tiler.add({ layer: "place", minZoom: PLACE_FROM[rank] ?? 14, properties: { kind, name: label, rank }, geometry: { type: "Point", coordinates: [...at] } });
  const base = openPmtiles(pack.place("base.pmtiles"), { type: "vector", ...ZOOMS, bounds: area, centre, metadata: { name, format: "pbf", vector_layers: Object.keys(TILE_LAYERS).map((id) => ({ id, fields: {} })) } });
  tiler.write(base, (share) => progress.share(share));
  base.close();
  return { kind: "base", file: "base.pmtiles", ...ZOOMS };
}

function writeWater(pack: PackWriter, courses: readonly Course[], dem: Dem, area: Bounds, progress: Progress): CityLayer[] {
  const water = waterGrid(courses, dem.ground, area, Math.max(20, dem.step));
  if (water === undefined) {
    progress.say("Không có sông có tên nào nằm trên mô hình độ cao: gói không có nước dâng / no named river lies on the model of the ground: no rising water");
    return [];
  }
  pack.file("water.gz", packGrid([water.ground, water.spill, water.chain]));
  progress.say(`Nước dâng theo / rising water along: ${water.rivers.map(({ name }) => name).join(", ")}`);
  return [{ kind: "water", file: "water.gz", ...water.grid, rivers: water.rivers.map(({ name, axis, from }) => ({ name, axis, from })) }];
}

/** What of the pack is reckoned and not surveyed. */
function synthetic({ guessed }: CityData, dem: Dem | undefined, layers: readonly CityLayer[]): { vi: string; en: string } {
  const parts = [
    ...(guessed > 0 ? [{ vi: `Chiều cao của ${guessed} nhà không có trong dữ liệu, ước theo loại nhà.`, en: `Heights of ${guessed} buildings are not in the data and are guessed by kind.` }] : []),
    ...(dem !== undefined && layers.some(({ kind }) => kind === "water") ? [{ vi: `Vùng nước dâng tính từ mô hình độ cao bước ${Math.round(dem.step)} m, chưa kiểm chứng thực địa; không dùng để cứu hộ.`, en: `Rising water is reckoned from a model of the ground with a step of ${Math.round(dem.step)} m and not verified in the field; not for rescue.` }] : []),
  ];
  return { vi: parts.map(({ vi }) => vi).join(" "), en: parts.map(({ en }) => en).join(" ") };
}
