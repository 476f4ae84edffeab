import type { Network } from "#contract/city";
import { openGrid, type Grid } from "./grid.ts";
import { between, fromSegment, metres, scaleAt, type Point } from "./plane.ts";

/** Points that a graph's streets have at most: above it there is none. Made while a room opens: about a second for so many. */
export const MOST_POINTS = 100_000;
/** A street that ends so near to another one ends in it, m: packs draw junctions to a few metres. */
const JOIN = 15;

/** A piece of a street between two junctions. */
export interface Edge {
  from: number;
  to: number;
  line: readonly Point[];
  metres: number;
  /** Only from the first point to the last. */
  one: boolean;
}

/** The streets of a city as junctions and what lies between. */
export interface Streets {
  /** Degrees, by number. */
  nodes: readonly Point[];
  edges: readonly Edge[];
  /** Edges that leave a node, as one may drive them. */
  out: readonly (readonly number[])[];
  grid: Grid;
}

/** @returns undefined where the pack's streets are too many points */
export function streetsOf(network: Network): Streets | undefined {
  const streets = network.streets.filter(({ line }) => length(line) > 1);
  if (streets.reduce((sum, { line }) => sum + line.length, 0) > MOST_POINTS) return undefined;
  const grid = openGrid();
  for (const [i, { line }] of streets.entries()) grid.add(i, line);

  const nodes: Point[] = [];
  const numbers = new Map<string, number>();
  const nodeOf = (at: Point): number => {
    const key = `${at[0]} ${at[1]}`;
    const known = numbers.get(key) ?? nodes.length;
    if (known === nodes.length) nodes.push(at);
    numbers.set(key, known);
    return known;
  };
  /** By street: nodes on it with their metres along it. */
  const stops = streets.map(({ line }) => [{ along: 0, node: nodeOf(line[0]!) }, { along: length(line), node: nodeOf(line.at(-1)!) }]);
  for (const [i, { line }] of streets.entries()) {
    for (const end of [line[0]!, line.at(-1)!]) {
      for (const other of grid.near(end, JOIN)) {
        const found = other === i ? undefined : nearestOn(streets[other]!.line, end);
        if (found !== undefined && found.metres <= JOIN) stops[other]!.push({ along: found.along, node: nodeOf(end) });
      }
    }
  }
  const edges: Edge[] = [];
  for (const [i, { line, one }] of streets.entries()) {
    const along = stops[i]!.sort((a, b) => a.along - b.along || a.node - b.node);
    for (const [k, stop] of along.entries()) {
      const next = along[k + 1];
      // A ring comes back to where it began; two stops at one junction are no street.
      if (next !== undefined && (next.node !== stop.node || next.along - stop.along > 2 * JOIN)) edges.push(edgeOf(line, stop, next, { nodes, one }));
    }
  }
  const out: number[][] = nodes.map(() => []);
  const pieces = openGrid();
  for (const [id, { from, to, line, one }] of edges.entries()) {
    out[from]!.push(id);
    if (!one) out[to]!.push(id);
    pieces.add(id, line);
  }
  return { nodes, edges, out, grid: pieces };
}

interface Stop {
  along: number;
  node: number;
}

/** A junction drawn a few metres aside is part of the piece, so that no piece is shorter than its junctions lie apart. */
function edgeOf(line: readonly Point[], from: Stop, to: Stop, { nodes, one }: { nodes: readonly Point[]; one: boolean }): Edge {
  const piece = [nodes[from.node]!, ...slice(line, from.along, to.along), nodes[to.node]!].filter(([lon, lat], i, all) => i === 0 || lon !== all[i - 1]![0] || lat !== all[i - 1]![1]);
  return { from: from.node, to: to.node, line: piece, metres: length(piece), one };
}

export function length(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += metres(line[i - 1]!, line[i]!);
  return sum;
}

/** The part of a line between two of its lengths, m; two points at least. */
export function slice(line: readonly Point[], from: number, to: number): Point[] {
  const part: Point[] = [];
  let along = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const step = metres(a, b);
    const [begin, end] = [Math.max(from, along), Math.min(to, along + step)];
    if (begin <= end && step > 0) {
      if (part.length === 0) part.push(between(a, b, (begin - along) / step));
      if (end > begin) part.push(between(a, b, (end - along) / step));
    }
    along += step;
  }
  while (part.length < 2) part.push(part[0] ?? line[0]!);
  return part;
}

/** Where a line comes nearest to a point: metres between, and metres along the line. */
export function nearestOn(line: readonly Point[], at: Point): { metres: number; along: number } {
  const scale = scaleAt(at[1]);
  let best = { metres: Infinity, i: 1, share: 0 };
  for (let i = 1; i < line.length; i++) {
    const found = fromSegment(at, line[i - 1]!, line[i]!, scale);
    if (found.metres < best.metres) best = { ...found, i };
  }
  return { metres: best.metres, along: length(line.slice(0, best.i)) + best.share * metres(line[best.i - 1]!, line[best.i]!) };
}
