import type { Bounds } from "#contract/city";
import type { Area } from "./osm/sorted.ts";
import type { Scan } from "./osm/scan.ts";
import { refuse } from "./refusal.ts";
import { boxOf, touches } from "./shape.ts";

/** Degrees along a side above which outlines are no city: a country's wards do not make its area. */
const WIDEST = 3;

/** Where the pack's map is, and what says so. */
export function areaOf(given: Bounds | undefined, scan: Pick<Scan, "header" | "lived">, wards: readonly Area[]): Bounds {
  const extract = scan.header ?? scan.lived;
  if (given !== undefined) {
    if (extract !== undefined && !touches(given, extract)) refuse("area", `--bounds ${given.join(",")} nằm ngoài bản trích OSM (${extract.join(", ")}).`, `--bounds ${given.join(",")} lies outside the OSM extract (${extract.join(", ")}).`);
    return given;
  }
  if (wards.length > 0) {
    const box = boxOf(wards.flatMap(({ polygons }) => polygons.flatMap(([outer]) => outer!)));
    const city = box[2] - box[0] <= WIDEST && box[3] - box[1] <= WIDEST;
    if (city) return [floor(box[0]), floor(box[1]), ceil(box[2]), ceil(box[3])];
  }
  return extract ?? refuse("area", "Không biết vùng của gói: bản trích không có đường hay nhà. Thêm --bounds tây,nam,đông,bắc.", "The pack's area is not known: the extract has no streets or buildings. Add --bounds west,south,east,north.");
}

const floor = (degrees: number): number => Math.floor(degrees * 1000) / 1000;
const ceil = (degrees: number): number => Math.ceil(degrees * 1000) / 1000;
