import type { Bounds } from "#contract/city";
import type { MultiPolygon, Position } from "geojson";
import { inside, within, type Point } from "../shape.ts";

/** Places where a coast crosses the border: how far round the box, clockwise from the south-west corner, in sides (0…4). */
function around([west, south, east, north]: Bounds, [lon, lat]: Point): number {
  const x = (lon - west) / (east - west);
  const y = (lat - south) / (north - south);
  const sides = [[Math.abs(x), y], [Math.abs(1 - y), 1 + x], [Math.abs(1 - x), 2 + (1 - y)], [Math.abs(y), 3 + (1 - x)]] as const;
  return sides.reduce((best, next) => (next[0] < best[0] ? next : best))[1] % 4;
}

const corners = ([west, south, east, north]: Bounds): readonly Point[] => [[west, south], [west, north], [east, north], [east, south]];

/** The parts of a line within a box; each that enters or leaves has its end on the border. */
function clipped(line: readonly Point[], box: Bounds): Point[][] {
  const out: Point[][] = [];
  let part: Point[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    const cut = cutSegment(line[i]!, line[i + 1]!, box);
    if (cut === undefined) continue;
    if (part.length === 0) part.push(cut.from);
    part.push(cut.to);
    if (cut.leaves) {
      out.push(part);
      part = [];
    }
  }
  if (part.length > 1) out.push(part);
  return out;
}

/** Liang–Barsky. */
function cutSegment(a: Point, b: Point, [west, south, east, north]: Bounds): { from: Point; to: Point; leaves: boolean } | undefined {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [t0, t1] = [0, 1];
  for (const [p, q] of [[-dx, a[0] - west], [dx, east - a[0]], [-dy, a[1] - south], [dy, north - a[1]]] as const) {
    if (p === 0 && q < 0) return undefined;
    if (p < 0) t0 = Math.max(t0, q / p);
    if (p > 0) t1 = Math.min(t1, q / p);
  }
  if (t0 >= t1) return undefined;
  const at = (t: number): Point => [a[0] + dx * t, a[1] + dy * t];
  return { from: t0 === 0 ? a : at(t0), to: t1 === 1 ? b : at(t1), leaves: t1 < 1 };
}

/**
 * The sea within a box, from coastlines as OpenStreetMap draws them: land on the left, water on the right. From where a coast
 * leaves the box, the sea's edge follows the border clockwise to where the next one enters.
 *
 * @param lines joined coastlines, rings closed
 * @returns undefined where there is no coast; `broken`: coasts that end within the box, so that what is sea cannot be told
 */
export function seaWithin(box: Bounds, lines: readonly (readonly Point[])[]): { sea: MultiPolygon | undefined; broken: number } {
  const open: Point[][] = [];
  const islands: Point[][] = [];
  const lakes: Point[][] = [];
  let broken = 0;
  for (const line of lines) {
    const closed = line.length > 3 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
    if (closed && line.every((at) => within(box, at))) {
      if (turns(line) > 0) islands.push([...line]);
      else lakes.push([...line]);
      continue;
    }
    const parts = clipped(line, box);
    // A ring that begins within the box comes back as its last part.
    const [first, last] = [parts[0], parts.at(-1)];
    if (closed && first !== undefined && last !== undefined && parts.length > 1 && first[0]![0] === last.at(-1)![0] && first[0]![1] === last.at(-1)![1]) parts.splice(0, 1, [...parts.pop()!, ...first.slice(1)]);
    for (const part of parts) {
      if (onBorder(box, part[0]!) && onBorder(box, part.at(-1)!)) open.push(part);
      else broken++;
    }
  }
  if (broken > 0 || open.length + islands.length + lakes.length === 0) return { sea: undefined, broken };
  const outers = open.length === 0 && lakes.length === 0 ? [[...corners(box), corners(box)[0]!]] : [...joined(box, open), ...lakes];
  const polygons: Position[][][] = outers.map((outer) => [flat(outer), ...islands.filter((island) => inside(island[0]!, outer)).map(flat)]);
  return { sea: { type: "MultiPolygon", coordinates: polygons }, broken };
}

const flat = (ring: readonly Point[]): Position[] => ring.map(([lon, lat]) => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
const turns = (ring: readonly Point[]): number => ring.slice(1).reduce((sum, [lon, lat], i) => sum + ring[i]![0] * lat - lon * ring[i]![1], 0);

function onBorder([west, south, east, north]: Bounds, [lon, lat]: Point): boolean {
  const near = 1e-9;
  return Math.min(Math.abs(lon - west), Math.abs(lon - east), Math.abs(lat - south), Math.abs(lat - north)) < near;
}

/** Rings of open coasts, closed along the border. */
function joined(box: Bounds, open: readonly Point[][]): Point[][] {
  const starts = open.map((part) => around(box, part[0]!));
  const used = new Set<number>();
  const rings: Point[][] = [];
  open.forEach((_, first) => {
    if (used.has(first)) return;
    const ring: Point[] = [];
    for (let at = first; !used.has(at); ) {
      used.add(at);
      for (const point of open[at]!) ring.push(point);
      const end = around(box, open[at]!.at(-1)!);
      const ahead = (place: number): number => (place - end + 4) % 4;
      const next = open.map((_part, i) => i).filter((i) => !used.has(i) || i === first).reduce((best, i) => (ahead(starts[i]!) < ahead(starts[best]!) ? i : best), first);
      const turn = ahead(starts[next]!);
      corners(box).map((corner, k) => ({ corner, far: ahead(k) })).filter(({ far }) => far < turn).sort((a, b) => a.far - b.far).forEach(({ corner }) => ring.push(corner));
      at = next;
    }
    ring.push(ring[0]!);
    rings.push(ring);
  });
  return rings;
}
