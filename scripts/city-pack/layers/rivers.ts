import type { RiverLine } from "../osm/sorted.ts";
import { boxOf, metresBetween, round5, thin, touches, type Point } from "../shape.ts";
import type { Bounds, River } from "#contract/city";
import type { Ground } from "../../tiles/raster-tiles.ts";

/** Metres a river must have within the area to be reckoned with. */
const SHORTEST = 2000;
/** The contract's bounds, and the gap that keeps one river's points from running on into the next one's. */
const MOST_RIVERS = 100;
const MOST_POINTS = 5000;
const MOST_CHAIN = 60_000;
const GAP = 8;
/** Metres between points of an axis. */
const STEP = 150;

export interface Course extends River {
  axis: [number, number][];
  /** Ordinary level at each point, decimetres; empty where no ground is known. */
  levels: number[];
  /** Its ends stood the wrong way round by the ground. */
  turned: boolean;
}

/**
 * Courses of the named rivers, the longest first: pieces joined end to end, running downstream by the ground where it tells,
 * else as they are drawn.
 */
export function coursesOf(lines: readonly RiverLine[], at: (index: number) => Point, area: Bounds, ground: Ground | undefined): Course[] {
  const byName = new Map<string, Uint32Array[]>();
  for (const { name, nodes } of lines) byName.set(name, [...(byName.get(name) ?? []), nodes]);
  const joined = [...byName].map(([name, parts]) => ({ name, line: cut(longest(parts, at).map(at), area) }));
  const kept = joined.map(({ name, line }) => ({ name, line, length: lengthOf(line) })).filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length || (a.name < b.name ? -1 : 1)).slice(0, MOST_RIVERS);
  const courses: Course[] = [];
  let from = 0;
  for (const { name, line } of kept) {
    const turned = ground !== undefined && climbs(line, ground);
    const axis = fitting(turned ? line.toReversed() : line);
    if (from + axis.length > MOST_CHAIN) break;
    courses.push({ name, axis, from, levels: ground === undefined ? [] : levelsAlong(axis, ground), turned });
    from += axis.length + GAP;
  }
  return courses;
}

/** From the longest piece on, at each end the longest unused piece that begins or ends there; along the way most of it is drawn. */
function longest(parts: readonly Uint32Array[], at: (index: number) => Point): number[] {
  const size = parts.map((part) => lengthOf(Array.from(part, at)));
  const order = parts.map((_, i) => i).sort((a, b) => size[b]! - size[a]! || a - b);
  const used = new Set<number>([order[0]!]);
  let chain = [...parts[order[0]!]!];
  let along = size[order[0]!]!;
  let against = 0;
  for (const side of ["end", "start"] as const)
    for (;;) {
      const tip = side === "end" ? chain.at(-1)! : chain[0]!;
      const next = order.find((i) => !used.has(i) && (parts[i]![0] === tip || parts[i]!.at(-1) === tip));
      if (next === undefined) break;
      used.add(next);
      const forward = side === "end" ? parts[next]![0] === tip : parts[next]!.at(-1) === tip;
      const piece = forward ? [...parts[next]!] : [...parts[next]!].reverse();
      if (forward) along += size[next]!;
      else against += size[next]!;
      chain = side === "end" ? [...chain, ...piece.slice(1)] : [...piece, ...chain.slice(1)];
    }
  return against > along ? chain.reverse() : chain;
}

/** The part of a line from its first to its last point in the area. */
function cut(line: readonly Point[], area: Bounds): Point[] {
  const near = line.map((at) => touches(boxOf([at]), area));
  const first = near.indexOf(true);
  return first < 0 ? [] : line.slice(first, near.lastIndexOf(true) + 1);
}

function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < line.length; i++) sum += metresBetween(line[i]!, line[i + 1]!);
  return sum;
}

/** Metres by which a river's lower end must lie above its upper one to be believed: models of cities are noisy, mappers mostly right. */
const CLEARLY = 3;

/** The last tenth lies clearly above the first, by medians: what is called downstream goes up. */
function climbs(line: readonly Point[], ground: Ground): boolean {
  const heights = line.map(([lon, lat]) => ground(lon, lat)).filter((height) => !Number.isNaN(height));
  const tenth = Math.max(1, Math.floor(heights.length / 10));
  return heights.length >= 2 && median(heights.slice(-tenth)) - median(heights.slice(0, tenth)) > CLEARLY;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

/** Without needless points, yet with one every `STEP` metres: the level is told at points. */
function fitting(line: readonly Point[]): [number, number][] {
  for (let rough = 1; ; rough *= 2) {
    const axis = dense(thin(line, 8 * rough), STEP * rough);
    if (axis.length <= MOST_POINTS) return axis.map(([lon, lat]): [number, number] => [round5(lon), round5(lat)]);
  }
}

function dense(line: readonly Point[], step: number): Point[] {
  return line.flatMap((to, i) => {
    const from = line[i - 1];
    if (from === undefined) return [to];
    const pieces = Math.max(1, Math.ceil(metresBetween(from, to) / step));
    return Array.from({ length: pieces }, (_, k): Point => [from[0] + ((to[0] - from[0]) * (k + 1)) / pieces, from[1] + ((to[1] - from[1]) * (k + 1)) / pieces]);
  });
}

/**
 * Ordinary level of a river's water: what the ground's model shows on its surface, made to fall all the way (pool adjacent
 * violators), so that one noisy height neither dams nor drains it. Decimetres.
 */
export function levelsAlong(axis: readonly Point[], ground: Ground): number[] {
  const heights = axis.map(([lon, lat]) => ground(lon, lat));
  const first = heights.find((height) => !Number.isNaN(height)) ?? 0;
  let last = first;
  const pools: { sum: number; points: number }[] = [];
  for (const height of heights) {
    // Where the ground is unknown, the level of the point before.
    last = Number.isNaN(height) ? last : height;
    let pool = { sum: last, points: 1 };
    for (let before = pools.at(-1); before !== undefined && before.sum / before.points < pool.sum / pool.points; before = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + before.sum, points: pool.points + before.points };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, points }) => Array.from({ length: points }, () => Math.round((sum / points) * 10)));
}
