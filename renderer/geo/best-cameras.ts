import { bearing, distance, type Point } from "./measure.ts";
import { sees, type Eye, type Land } from "./sight.ts";

/** A camera to choose from. `eye` undefined: nobody wrote down what it looks at. */
export interface Candidate {
  id: string;
  at: Point;
  eye: Eye | undefined;
  /** No picture comes from it. */
  dead: boolean;
}

/**
 * What a camera has of a place: it sees it; nobody knows where it looks; land stands between; it looks elsewhere; the place is
 * farther than it sees. The order is the order of worth.
 */
export const SIGHTS = ["sees", "unknown", "hidden", "away", "far"] as const;
export type Sight = (typeof SIGHTS)[number];

export interface Ranked {
  id: string;
  sight: Sight;
  /** Along the ground, m. */
  metres: number;
  dead: boolean;
}

/** What has to be seen stands so high above the ground, m: a person, a car. */
const SEEN_AT = 1.5;
/** At the edge of its picture a place counts so much farther than in the middle. */
const EDGE = 0.5;
/** Whose view nobody wrote down is hoped to see so far, m. */
const HOPE = 500;

/**
 * Cameras for a place, the best first: those with pictures before those without; then by what they have of the place over terrain
 * and houses; then the nearer, the place in the middle of the picture before one at its edge.
 */
export function rankCameras(land: Land, place: Point, cameras: readonly Candidate[]): Ranked[] {
  return cameras
    .map((camera) => ({ ...judge(land, place, camera), id: camera.id, dead: camera.dead }))
    .sort((a, b) => Number(a.dead) - Number(b.dead) || SIGHTS.indexOf(a.sight) - SIGHTS.indexOf(b.sight) || a.weight - b.weight || (a.id < b.id ? -1 : 1))
    .map(({ id, sight, metres, dead }) => ({ id, sight, metres, dead }));
}

/** @returns `weight`: distance, more where the place stands at the picture's edge, m */
function judge(land: Land, place: Point, { at, eye }: Candidate): { sight: Sight; metres: number; weight: number } {
  const metres = distance(at, place);
  if (eye === undefined) return { sight: metres <= HOPE ? "unknown" : "far", metres, weight: metres };
  const off = metres === 0 ? 0 : Math.abs(((bearing(at, place) - eye.bearing + 540) % 360) - 180);
  const turned = eye.angle < 360 && off > eye.angle / 2;
  const weight = eye.angle >= 360 || turned ? metres : metres * (1 + EDGE * (off / (eye.angle / 2)));
  if (metres > eye.range) return { sight: "far", metres, weight: metres };
  if (turned) return { sight: "away", metres, weight };
  return { sight: sees(land, eye, { at: place, height: SEEN_AT }) ? "sees" : "hidden", metres, weight };
}

/** Farther than this a camera shows nothing of what happened, m. */
const OFFERED = 2000;

/** Of ranked cameras those that are worth a place on a wall: with pictures, and near. */
export function worthShowing(ranked: readonly Ranked[], most: number): Ranked[] {
  return ranked.filter(({ dead, metres }) => !dead && metres <= OFFERED).slice(0, most);
}
