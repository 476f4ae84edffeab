import type { Tags } from "../osm/entities.ts";
import { nameOf } from "./name.ts";

/** How wards, communes and special zones are called. */
export const WARD_NAME = /^(phường|xã|đặc khu|thị trấn)\s/iu;

/** A ward or commune in force: since 1 July 2025 level 6, and 8 before; told by what it is called. */
export function isWard(tags: Tags): boolean {
  return tags["boundary"] === "administrative" && ["6", "7", "8"].includes(tags["admin_level"] ?? "") && WARD_NAME.test(nameOf(tags));
}
