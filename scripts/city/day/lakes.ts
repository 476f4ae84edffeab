import type { CatchmentId } from "./basin.ts";

/**
 * A reservoir. Volume at level z: full · ((z − bed) / (normal − bed))^form, in million m³. Normal levels of Bình Điền (85 m) and
 * Hương Điền (58 m) and the 509.8 million m³ of Tả Trạch are published (news.huengaynay.vn 16-11-2025, huengaynay.vn 29-11-2025);
 * the 150 million m³ between 74.74 and 85 m of Bình Điền (vietnam.vn 27-09-2025) gives its form. The other volumes are rounded
 * from general knowledge, beds and forms of the others invented.
 */
export interface Lake {
  catchment: CatchmentId;
  normal: number;
  bed: number;
  full: number;
  form: number;
  /** Level at the start of a flood day; other days begin lower. m */
  start: number;
  calm: number;
  /** From here outflow begins to follow inflow, m; at `passes` it is the inflow. */
  holds: number;
  passes: number;
  /** Share of the inflow let through below `holds`. */
  least: number;
}

export const LAKES = {
  "ta-trach": { catchment: "ta-trach", normal: 45, bed: 10, full: 509.8, form: 2, start: 44.1, calm: 40.2, holds: 43.2, passes: 47.5, least: 0.35 },
  "binh-dien-lake": { catchment: "binh-dien", normal: 85, bed: 25, full: 423, form: 2.33, start: 82.4, calm: 78.9, holds: 82, passes: 85.1, least: 0.62 },
  "huong-dien": { catchment: "huong-dien", normal: 58, bed: 10, full: 820, form: 2, start: 56.6, calm: 53.7, holds: 56.2, passes: 58.1, least: 0.62 },
  "truoi-lake": { catchment: "truoi", normal: 42, bed: 5, full: 55, form: 1.8, start: 40.8, calm: 37.5, holds: 40.5, passes: 42.6, least: 0.35 },
} as const satisfies Record<string, Lake>;
export type LakeId = keyof typeof LAKES;

/** Million m³ at a level, m. */
export const volumeAt = (lake: Lake, level: number): number => lake.full * (Math.max(0, level - lake.bed) / (lake.normal - lake.bed)) ** lake.form;
/** The level that holds a volume. */
export const levelAt = (lake: Lake, volume: number): number => lake.bed + (lake.normal - lake.bed) * (volume / lake.full) ** (1 / lake.form);

/** Fastest change of a release, m³/s per hour: orders ask for "gradually, avoiding sudden surges" (news.huengaynay.vn 16-11-2025). Invented number. */
const SURGE = 900;

/** Share of the inflow a lake lets through at a level, 0–1. */
export function shareOut(lake: Lake, level: number): number {
  const filled = Math.min(1, Math.max(0, (level - lake.holds) / (lake.passes - lake.holds)));
  return lake.least + (1 - lake.least) * filled;
}

/**
 * What a lake lets go, m³/s: a share of the inflow that grows to all of it as the lake fills, never changing suddenly
 * (after the sense of Decision 1606/QĐ-TTg of 2019: hold back while there is room, pass the flood when full).
 */
export function release(lake: Lake, { level, inflow, before, dt }: { level: number; inflow: number; before: number; dt: number }): number {
  const wanted = inflow * shareOut(lake, level);
  const most = (SURGE * dt) / 3600;
  return Math.max(0, before + Math.min(most, Math.max(-most, wanted - before)));
}
