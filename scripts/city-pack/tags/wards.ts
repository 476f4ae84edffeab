import type { Tags } from "../osm/entities.ts";
import { nameOf } from "./name.ts";

/** A ward or commune in force: since 1 July 2025 level 6, and 8 before; told by what it is called. */
export function isWard(tags: Tags): boolean {
  return tags["boundary"] === "administrative" && ["6", "7", "8"].includes(tags["admin_level"] ?? "") && /^(phường|xã|đặc khu|thị trấn)\s/iu.test(nameOf(tags));
}
