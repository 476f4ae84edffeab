import fc from "fast-check";
import { expect, test } from "vitest";
import { length, streetsOf, type Streets } from "./graph.ts";
import { metres, type Point } from "./plane.ts";
import { nearest, shortest, snap, type OnStreet } from "./search.ts";

/** Degrees between two crossings of the test's town: about 110 m. */
const STEP = 0.001;
const at = (x: number, y: number): Point => [107.5 + x * STEP, 16.4 + y * STEP];
type Piece = readonly [x: number, y: number, dx: 0 | 1, dy: 0 | 1, one: boolean];

/** A town of blocks of which some streets are missing and some lead one way only. */
function town(pieces: readonly Piece[]): Streets {
  const streets = pieces.map(([x, y, dx, dy, one]) => ({ line: [at(x, y), at(x + dx, y + dy)].map(([lon, lat]): [number, number] => [lon, lat]), kmh: 30, one }));
  const made = streetsOf({ streets });
  if (made === undefined) throw new Error("too many streets");
  return made;
}

const piece = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom([1, 0] as const, [0, 1] as const, [1, 1] as const), fc.boolean()).map(([x, y, [dx, dy], one]): Piece => [x, y, dx, dy, one]);
const anyTown = fc.uniqueArray(piece, { minLength: 3, maxLength: 40, selector: ([x, y, dx, dy]) => `${x} ${y} ${dx} ${dy}` });
const place = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })).map(([x, y]) => at(x / 100, y / 100));

/** Bellman and Ford's: each street looked at again until nothing changes. Costs to every node, m. */
function model({ edges, nodes }: Streets, start: OnStreet, closed: ReadonlySet<number>): number[] {
  const costs = nodes.map(() => Infinity);
  const first = edges[start.edge]!;
  costs[first.to] = first.metres - start.along;
  if (!first.one) costs[first.from] = Math.min(costs[first.from]!, start.along);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, { from, to, metres: m, one }] of edges.entries()) {
      if (closed.has(id)) continue;
      for (const [a, b] of one ? [[from, to] as const] : [[from, to] as const, [to, from] as const]) {
        if (costs[a]! + m >= costs[b]! - 1e-9) continue;
        costs[b] = costs[a]! + m;
        changed = true;
      }
    }
  }
  return costs;
}

function modelTo(streets: Streets, start: OnStreet, goal: OnStreet, closed: ReadonlySet<number>): number {
  const costs = model(streets, start, closed);
  const last = streets.edges[goal.edge]!;
  if (closed.has(goal.edge)) return Infinity;
  const direct = start.edge === goal.edge && (!last.one || goal.along >= start.along) ? Math.abs(goal.along - start.along) : Infinity;
  return Math.min(direct, costs[last.from]! + goal.along, last.one ? Infinity : costs[last.to]! + last.metres - goal.along);
}

test("property: the way found is as short as the slow search's, is a line without a gap, and takes no closed street but the one it begins in", () =>
  fc.assert(fc.property(anyTown, place, place, fc.array(fc.nat({ max: 200 }), { maxLength: 8 }), (pieces, from, to, shut) => {
    const streets = town(pieces);
    const [start, goal] = [snap(streets, from, 5000), snap(streets, to, 5000)];
    if (start === undefined || goal === undefined) throw new Error("no street");
    const closed = new Set(shut.map((n) => n % streets.edges.length));
    const wanted = modelTo(streets, start, goal, closed);
    const found = shortest(streets, start, goal, closed);
    if (wanted === Infinity) {
      expect(found).toBeUndefined();
      return;
    }
    expect(found?.metres).toBeCloseTo(wanted, 3);
    const { line, edges } = found!;
    expect(length(line)).toBeCloseTo(wanted, 3);
    // A jump would be longer than the street it leaves out.
    expect(edges.filter((id, i) => i > 0 && closed.has(id) && id !== start.edge)).toEqual([]);
    for (const [i, id] of edges.entries()) if (i > 0) expect([streets.edges[id]!.from, streets.edges[id]!.to].some((node) => [streets.edges[edges[i - 1]!]!.from, streets.edges[edges[i - 1]!]!.to].includes(node))).toBe(true);
  }), { numRuns: 300 }));

test("property: where no way leads, it ends at the reachable crossing nearest to the goal, and by the shortest way to it", () =>
  fc.assert(fc.property(anyTown, place, place, fc.array(fc.nat({ max: 200 }), { maxLength: 20 }), (pieces, from, to, shut) => {
    const streets = town(pieces);
    const start = snap(streets, from, 5000)!;
    const closed = new Set(shut.map((n) => n % streets.edges.length));
    const costs = model(streets, start, closed);
    const found = nearest(streets, start, to, closed);
    const end = found.line.at(-1)!;
    const reachable = streets.nodes.flatMap((node, i) => (costs[i] === Infinity ? [] : [metres(node, to)]));
    expect(metres(end, to)).toBeCloseTo(Math.min(metres(found.line[0]!, to), ...reachable), 3);
    if (found.edges.length > 0) expect(found.metres).toBeCloseTo(Math.min(...streets.nodes.flatMap((node, i) => (metres(node, to) <= metres(end, to) + 1e-6 ? [costs[i]!] : []))), 3);
  }), { numRuns: 300 }));

test("a street that ends beside another, a few metres aside, ends in it; one that only passes far off does not", () => {
  const line = (...points: Point[]) => ({ line: points.map(([lon, lat]): [number, number] => [lon, lat]), kmh: 30, one: false });
  const near = streetsOf({ streets: [line(at(0, 0), at(4, 0)), line(at(2, 0.08), at(2, 2))] })!;
  const found = shortest(near, snap(near, at(0, 0), 100)!, snap(near, at(2, 2), 100)!, new Set());
  expect(found?.metres).toBeCloseTo(metres(at(0, 0), at(2, 0)) + metres(at(2, 0), at(2, 2)), 0);
  const far = streetsOf({ streets: [line(at(0, 0), at(4, 0)), line(at(2, 0.3), at(2, 2))] })!;
  expect(shortest(far, snap(far, at(0, 0), 100)!, snap(far, at(2, 2), 100)!, new Set())).toBeUndefined();
});

test("more points than a graph holds make none, so that no pack makes a room wait", () => {
  const line = Array.from({ length: 2000 }, (_one, i): [number, number] => [107 + i * 1e-5, 16]);
  expect(streetsOf({ streets: Array.from({ length: 51 }, () => ({ line, kmh: 30, one: false })) })).toBeUndefined();
});
