import type { Bounds } from "#contract/city";
import { closeSync, openSync, statSync } from "node:fs";
import type { TileFeature } from "../tiles/vector-tiler.ts";
import { areaOf } from "./area.ts";
import { bringBuildings } from "./bring/buildings.ts";
import { readWards, wardsIn } from "./bring/wards.ts";
import type { Options } from "./options.ts";
import { scanOsm } from "./osm/scan.ts";
import { sortOsm, wantedRelation } from "./osm/sort-osm.ts";
import type { Area, Sorted } from "./osm/sorted.ts";
import type { Progress } from "./progress.ts";
import { refuse } from "./refusal.ts";
import { round6, within, type Point } from "./shape.ts";
import { WEIGHT } from "./stages.ts";

/** What the extract, the wards and the buildings say of a city. */
export interface CityData {
  area: Bounds;
  centre: Point;
  wards: Area[];
  sorted: Sorted;
  /** Place of a node by its index. */
  at: (index: number) => Point;
  /** Buildings whose height is a guess. */
  guessed: number;
}

/** Reads everything with a shape. @param openSink told the area once it is known; gives where tile features go */
export function readCity(options: Options, openSink: (area: Bounds) => (feature: TileFeature) => void, progress: Progress): CityData {
  const file = options.osm;
  const fd = openSync(file, "r");
  try {
    const size = statSync(file).size;
    progress.stage("đọc bản trích, lượt 1", "reading the extract, pass 1", WEIGHT.scan);
    const scan = scanOsm(fd, size, file, wantedRelation, (share) => progress.share(share));
    const near = options.bounds ?? scan.header ?? scan.lived ?? refuse("area", "Không biết vùng của gói: bản trích không có đường hay nhà. Thêm --bounds tây,nam,đông,bắc.", "The pack's area is not known: the extract has no streets or buildings. Add --bounds west,south,east,north.");
    const brought = options.wards === undefined ? undefined : readWards(options.wards, near, options.wardName);
    if (brought?.axes === "lat-lon") progress.say(`${options.wards}: vĩ độ đứng trước kinh độ, đã đổi lại / latitude came before longitude, swapped`);
    if (brought !== undefined && brought.nameless > 0) progress.say(`${options.wards}: ${brought.nameless} vùng không tên, chỉ vẽ ranh giới / areas without a name, outlines only`);
    const area = areaOf(options.bounds, scan, brought?.areas ?? []);
    const add = openSink(area);
    progress.stage("đọc bản trích, lượt 2", "reading the extract, pass 2", WEIGHT.sort);
    const sorted = sortOsm(fd, size, file, scan, { area, coast: scan.lived === undefined ? [] : [scan.lived], buildings: options.buildings === undefined, wards: brought === undefined, add }, (share) => progress.share(share));
    progress.stage("nhà, phường, lớp thêm", "buildings, wards, other layers", WEIGHT.bring);
    let { guessedHeights: guessed, buildings } = sorted.counts;
    if (options.buildings !== undefined) {
      const own = bringBuildings(options.buildings, area, add, (share) => progress.share(share));
      if (own.axes === "lat-lon") progress.say(`${options.buildings}: vĩ độ đứng trước kinh độ, đã đổi lại / latitude came before longitude, swapped`);
      guessed = own.guessed;
      buildings = own.count;
    }
    const wards = wardsIn(brought?.areas ?? sorted.wards, area);
    if (brought !== undefined && wards.length < brought.areas.length) progress.say(`${brought.areas.length - wards.length} phường, xã ngoài vùng bị bỏ / wards outside the area left out`);
    tell(sorted, buildings, wards, progress);
    const at = (index: number): Point => [round6(scan.nodes.lon(index)), round6(scan.nodes.lat(index))];
    return { area, centre: centreOf(sorted, at, area), wards, sorted, at, guessed };
  } finally {
    closeSync(fd);
  }
}

function tell({ counts, places }: Sorted, buildings: number, wards: readonly Area[], progress: Progress): void {
  progress.say(`${counts.roads} đường / roads, ${buildings} nhà / buildings, ${counts.waters} mặt nước / waters, ${counts.lands} vùng đất / lands, ${places.length} tên / names, ${wards.length} phường, xã / wards`);
  if (counts.openRings > 0) progress.say(`${counts.openRings} vòng ranh giới không khép kín bị bỏ (bản trích cắt ngang) / rings cut by the extract's edge left out`);
  if (counts.brokenCoasts > 0) progress.say(`Bờ biển đứt giữa vùng ở ${counts.brokenCoasts} chỗ: không vẽ biển. Trích rộng hơn hoặc thu --bounds. / The coast ends within the area: no sea is drawn. Take a larger extract or smaller --bounds.`);
  if (counts.seaCut) progress.say("Biển chỉ vẽ trong bản trích: bờ biển không tới hết vùng. / The sea is drawn within the extract alone: its coast does not reach across the area.");
  if (counts.droppedPlaces > 0) progress.say(`${counts.droppedPlaces} tên vượt giới hạn bị bỏ / names beyond the limit left out`);
  if (counts.droppedRoads > 0) progress.say(`${counts.droppedRoads} đường vượt giới hạn tìm kiếm / roads beyond the search's limit`);
}

/** Where the streets are: the middle one by longitude and by latitude. */
function centreOf({ roads }: Sorted, at: (index: number) => Point, area: Bounds): Point {
  const starts = roads.map(({ nodes }) => at(nodes[0]!)).filter((start) => within(area, start));
  const middle = (axis: 0 | 1): number | undefined => starts.map((start) => start[axis]).sort((a, b) => a - b)[starts.length >> 1];
  return [middle(0) ?? round6((area[0] + area[2]) / 2), middle(1) ?? round6((area[1] + area[3]) / 2)];
}
