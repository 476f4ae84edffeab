import type { Network } from "#contract/city";
import type { z } from "zod";
import { metresBetween, offset, type Point } from "../../tiles/shapes.ts";
import type { Road } from "./streets.ts";
import { depthIn, TOWNS } from "./towns.ts";

const KMH: Readonly<Record<Road["kind"], number>> = { motorway: 90, trunk: 60, primary: 45, secondary: 40, street: 30, path: 10, rail: 0 };
/** Ends nearer to each other than this, metres, are one crossing. */
const JOIN = 28;

const key = ([lon, lat]: Point): Point => [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];

/** Streets vehicles of the demonstration drive on: cut where they cross, ends that meet made equal. */
export function network(roads: readonly Road[]): z.input<typeof Network> {
  const lines = roads.filter(({ kind, line }) => KMH[kind] > 0 && (kind !== "street" || nearCentre(line[0]!))).map(({ kind, line }) => ({ kmh: KMH[kind], line: line.map(key) }));
  const cuts = lines.map(({ line }) => line.map((at, i) => ({ at, order: i })));
  crossings(lines, (k, at, order) => void cuts[k]!.push({ at, order }));
  const ends = openEnds();
  return {
    streets: cuts.flatMap((points, k) => {
      points.sort((a, b) => a.order - b.order);
      const cutAt = new Set(points.filter(({ order }) => order % 1 !== 0).map(({ order }) => order));
      const parts: Point[][] = [];
      let part: Point[] = [];
      for (const { at, order } of points) {
        part.push(at);
        if (!cutAt.has(order)) continue;
        parts.push(part);
        part = [at];
      }
      parts.push(part);
      return parts.map((one) => tidy([ends(one[0]!), ...one.slice(1, -1), ends(one.at(-1)!)])).filter((one) => one.length > 1).map((line) => ({ line: line.map(([lon, lat]): [number, number] => [lon, lat]), kmh: lines[k]!.kmh }));
    }),
  };
}

const nearCentre = (at: Point): boolean => TOWNS.slice(0, 15).some((town) => depthIn(town, at) < 1);

/** Calls for both lines of each crossing, with its place and its order along the line (a fraction between two points). */
function crossings(lines: readonly { line: readonly Point[] }[], found: (line: number, at: Point, order: number) => void): void {
  const cells = new Map<string, { line: number; i: number }[]>();
  const size = 0.004;
  lines.forEach(({ line }, n) => {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      for (let x = Math.floor(Math.min(a[0], b[0]) / size); x <= Math.floor(Math.max(a[0], b[0]) / size); x++)
        for (let y = Math.floor(Math.min(a[1], b[1]) / size); y <= Math.floor(Math.max(a[1], b[1]) / size); y++) {
          const list = cells.get(`${x} ${y}`) ?? [];
          cells.set(`${x} ${y}`, list);
          list.push({ line: n, i });
        }
    }
  });
  const told = new Set<string>();
  for (const list of cells.values())
    for (let p = 0; p < list.length; p++)
      for (let q = p + 1; q < list.length; q++) {
        const [one, two] = [list[p]!, list[q]!];
        const id = `${one.line} ${one.i} ${two.line} ${two.i}`;
        if (one.line === two.line || told.has(id)) continue;
        told.add(id);
        const hit = meet(lines[one.line]!.line[one.i]!, lines[one.line]!.line[one.i + 1]!, lines[two.line]!.line[two.i]!, lines[two.line]!.line[two.i + 1]!);
        if (hit === undefined) continue;
        if (hit.s > 0.001 && hit.s < 0.999) found(one.line, hit.at, one.i + hit.s);
        if (hit.t > 0.001 && hit.t < 0.999) found(two.line, hit.at, two.i + hit.t);
      }
}

function meet(a: Point, b: Point, c: Point, d: Point): { at: Point; s: number; t: number } | undefined {
  const ab = offset(a, b);
  const cd = offset(c, d);
  const ac = offset(a, c);
  const cross = ab.east * cd.north - ab.north * cd.east;
  if (Math.abs(cross) < 1) return undefined;
  const s = (ac.east * cd.north - ac.north * cd.east) / cross;
  const t = (ac.east * ab.north - ac.north * ab.east) / cross;
  if (s < 0 || s > 1 || t < 0 || t > 1) return undefined;
  return { at: key([a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s]), s, t };
}

/** Gives an end the place of an earlier one close by. */
function openEnds(): (at: Point) => Point {
  const cells = new Map<string, Point[]>();
  const size = 0.0004;
  return (at) => {
    const x = Math.floor(at[0] / size);
    const y = Math.floor(at[1] / size);
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) for (const other of cells.get(`${x + dx} ${y + dy}`) ?? []) if (metresBetween(at, other) < JOIN) return other;
    const list = cells.get(`${x} ${y}`) ?? [];
    cells.set(`${x} ${y}`, list);
    list.push(at);
    return at;
  };
}

/** Without points that repeat the one before. */
const tidy = (line: readonly Point[]): Point[] => line.filter((at, i) => i === 0 || at[0] !== line[i - 1]![0] || at[1] !== line[i - 1]![1]);
