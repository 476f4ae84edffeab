import type { Bounds } from "#contract/city";
import { statSync } from "node:fs";
import type { Area } from "../osm/sorted.ts";
import { refuse } from "../refusal.ts";
import { boxOf, touches } from "../shape.ts";
import { cleanName } from "../tags/name.ts";
import { WARD_NAME } from "../tags/wards.ts";
import { readFeatures, type RawFeature } from "./geojson-stream.ts";
import { axesOf, polygonsIn, type Axes } from "./geometry.ts";

/** Bytes of a file of wards: it is kept in memory. A whole country's, simplified to some metres, is smaller. */
export const MOST_BYTES = 268_435_456;
/** How Vietnamese and international files call a ward's name; what begins with "Phường" or "Xã" wins over what does not. */
const NAMES = ["fullName", "full_name", "ten_day_du", "name:vi", "name", "Name", "NAME", "ten", "Ten", "TEN", "ten_xa", "Ten_Xa", "TEN_XA", "tenXa", "TenXa", "ten_phuong", "tenphuong", "ten_px", "ADM3_VI", "NAME_3", "shapeName"] as const;

export interface Wards {
  areas: Area[];
  axes: Axes;
  /** Outlines without a name, drawn but not found by the search. */
  nameless: number;
}

/**
 * Ward outlines of a city.
 *
 * @param near the area by the map's own data, which tells the order of the axes
 * @param nameKey the property with the name, where it is none of the usual
 */
export function readWards(file: string, near: Bounds, nameKey: string | undefined): Wards {
  const size = statSync(file).size;
  if (size > MOST_BYTES) refuse("limit", `${file}: ${size} byte, tối đa ${MOST_BYTES}. Hãy lọc riêng thành phố hoặc đơn giản hóa: mapshaper ${file} -simplify 15% -o moi.geojson`, `${file}: ${size} bytes, at most ${MOST_BYTES}. Keep this city alone or simplify: mapshaper ${file} -simplify 15% -o new.geojson`);
  const features = [...readFeatures(file, size)];
  const axes = axesOf(features, near, file);
  const areas = features.map((feature) => ({ name: wardName(feature, nameKey), polygons: polygonsIn(feature, axes) })).filter(({ polygons }) => polygons.length > 0);
  if (areas.length === 0) refuse("json", `${file}: không có vùng (Polygon, MultiPolygon) nào.`, `${file}: holds no areas (Polygon, MultiPolygon).`);
  const nameless = areas.filter(({ name }) => name === "").length;
  if (nameless === areas.length) {
    const keys = Object.keys(features[0]?.properties ?? {}).join(", ");
    refuse("names", `${file}: không thấy tên phường, xã. Chỉ ra thuộc tính bằng --ward-name TÊN (tệp có: ${keys === "" ? "không có thuộc tính nào" : keys}).`, `${file}: no ward has a name. Say which property it is by --ward-name NAME (the file has: ${keys === "" ? "no properties" : keys}).`);
  }
  return { areas, axes, nameless };
}

function wardName({ properties }: RawFeature, nameKey: string | undefined): string {
  const texts = (nameKey === undefined ? NAMES : [nameKey]).map((key) => properties[key]).filter((value) => typeof value === "string").map(cleanName).filter((name) => name !== "");
  return texts.find((name) => WARD_NAME.test(name)) ?? texts[0] ?? "";
}

/** Wards that lie in the area at all. */
export function wardsIn(areas: readonly Area[], area: Bounds): Area[] {
  return areas.filter(({ polygons }) => touches(boxOf(polygons.flatMap(([outer]) => outer!)), area));
}
