import { inside, type Point } from "../shape.ts";
import type { OsmRelation } from "./entities.ts";
import { ringsOf, type Ring } from "./rings.ts";

/**
 * Polygons of a multipolygon relation: rings from its ways, each inner ring in the outer one around it.
 *
 * @param ways node indices by way id; those that an extract left out are missing
 * @param open called for each chain of ways that does not close: its area is left out
 */
export function polygonsOf({ members }: OsmRelation, ways: ReadonlyMap<number, Uint32Array>, at: (index: number) => Point, open: () => void): Point[][][] {
  const of = (wanted: (role: string) => boolean): Uint32Array[] => members.flatMap(({ type, ref, role }) => (type === "way" && wanted(role) ? ways.get(ref) ?? [] : []));
  const points = (ring: Ring): Point[] => ring.map(at);
  const outers = ringsOf(of((role) => role !== "inner"), open).map(points);
  const polygons = outers.map((outer) => [outer]);
  for (const inner of ringsOf(of((role) => role === "inner"), open).map(points)) polygons.find(([outer]) => inside(inner[0]!, outer!))?.push(inner);
  return polygons;
}
