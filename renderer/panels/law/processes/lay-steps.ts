import type { EventKind, Move, Step } from "#contract/process";

/** A step's box and the room between two, px of the picture. */
export const BOX = { width: 172, height: 54 } as const;
export const GAP = 116;
const ROW = 110;

/** Upper left corner of a step's box. */
export interface Place {
  x: number;
  y: number;
}

/**
 * Where each step stands: those that go on from left to right as they are written, each end one column after the first step
 * that leads to it, beneath the line where the line has a step there.
 */
export function placesOf(steps: readonly Step[], moves: readonly Move[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const line = steps.filter(({ final }) => !final);
  const at = (column: number, row: number): Place => ({ x: column * (BOX.width + GAP), y: row * ROW });
  line.forEach(({ id }, i) => places.set(id, at(i, 0)));
  const taken = new Set(line.map((_, i) => `${i} 0`));
  for (const { id } of steps.filter(({ final }) => final)) {
    const from = moves.filter(({ to }) => to === id).flatMap((move) => move.from.map((one) => line.findIndex((step) => step.id === one))).filter((i) => i >= 0);
    const column = from.length === 0 ? line.length : Math.max(...from) + 1;
    let row = 0;
    while (taken.has(`${column} ${row}`)) row++;
    taken.add(`${column} ${row}`);
    places.set(id, at(column, row));
  }
  return places;
}

/** One arrow: its path, where its word stands, and how high or deep it goes. */
export interface Arrow {
  key: string;
  path: string;
  at: readonly [x: number, y: number];
  on: EventKind;
  back: boolean;
  high: number;
}

/** Arrows of all moves whose steps there are. */
export function arrowsOf(moves: readonly Move[], places: ReadonlyMap<string, Place>): Arrow[] {
  const backs: Arrow[] = [];
  const all = moves.flatMap(({ on, from, to }) => from.flatMap((one): Arrow[] => {
    const a = places.get(one);
    const b = places.get(to);
    if (a === undefined || b === undefined) return [];
    const key = `${on} ${one} ${to}`;
    if (b.x > a.x) {
      const [x1, y1, x2, y2] = [a.x + BOX.width, a.y + BOX.height / 2, b.x, b.y + BOX.height / 2];
      const mid = (x1 + x2) / 2;
      // Over a box in between it goes round.
      if (x2 - x1 > GAP && a.y === b.y) return [over(key, on, [a.x + BOX.width * 0.7, a.y], [b.x + BOX.width * 0.3, b.y], backs)];
      return [{ key, on, back: false, high: 0, path: `M${x1} ${y1}C${mid} ${y1} ${mid} ${y2} ${x2} ${y2}`, at: [mid, y2 === y1 ? y1 - 8 : (y1 + y2) / 2 - 6] }];
    }
    const under = a.y > 0 || (b.x === a.x && b.y === a.y);
    return [under ? beneath(key, on, a, b) : over(key, on, [a.x + BOX.width * 0.4, a.y], [b.x + BOX.width * 0.6, b.y], backs)];
  }));
  return all;
}

/** Back over the line; each further one higher, so that their words do not meet. */
function over(key: string, on: EventKind, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], backs: Arrow[]): Arrow {
  const high = Math.min(y1, y2) - 34 - backs.length * 30;
  const arrow: Arrow = { key, on, back: true, high: high - 14, path: `M${x1} ${y1}V${high + 8}Q${x1} ${high} ${x1 + (x2 < x1 ? -8 : 8)} ${high}H${x2 + (x2 < x1 ? 8 : -8)}Q${x2} ${high} ${x2} ${high + 8}V${y2}`, at: [(x1 + x2) / 2, high - 5] };
  backs.push(arrow);
  return arrow;
}

function beneath(key: string, on: EventKind, a: Place, b: Place): Arrow {
  const [x1, y1, x2, y2] = [a.x + BOX.width / 2, a.y + BOX.height, b.x + BOX.width / 2, b.y + BOX.height];
  const deep = Math.max(y1, y2) + 30;
  return { key, on, back: true, high: deep + 6, path: `M${x1} ${y1}V${deep - 8}Q${x1} ${deep} ${x1 - 8} ${deep}H${x2 + 8}Q${x2} ${deep} ${x2} ${deep - 8}V${y2}`, at: [(x1 + x2) / 2, deep - 5] };
}
