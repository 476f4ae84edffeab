import type { Places } from "#contract/city";
import type { z } from "zod";
import type { Area, NamedPlace, RoadLine } from "../osm/sorted.ts";
import { boxOf, inside, metresBetween, round5, within, type Point } from "../shape.ts";

/** The contract's bound. */
const MOST = 100_000;
/** Metres within which two of one name and kind are one: a node and the area around it. */
const SAME = 1500;

/** Of places with the same name and kind near each other, the one that is shown earliest; by rank, then name. */
export function mergePlaces(places: readonly NamedPlace[]): NamedPlace[] {
  const kept = new Map<string, NamedPlace[]>();
  const sorted = [...places].sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  for (const place of sorted) {
    // Without marks: "Hoà" and "Hòa" are one name.
    const key = `${place.kind} ${place.name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()}`;
    const others = kept.get(key) ?? [];
    kept.set(key, others);
    if (!others.some((other) => metresBetween(other.at, place.at) < SAME)) others.push(place);
  }
  return [...kept.values()].flat().sort((a, b) => a.rank - b.rank);
}

/** Each named street once in every ward it goes through, at the middle of its longest piece there. */
export function streetsOf(roads: readonly RoadLine[], at: (index: number) => Point, wardOf: (at: Point) => string | undefined): NamedPlace[] {
  const longest = new Map<string, { name: string; length: number; at: Point }>();
  for (const { name, nodes, bridge } of roads) {
    if (name === "" || bridge) continue;
    const middle = at(nodes[nodes.length >> 1]!);
    const length = metresBetween(at(nodes[0]!), at(nodes.at(-1)!));
    const key = `${name}\n${wardOf(middle) ?? ""}`;
    const best = longest.get(key);
    if (best === undefined || length > best.length) longest.set(key, { name, length, at: middle });
  }
  return [...longest.values()].map(({ name, at: middle }) => ({ name, kind: "street", rank: 9, at: middle }));
}

/** The search's file. @returns `left`: names beyond the contract's bound */
export function placesFile(places: readonly NamedPlace[], wardOf: (at: Point) => string | undefined): { places: z.input<typeof Places>; left: number } {
  const out = places.slice(0, MOST).map(({ name, kind, at }) => {
    const ward = kind === "ward" || kind === "city" || kind === "sea" ? undefined : wardOf(at);
    return { name, kind, at: [round5(at[0]), round5(at[1])] as [number, number], ...(ward === undefined ? {} : { ward }) };
  });
  return { places: out, left: places.length - out.length };
}

/** Finds the ward around a place. */
export function wardFinder(wards: readonly Area[]): (at: Point) => string | undefined {
  const boxed = wards.map(({ name, polygons }) => ({ name, polygons, box: boxOf(polygons.flatMap(([outer]) => outer!)) }));
  return (at) => boxed.find(({ name, box, polygons }) => name !== "" && within(box, at) && polygons.some(([outer, ...holes]) => inside(at, outer!) && !holes.some((hole) => inside(at, hole))))?.name;
}
