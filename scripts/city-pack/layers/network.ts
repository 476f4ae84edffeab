import type { Network } from "#contract/city";
import type { z } from "zod";
import type { RoadLine } from "../osm/sorted.ts";
import { round5, type Point } from "../shape.ts";

/** The contract's bounds. */
const MOST_STREETS = 50_000;
const MOST_POINTS = 2000;

/**
 * Streets that vehicles of the demonstration drive on, cut where roads share a node: there they meet, and ends are equal.
 * Where a city has more than the contract takes, small streets are left out first.
 *
 * @returns `left`: pieces left out
 */
export function networkOf(roads: readonly RoadLine[], at: (index: number) => Point): { network: z.input<typeof Network>; left: number } {
  const driven = roads.filter(({ kmh }) => kmh > 0);
  const uses = new Map<number, number>();
  for (const { nodes } of driven) for (const node of nodes) uses.set(node, (uses.get(node) ?? 0) + 1);
  const streets = driven.flatMap((road) => {
    const nodes = road.oneWay === -1 ? road.nodes.toReversed() : road.nodes;
    const parts: number[][] = [];
    let part: number[] = [];
    nodes.forEach((node, i) => {
      part.push(node);
      if (i === 0 || i === nodes.length - 1 || (uses.get(node) === 1 && part.length < MOST_POINTS)) return;
      parts.push(part);
      part = [node];
    });
    parts.push(part);
    return parts.map((one) => ({ kmh: road.kmh, one: road.oneWay !== 0, line: tidy(one.map(at)) })).filter(({ line }) => line.length > 1);
  });
  const kept = streets.length <= MOST_STREETS ? streets : streets.map((street, i) => ({ street, i })).sort((a, b) => b.street.kmh - a.street.kmh || a.i - b.i).slice(0, MOST_STREETS).map(({ street }) => street);
  return { network: { streets: kept.map(({ line, kmh, one }) => ({ line, kmh, ...(one ? { one } : {}) })) }, left: streets.length - kept.length };
}

/** Rounded, without points that repeat the one before. */
function tidy(line: readonly Point[]): [number, number][] {
  const rounded = line.map(([lon, lat]): [number, number] => [round5(lon), round5(lat)]);
  return rounded.filter(([lon, lat], i) => i === 0 || lon !== rounded[i - 1]![0] || lat !== rounded[i - 1]![1]);
}
