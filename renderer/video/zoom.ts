/** Digital zoom of a tile: `scale` 1 to 8; `x`, `y` move the enlarged picture's corner, in tile widths and heights, 0 or less. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const MOST = 8;
/** One step of a wheel (100 px) enlarges by so much. */
const STEP = 1.25;

/**
 * Enlarges around a point, which stays where it is.
 *
 * @param delta of the wheel, px; negative enlarges
 * @param px py the point, in tile widths and heights
 */
export function zoomAt(zoom: Zoom, delta: number, px: number, py: number): Zoom {
  const scale = Math.min(MOST, Math.max(1, zoom.scale * STEP ** (-Math.max(-300, Math.min(300, delta)) / 100)));
  const by = scale / zoom.scale;
  return within({ scale, x: px - (px - zoom.x) * by, y: py - (py - zoom.y) * by });
}

/** Moves the picture. @param dx dy in tile widths and heights */
export function pan(zoom: Zoom, dx: number, dy: number): Zoom {
  return within({ ...zoom, x: zoom.x + dx, y: zoom.y + dy });
}

/** Never beyond the picture's edge. */
function within({ scale, x, y }: Zoom): Zoom {
  if (scale <= 1.001) return WHOLE;
  const least = 1 - scale;
  return { scale, x: Math.min(0, Math.max(least, x)), y: Math.min(0, Math.max(least, y)) };
}

/** As a CSS transform from the tile's upper left corner. */
export function transformOf({ scale, x, y }: Zoom): string | undefined {
  return scale === 1 ? undefined : `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;
}
