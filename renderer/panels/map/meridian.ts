import { MERIDIANS, meridianNear } from "../../geo/vn2000.ts";
import type { MapHandle } from "./map-handle.ts";

const BY_SITE: Readonly<Record<string, number>> = MERIDIANS;

/** Central meridian of the city's zone of VN-2000, degrees: its province's by law, else the nearest. */
export function meridianOf({ site, centre }: Pick<MapHandle, "site" | "centre">): number {
  return BY_SITE[site] ?? meridianNear(centre[0]);
}
