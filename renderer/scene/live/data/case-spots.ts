import type { MapCase } from "../../../live/cases-on-map.ts";
import { groupsOf } from "./groups.ts";

/** A case with the place its sign is drawn at: beside its place on the ground, so that the alarm there stays free. */
export interface PlacedCase {
  of: MapCase;
  lon: number;
  lat: number;
  /** px. */
  dx: number;
  dy: number;
}

/** px from the place to the first sign's middle, and from one sign to the next, at scale 1. */
const FIRST = { dx: -25, dy: -19 };
const STEP = 27;
/** px within which cases stand side by side. */
const NEAR = 24;
/** Signs side by side at most; then they go on in a row above. */
const ROW = 4;

/** Cases at one place stand beside each other, none on another, whatever the zoom: each can be pressed. @param cases the gravest last */
export function lieBeside(cases: readonly MapCase[], { zoom, scale }: { zoom: number; scale: number }): PlacedCase[] {
  const [lon, lat] = [Float64Array.from(cases, ({ at }) => at[0]), Float64Array.from(cases, ({ at }) => at[1])];
  const order = [...cases.keys()].reverse();
  return groupsOf(order, lon, lat, { zoom, near: NEAR * scale, least: 2 }).flatMap((group) => group.members.map((i, n) => ({
    of: cases[i]!, lon: group.lon, lat: group.lat, dx: (FIRST.dx - STEP * (n % ROW)) * scale, dy: (FIRST.dy - STEP * Math.floor(n / ROW)) * scale,
  }))).reverse();
}
