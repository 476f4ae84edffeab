interface Point {
  x: number;
  y: number;
}

/** A name to place beside a horizontal line at `y`; all in canvas pixels. */
interface Wish {
  width: number;
  height: number;
  y: number;
  /** Between the line and the name. */
  gap: number;
  /** The plot: a name outside it would lie on the axes. */
  inside: { left: number; top: number; width: number; height: number };
}

/** Places tried along the line, from its right end to its left. */
const STEPS = 8;

/** Upper left corner of a place beside the line where no curve runs; undefined: there is none. */
export function freePlace({ width, height, y, gap, inside }: Wish, curves: readonly (readonly Point[])[]): Point | undefined {
  const room = inside.width - width - 2 * gap;
  if (room < 0) return undefined;
  for (let step = 0; step <= STEPS; step++) {
    const x = inside.left + gap + room * (1 - step / STEPS);
    for (const top of [y - gap - height, y + gap]) {
      if (top < inside.top || top + height > inside.top + inside.height) continue;
      const box = { left: x - gap, right: x + width + gap, top: top - gap, bottom: top + height + gap };
      if (!curves.some((curve) => meets(curve, box))) return { x, y: top };
    }
  }
  return undefined;
}

/** Whether any point or piece of the curve touches the box. A piece counts by its own least and greatest y within the box's x. */
function meets(curve: readonly Point[], box: { left: number; right: number; top: number; bottom: number }): boolean {
  return curve.some((to, i) => {
    const from = curve[i - 1] ?? to;
    if (to.x < box.left || from.x > box.right) return false;
    const run = to.x - from.x;
    const at = (x: number): number => (run === 0 ? to.y : from.y + ((to.y - from.y) * (x - from.x)) / run);
    const [one, other] = [run === 0 ? from.y : at(Math.max(from.x, box.left)), run === 0 ? to.y : at(Math.min(to.x, box.right))];
    return Math.max(one, other) >= box.top && Math.min(one, other) <= box.bottom;
  });
}
