import { bell, ramp } from "./shape.ts";
import { wind, type DayKind } from "./weather.ts";

/** The warehouse that burns on the fire day, in the industrial cluster of An Hoà. Invented. */
export const WAREHOUSE: readonly [lon: number, lat: number] = [107.5535, 16.4965];
/** When it is lit, hours. */
export const LIT = 14.05;

/** How hard it burns, 0–1: growing in half an hour, fought from 15:00, smouldering into the evening. */
export const burning = (day: DayKind, hour: number): number => (day === "fire" ? ramp(hour, LIT, LIT + 0.55) * (1 - 0.82 * ramp(hour, 16, 18.2)) * (1 - ramp(hour, 20.5, 22.5)) : 0);

/** PM2.5 given off at full fire, g/s. Invented within what warehouse fires give. */
const SOURCE = 55;

/** Metres east and north of a point from the warehouse. */
function metres([lon, lat]: readonly [number, number]): [east: number, north: number] {
  return [(lon - WAREHOUSE[0]) * 111_320 * Math.cos((lat * Math.PI) / 180), (lat - WAREHOUSE[1]) * 110_570];
}

/**
 * PM2.5 the fire adds at a place near the ground, µg/m³: a Gaussian plume over a town in neutral air (Briggs 1973), carried by the
 * wind that blew when the smoke was given off.
 */
export function plume(day: DayKind, at: readonly [lon: number, lat: number], hour: number): number {
  const { speed, from } = wind(day, hour);
  const to = ((from + 180) * Math.PI) / 180;
  const [east, north] = metres(at);
  const along = east * Math.sin(to) + north * Math.cos(to);
  if (along < 30) return 0;
  const across = east * Math.cos(to) - north * Math.sin(to);
  const given = burning(day, hour - along / speed / 3600) * SOURCE * 1e6;
  const wide = (0.16 * along) / Math.sqrt(1 + 0.0004 * along);
  const high = (0.14 * along) / Math.sqrt(1 + 0.0003 * along);
  return (given / (Math.PI * speed * wide * high)) * Math.exp(-(across ** 2) / (2 * wide ** 2));
}

/** PM2.5 without a fire, µg/m³: traffic and kitchens, washed out by rain. `dirty` 1 in the middle of the city. */
export function background(day: DayKind, hour: number, dirty: number, rain: number): number {
  const people = 14 + dirty * (11 * bell(hour, 7.3, 1.6) + 14 * bell(hour, 18.6, 2.4) + 4);
  return (day === "flood" ? 0.6 : 1) * people * Math.exp(-rain / 22);
}
