import { DRY } from "./river-levels.ts";
import { cellAt, NEVER, NOWHERE, UNKNOWN, type WaterGrid } from "./water-grid.ts";

/** Water over a cell: how deep (m), and the level it has from its river (m above the national datum). */
export interface Depth {
  depth: number;
  level: number;
}

/** The rule that the picture follows, in words of its own: wet when the level at its chain index is at or above its spill. @returns undefined: dry, or nobody knows */
export function depthOfCell({ ground, spill, chain }: Pick<WaterGrid, "ground" | "spill" | "chain">, levels: Float32Array, cell: number): Depth | undefined {
  const at = chain[cell];
  const spillDm = spill[cell];
  const groundDm = ground[cell];
  if (at === undefined || spillDm === undefined || groundDm === undefined || at === NOWHERE || spillDm === NEVER || groundDm === UNKNOWN) return undefined;
  const level = levels[at] ?? DRY;
  if (level <= DRY || Math.fround(level * 10) < spillDm) return undefined;
  return { level, depth: Math.max(0, level - groundDm / 10) };
}

export function depthAt(grid: WaterGrid, levels: Float32Array, lon: number, lat: number): Depth | undefined {
  const cell = cellAt(grid, lon, lat);
  return cell === undefined ? undefined : depthOfCell(grid, levels, cell);
}
