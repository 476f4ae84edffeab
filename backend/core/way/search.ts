import { openDeadlines } from "../deadlines.ts";
import { length, nearestOn, slice, type Streets } from "./graph.ts";
import { metres, type Point } from "./plane.ts";

/** A place on a street. */
export interface OnStreet {
  edge: number;
  along: number;
  /** From the place that was meant, m. */
  metres: number;
}

/** A way: its edges in order, and its line. */
export interface Found {
  edges: readonly number[];
  line: Point[];
  metres: number;
}

/** Distances are flat: a straight line may be reckoned this much longer than the streets' own sum. */
const FAIR = 0.995;

/** Looked at first, m. */
const NEAR = 150;

/** @returns undefined: no street within `reach` m */
export function snap({ grid, edges }: Streets, at: Point, reach: number): OnStreet | undefined {
  // Most places lie beside a street: the whole reach is looked through for those that do not.
  for (const within of [Math.min(reach, NEAR), reach]) {
    let best: OnStreet | undefined;
    for (const edge of grid.near(at, within)) {
      const found = nearestOn(edges[edge]!.line, at);
      if (found.metres <= Math.min(within, best?.metres ?? Infinity)) best = { edge, ...found };
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

interface Step {
  edge: number;
  before: number | undefined;
}

/** What is reached from a place over streets that are not closed, nearest first. The street it stands in may be left, closed or not. */
function* spread(streets: Streets, start: OnStreet, closed: ReadonlySet<number>, ahead: (node: number) => number): Generator<{ node: number; cost: number; steps: ReadonlyMap<number, Step> }> {
  const { edges, out } = streets;
  const open = openDeadlines<number>();
  const costs = new Map<number, number>();
  const steps = new Map<number, Step>();
  const reach = (node: number, cost: number, step: Step): void => {
    if (cost >= (costs.get(node) ?? Infinity)) return;
    costs.set(node, cost);
    steps.set(node, step);
    open.set(node, cost + ahead(node));
  };
  const first = edges[start.edge]!;
  reach(first.to, first.metres - start.along, { edge: start.edge, before: undefined });
  if (!first.one) reach(first.from, start.along, { edge: start.edge, before: undefined });
  for (let taken = open.take(Infinity); taken !== undefined; taken = open.take(Infinity)) {
    const node = taken.key;
    const cost = costs.get(node)!;
    yield { node, cost, steps };
    for (const id of out[node]!) {
      if (closed.has(id)) continue;
      const edge = edges[id]!;
      reach(edge.from === node ? edge.to : edge.from, cost + edge.metres, { edge: id, before: node });
    }
  }
}

/** The shortest way from one place on a street to another (A*); undefined: there is none. */
export function shortest(streets: Streets, start: OnStreet, goal: OnStreet, closed: ReadonlySet<number>): Found | undefined {
  const { edges, nodes } = streets;
  const last = edges[goal.edge]!;
  if (closed.has(goal.edge)) return undefined;
  let best: { metres: number; make: () => Found } | undefined;
  const better = (found: number, make: () => Found): void => {
    if (found < (best?.metres ?? Infinity)) best = { metres: found, make };
  };
  if (start.edge === goal.edge && (!last.one || goal.along >= start.along)) {
    const line = goal.along >= start.along ? slice(last.line, start.along, goal.along) : slice(last.line, goal.along, start.along).toReversed();
    better(Math.abs(goal.along - start.along), () => ({ edges: [goal.edge], line, metres: length(line) }));
  }
  const [end] = slice(last.line, goal.along, goal.along);
  for (const { node, cost, steps } of spread(streets, start, closed, (one) => metres(nodes[one]!, end!) * FAIR)) {
    // What is left costs as much at least.
    if (cost + metres(nodes[node]!, end!) * FAIR >= (best?.metres ?? Infinity)) break;
    const made = (): Found => trace(streets, start, node, steps);
    if (node === last.from) better(cost + goal.along, () => joined(made(), { edge: goal.edge, line: slice(last.line, 0, goal.along) }));
    if (node === last.to && !last.one) better(cost + last.metres - goal.along, () => joined(made(), { edge: goal.edge, line: slice(last.line, goal.along, last.metres).toReversed() }));
  }
  return best?.make();
}

/** The way to where one comes nearest to a place, as the crow flies, over streets that are not closed; the start itself where nothing is nearer. */
export function nearest(streets: Streets, start: OnStreet, to: Point, closed: ReadonlySet<number>): Found {
  const [here] = slice(streets.edges[start.edge]!.line, start.along, start.along);
  let best: { metres: number; node: number; steps: ReadonlyMap<number, Step> } | undefined;
  let least = metres(here!, to);
  for (const { node, steps } of spread(streets, start, closed, () => 0)) {
    const left = metres(streets.nodes[node]!, to);
    if (left < least) [least, best] = [left, { metres: left, node, steps }];
  }
  return best === undefined ? { edges: [], line: [here!, here!], metres: 0 } : trace(streets, start, best.node, best.steps);
}

/** The way back from a node to the start, turned round. */
function trace({ edges }: Streets, start: OnStreet, node: number, steps: ReadonlyMap<number, Step>): Found {
  const passed: number[] = [];
  const parts: Point[][] = [];
  let at: number | undefined = node;
  while (at !== undefined) {
    const step: Step = steps.get(at)!;
    const edge = edges[step.edge]!;
    passed.push(step.edge);
    // A ring's two ends are one node: it is left by whichever side is nearer.
    const forward = step.before === undefined ? edge.to === at && (edge.from !== at || edge.one || edge.metres - start.along <= start.along) : edge.to === at && edge.from === step.before;
    const line = step.before === undefined ? (forward ? slice(edge.line, start.along, edge.metres) : slice(edge.line, 0, start.along)) : [...edge.line];
    parts.push(forward ? line : line.toReversed());
    at = step.before;
  }
  const line = parts.reverse().flat();
  return { edges: passed.reverse(), line, metres: length(line) };
}

function joined(way: Found, { edge, line }: { edge: number; line: readonly Point[] }): Found {
  const whole = [...way.line, ...line];
  return { edges: [...way.edges, edge], line: whole, metres: length(whole) };
}
