import { chance } from "./chance.ts";
import type { Marked } from "./marked.ts";
import { along, moved, type Point } from "../../tiles/shapes.ts";
import { inCitadel, keptFree } from "./side-streets.ts";
import { townAt, type Town } from "./towns.ts";
import type { Road } from "./streets.ts";
import type { Waters } from "./waters.ts";

export interface Building {
  ring: Point[];
  height: number;
  kind: "house" | "public" | "hotel" | "industry";
}

interface Lot {
  /** Width along the street and depth, metres. */
  front: number;
  deep: number;
  height: number;
  kind: Building["kind"];
}

/** What stands on a lot; `main` beside a great street. `r` are three numbers in [0, 1). */
function lotOf(look: Town["look"], depth: number, main: boolean, r: readonly [number, number, number], low: boolean): Lot {
  const floors = (from: number, to: number) => Math.round(from + (to - from) * r[2] ** 1.7) * 3.4 + 0.6;
  if (low) return { front: 5.5 + 5 * r[0], deep: 12 + 10 * r[1], height: floors(1, 3), kind: "house" };
  if (look === "centre" && main && r[0] > 0.9) return { front: 26 + 16 * r[1], deep: 24 + 14 * r[1], height: floors(7, 17), kind: "hotel" };
  if (look === "centre") return { front: 5 + 4.5 * r[0], deep: 14 + 10 * r[1], height: floors(2, main ? 7 : 5), kind: "house" };
  if (look === "new" && main && r[0] > 0.93) return { front: 30 + 24 * r[1], deep: 22 + 12 * r[1], height: floors(5, 15), kind: "public" };
  if (look === "new") return { front: 5.5 + 5 * r[0], deep: 13 + 8 * r[1], height: floors(1.6, depth < 0.6 ? 5 : 3.4), kind: "house" };
  if (look === "old") return { front: 5 + 4 * r[0], deep: 13 + 12 * r[1], height: floors(1, main ? 4.6 : 3.4), kind: "house" };
  return { front: 8 + 6 * r[0], deep: 9 + 6 * r[1], height: floors(1, 2.2), kind: "house" };
}

const HALF_WIDTH: Readonly<Record<Road["kind"], number>> = { motorway: 14, trunk: 11, primary: 9, secondary: 7, street: 5, path: 2, rail: 12 };
export const halfWidth = (kind: Road["kind"]): number => HALF_WIDTH[kind];

/** Invented houses on both sides of the streets, none on water, walls, streets or each other; at most `most`. */
export function raiseBuildings(roads: readonly Road[], waters: Waters, marked: Marked, most: number): Building[] {
  const out: Building[] = [];
  roads.forEach((road, n) => {
    if (road.bridge === true || road.kind === "rail" || road.kind === "motorway") return;
    for (const side of [-1, 1]) {
      let next = 6;
      let i = 0;
      for (const { at, bearing, east, north } of along(road.line, 2)) {
        if (--next > 0) continue;
        const key = n * 2 + (side + 1) / 2;
        const r = [chance(key, i, 1), chance(key, i, 2), chance(key, i, 3)] as const;
        const there = townAt(at);
        i++;
        next = 4;
        if (there === undefined || chance(key, i, 4) > there.town.dense * (1 - 0.75 * there.depth ** 3)) continue;
        const low = inCitadel(at);
        const lot = lotOf(there.town.look, there.depth, road.kind !== "street", r, low);
        const setback = halfWidth(road.kind) + 2 + 3 * chance(key, i, 5) + lot.deep / 2;
        const middle = moved(at, north * setback * side, -east * setback * side);
        const ring = turned(middle, lot, bearing);
        if (!free(middle, ring, waters, marked)) continue;
        occupy(middle, lot, bearing, marked);
        out.push({ ring, height: lot.height, kind: lot.kind });
        next = Math.ceil((lot.front + 0.6) / 2);
      }
    }
  });
  // Which are left out when there are too many must not empty the towns that come last.
  return out.length <= most ? out : out.filter((_, i) => chance(i, 7, 6) < most / out.length);
}

function turned(middle: Point, { front, deep }: { front: number; deep: number }, bearing: number): Point[] {
  const sine = Math.sin((bearing * Math.PI) / 180);
  const cosine = Math.cos((bearing * Math.PI) / 180);
  const corner = (along: number, across: number): Point => moved(middle, along * sine - across * cosine, along * cosine + across * sine);
  const [f, d] = [front / 2, deep / 2];
  return [corner(-f, -d), corner(f, -d), corner(f, d), corner(-f, d), corner(-f, -d)];
}

function free(middle: Point, ring: readonly Point[], waters: Waters, marked: Marked): boolean {
  const points = [middle, ...ring.slice(0, 4), ...ring.slice(0, 4).map((at, i): Point => [(at[0] + ring[i + 1]![0]) / 2, (at[1] + ring[i + 1]![1]) / 2])];
  return points.every((at) => !marked.taken(at)) && points.slice(0, 5).every((at) => !keptFree(waters, at, 5));
}

function occupy(middle: Point, { front, deep }: Lot, bearing: number, marked: Marked): void {
  const shrink = (size: number) => Math.max(1, size - 3);
  for (let a = -shrink(front) / 2; a <= shrink(front) / 2; a += 2.8)
    for (let b = -shrink(deep) / 2; b <= shrink(deep) / 2; b += 2.8) marked.take(turned(middle, { front: 2 * a, deep: 2 * b }, bearing)[2]!);
}
