import { formatNumber } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";
import type { Point } from "../../geo/measure.ts";
import { vn2000 } from "../../geo/vn2000.ts";

/** WGS 84, latitude first, a decimetre exact: "16,463700 107,590900"; typed into the search it leads back here. */
export function placeWords([lon, lat]: Point, language: Language): string {
  return `${formatNumber(lat, 6, language)}${language === "vi" ? " " : ", "}${formatNumber(lon, 6, language)}`;
}

/** The same in metres of VN-2000, x counted north: "X 1821234 Y 563456". @param meridian of the zone, degrees */
export function vn2000Words([lon, lat]: Point, meridian: number): string {
  const { x, y } = vn2000(meridian).from(lon, lat);
  return Number.isFinite(x) && Number.isFinite(y) ? `X ${x.toFixed(0)} Y ${y.toFixed(0)}` : "—";
}
