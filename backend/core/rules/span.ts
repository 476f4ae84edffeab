import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { Datastream } from "#contract/things";
import { RING_LIMIT } from "./ring.ts";

/** Points a window may nominally hold: half of what it can, since sensors are at times faster than declared. */
const NOMINAL = RING_LIMIT / 2;

/** How far a condition looks back. */
export const Span = z
  .number()
  .min(1)
  .max(604_800)
  .meta({ title: "Trong khoảng", titleEn: "Over", description: "Độ dài cửa sổ thời gian", unit: "s" });

/**
 * How many points a window over the datastream keeps at most. Room is left for four times the declared rate;
 * a sensor faster still shortens the window.
 *
 * @param span s @returns in words why the window cannot be: too long or too short for the datastream's period
 */
export function capacityOf(span: number, datastream: Datastream, least: number): Result<number, string> {
  const points = span / datastream.period;
  if (points > NOMINAL) return fail(`${span} s of ${datastream.id} are ${Math.round(points)} points; at most ${NOMINAL} are kept`);
  if (points < least) return fail(`${span} s are too short for ${datastream.id}, observed every ${datastream.period} s`);
  return ok(Math.ceil(points * 4) + 32);
}
