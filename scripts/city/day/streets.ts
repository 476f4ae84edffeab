import type { Street } from "../streets.ts";

/** Drains of a street take this, mm/h over what gathers there, while the river is low; none once it stands over their mouths. Invented. */
const DRAINS = 26;
/** Mouths of drains lie so far below a street, m. */
const MOUTH = 0.9;
/** How soon a street takes the river's level, and gives it back, s. */
const FILLS = 1500;
const EMPTIES = 1800;

export interface StreetStep {
  /** mm/h */
  rain: number;
  /** Water beside the street, m. */
  river: number;
  /** What pumps take from the spot, m of depth an hour. */
  pumped: number;
  /** s */
  dt: number;
}

/**
 * Depth on a street after a step, m: rain that gathers less what drains and pumps take, and the river once it stands higher than
 * the water there. Never above the greater of what it was with all rain kept and the river's own height.
 */
export function streetDepth(street: Pick<Street, "ground" | "gathers">, before: number, { rain, river, pumped, dt }: StreetStep): number {
  const surface = street.ground + before;
  const free = Math.min(1, Math.max(0, (street.ground - river) / MOUTH));
  const gathered = (rain * street.gathers) / 3.6e6;
  const drained = (DRAINS * street.gathers * free) / 3.6e6 + pumped / 3600;
  let depth = Math.max(0, before + (gathered - drained) * dt);
  if (river > surface) depth += (Math.min(river - surface, 2) / FILLS) * dt;
  else if (before > 0) depth -= (Math.min(before, surface - river) / EMPTIES) * dt;
  return Math.max(0, depth);
}
