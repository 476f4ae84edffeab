import type { Thing } from "#contract/things";
import { heightAt, type HeightGrid } from "../../../geo/heights.ts";
import { metresPerDegree, type Point } from "../../../geo/measure.ts";
import { fieldOfView, inView, sees, type Eye, type Land, type Obstacle } from "../../../geo/sight.ts";

/** A person's eyes, or a plate: what has to be seen, m above the ground. */
const SEEN_AT = 1.5;

/** A camera that looks towards a place: whether it sees it, and what it sees of the ground around. */
export interface Looking {
  thing: Thing;
  eye: Eye;
  sees: boolean;
  field: readonly Point[];
}

/** Cameras among the stations: those that say what they look at. */
export function camerasOf(things: Iterable<Thing>): { thing: Thing; eye: Eye }[] {
  const cameras = [];
  for (const thing of things) if (thing.view !== undefined) cameras.push({ thing, eye: { at: [thing.position[0], thing.position[1]] as const, ...thing.view } });
  return cameras;
}

/** West, south, east, north of all that the cameras looking at a place could see; undefined: none looks there. */
export function reachOf(eyes: readonly Eye[]): [number, number, number, number] | undefined {
  if (eyes.length === 0) return undefined;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { at: [lon, lat], range } of eyes) {
    const [perLon, perLat] = metresPerDegree(lat);
    west = Math.min(west, lon - range / perLon);
    east = Math.max(east, lon + range / perLon);
    south = Math.min(south, lat - range / perLat);
    north = Math.max(north, lat + range / perLat);
  }
  return [west, south, east, north];
}

/** Cameras whose angle and range hold a place, one after another, as each takes its time: yields after every camera. */
export function* lookingAt(cameras: readonly { thing: Thing; eye: Eye }[], place: Point, heights: HeightGrid | undefined, houses: readonly Obstacle[]): Generator<Looking, undefined> {
  const ground = (at: Point): number | undefined => (heights === undefined ? undefined : heightAt(heights, at));
  for (const { thing, eye } of cameras) {
    if (!inView(eye, place)) continue;
    const land: Land = { ground, obstacles: near(houses, eye) };
    yield { thing, eye, sees: sees(land, eye, { at: place, height: SEEN_AT }), field: fieldOfView(land, eye) };
  }
}

function near(houses: readonly Obstacle[], eye: Eye): Obstacle[] {
  const [west, south, east, north] = reachOf([eye])!;
  return houses.filter(({ ring }) => ring.some(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north));
}
