import proj4 from "proj4";
import { refuse } from "../refusal.ts";

/** Seven parameters VN-2000 → WGS 84 of Quyết định 05/2007/QĐ-BTNMT as EPSG:6960 gives them, turned from coordinate frame to the position vector of proj (metres, arc seconds, ppm). */
const VN2000 = "+ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";
const WGS84 = "+datum=WGS84";

/** EPSG codes of VN-2000 in 3° zones → central meridian, degrees. */
const ZONES: Readonly<Record<number, number>> = {
  5896: 102, 5897: 105, 5898: 108, 5899: 107.75,
  9205: 103, 9206: 103.5, 9207: 104, 9208: 104.75, 9209: 105.5, 9210: 105.75, 9211: 106, 9212: 106.25, 9213: 106.5, 9214: 107, 9215: 107.25, 9216: 107.5, 9217: 108.25, 9218: 108.5,
};
const USER = 32_767;
const TRANSVERSE_MERCATOR = 1;

export interface Projection {
  /** As people call it. */
  name: string;
  /** From degrees WGS 84 to the raster's own coordinates. */
  to(lon: number, lat: number): readonly [x: number, y: number];
}

const zone = (meridian: number, rest: string, k = 0.9999): string => `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${k} +x_0=500000 +y_0=0 ${rest} +units=m +no_defs`;

/**
 * The projection that GeoTIFF keys name.
 *
 * @param keys as `geotiff` gives them; undefined: the file has none
 * @throws Refusal naming what was found, where it is none of WGS 84, UTM, VN-2000 and web mercator
 */
export function projectionOf(keys: Readonly<Record<string, unknown>> | undefined, file: string): Projection {
  const number = (key: string): number | undefined => (typeof keys?.[key] === "number" ? keys[key] : undefined);
  const text = (key: string): string => (typeof keys?.[key] === "string" ? keys[key].replaceAll("\0", "").trim() : "");
  const model = number("GTModelTypeGeoKey");
  const geographic = number("GeographicTypeGeoKey");
  const projected = number("ProjectedCSTypeGeoKey");
  const said = [text("PCSCitationGeoKey"), text("GTCitationGeoKey"), text("GeogCitationGeoKey")].filter((one) => one !== "").join("; ");
  if (keys === undefined || (model === undefined && geographic === undefined && projected === undefined))
    return refuse("projection", `${file}: không ghi hệ tọa độ. Gán rồi thử lại, ví dụ: gdal_translate -a_srs EPSG:4326 ${file} moi.tif`, `${file}: names no projection. Set it and try again, for example: gdal_translate -a_srs EPSG:4326 ${file} new.tif`);
  const vn2000 = geographic === 4756 || /vn[-_ ]?2000/i.test(said);
  if (model === 2 || (model === undefined && projected === undefined)) {
    if (geographic === 4326) return { name: "WGS 84 (EPSG:4326)", to: (lon, lat) => [lon, lat] };
    if (vn2000) return by("VN-2000 (EPSG:4756)", `+proj=longlat ${VN2000} +no_defs`);
    return other(file, geographic === undefined || geographic === USER ? said || "hệ địa lý riêng / own geographic system" : `EPSG:${geographic}${said === "" ? "" : ` (${said})`}`);
  }
  if (projected !== undefined && projected > 32_600 && projected <= 32_660) return by(`WGS 84 / UTM ${projected - 32_600}N`, `+proj=utm +zone=${projected - 32_600} ${WGS84} +units=m +no_defs`);
  if (projected !== undefined && projected > 32_700 && projected <= 32_760) return by(`WGS 84 / UTM ${projected - 32_700}S`, `+proj=utm +zone=${projected - 32_700} +south ${WGS84} +units=m +no_defs`);
  if (projected === 3405 || projected === 3406) return by(`VN-2000 / UTM ${projected - 3357}N`, zone(projected === 3405 ? 105 : 111, VN2000, 0.9996));
  if (projected === 3857) return by("Web Mercator (EPSG:3857)", "EPSG:3857");
  const meridian = projected === undefined ? undefined : ZONES[projected];
  if (meridian !== undefined) return by(`VN-2000 / TM-3 ${meridian}°`, zone(meridian, VN2000));
  if ((projected === undefined || projected === USER) && number("ProjCoordTransGeoKey") === TRANSVERSE_MERCATOR && (vn2000 || geographic === 4326)) {
    const lon = number("ProjNatOriginLongGeoKey") ?? number("ProjCenterLongGeoKey");
    const k = number("ProjScaleAtNatOriginGeoKey");
    if (lon !== undefined && k !== undefined) return by(`${vn2000 ? "VN-2000" : "WGS 84"} / TM ${lon}°`, `+proj=tmerc +lat_0=${number("ProjNatOriginLatGeoKey") ?? 0} +lon_0=${lon} +k=${k} +x_0=${number("ProjFalseEastingGeoKey") ?? 500_000} +y_0=${number("ProjFalseNorthingGeoKey") ?? 0} ${vn2000 ? VN2000 : WGS84} +units=m +no_defs`);
  }
  return other(file, projected === undefined || projected === USER ? said || "hệ riêng / own system" : `EPSG:${projected}${said === "" ? "" : ` (${said})`}`);
}

function by(name: string, definition: string): Projection {
  const convert = proj4("WGS84", definition);
  return {
    name,
    to(lon, lat) {
      const [x = NaN, y = NaN] = convert.forward([lon, lat]);
      return [x, y];
    },
  };
}

function other(file: string, found: string): never {
  return refuse("projection", `${file}: hệ tọa độ ${found} chưa hỗ trợ (nhận WGS 84, UTM, VN-2000). Chuyển bằng: gdalwarp -t_srs EPSG:4326 ${file} moi.tif`, `${file}: projection ${found} is not supported (WGS 84, UTM and VN-2000 are). Convert: gdalwarp -t_srs EPSG:4326 ${file} new.tif`);
}
