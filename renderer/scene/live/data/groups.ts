import { mercator } from "../../bounds.ts";

/** What is drawn at one place: one thing (`count` 1) or so many that stand too near to each other. */
export interface Group {
  /** Index of the thing it stands at: the first of the given order. */
  lead: number;
  count: number;
  /** All of them, the lead first. */
  members: readonly number[];
  lon: number;
  lat: number;
}

/** px of a web map's world at zoom 0. */
const TILE = 512;
/** Zooms are rounded down to a quarter: groups do not change with every touch of the wheel. */
const STEPS = 4;

/**
 * Groups things that would stand within `near` px of each other at this zoom: each in turn joins the first before it that is
 * so near and leads, or leads itself. Groups of fewer than `least` are left alone. In px of the world, not of the view: a map that is
 * only moved keeps its groups.
 *
 * @param order indices, the most important first: a group stands at its most important
 */
export function groupsOf(order: Iterable<number>, lon: Float64Array, lat: Float64Array, { zoom, near, least }: { zoom: number; near: number; least: number }): Group[] {
  const world = (TILE * 2 ** (Math.floor(zoom * STEPS) / STEPS)) / near;
  const cells = new Map<number, Lead[]>();
  const leads: Lead[] = [];
  for (const i of order) {
    const [mx, my] = mercator(lon[i]!, lat[i]!);
    const [x, y] = [mx * world, my * world];
    const lead = leadNear(cells, x, y);
    if (lead !== undefined) {
      lead.members.push(i);
      continue;
    }
    const next: Lead = { x, y, members: [i] };
    leads.push(next);
    const cell = cells.get(keyOf(Math.floor(x), Math.floor(y)));
    if (cell === undefined) cells.set(keyOf(Math.floor(x), Math.floor(y)), [next]);
    else cell.push(next);
  }
  const groups: Group[] = [];
  for (const { members } of leads) {
    if (members.length < least) for (const i of members) groups.push(alone(i, lon, lat));
    else groups.push({ lead: members[0]!, count: members.length, members, lon: lon[members[0]!]!, lat: lat[members[0]!]! });
  }
  return groups;
}

/** In units of the distance within which things are near. */
interface Lead {
  x: number;
  y: number;
  members: number[];
}

function keyOf(column: number, row: number): number {
  return row * 2 ** 26 + column;
}

function leadNear(cells: ReadonlyMap<number, readonly Lead[]>, x: number, y: number): Lead | undefined {
  for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 1; row++) {
    for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 1; column++) {
      for (const lead of cells.get(keyOf(column, row)) ?? []) if ((lead.x - x) ** 2 + (lead.y - y) ** 2 < 1) return lead;
    }
  }
  return undefined;
}

function alone(i: number, lon: Float64Array, lat: Float64Array): Group {
  return { lead: i, count: 1, members: [i], lon: lon[i]!, lat: lat[i]! };
}

/** [west, south, east, north] of the members. */
export function boundsOfGroup({ members }: Group, lon: Float64Array, lat: Float64Array): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of members) {
    west = Math.min(west, lon[i]!);
    south = Math.min(south, lat[i]!);
    east = Math.max(east, lon[i]!);
    north = Math.max(north, lat[i]!);
  }
  return [west, south, east, north];
}

/** How a count is written in a group's sign: at most four letters. */
export function countText(count: number): string {
  if (count < 1000) return String(count);
  return count < 10_000 ? `${Math.floor(count / 100) / 10}k`.replace(".", ",") : `${Math.floor(count / 1000)}k`;
}
