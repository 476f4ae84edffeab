import type { Rule } from "#contract/rule";
import type { Datastream } from "#contract/things";
import type { Limit } from "./trend-model.ts";

/** Limits to draw for an alarm's inputs: the rule's setpoints and the legal or design levels of each datastream. */
export function limitsOf(rule: Rule | undefined, datastreams: readonly Datastream[], setpointName: string): Limit[] {
  const limits: Limit[] = [];
  for (const datastream of datastreams) {
    for (const level of datastream.levels) limits.push({ kind: "level", name: level.name, value: level.value, unit: datastream.unit });
    for (const value of setpointsIn(rule?.params, datastream)) limits.push({ kind: "setpoint", name: setpointName, value, unit: datastream.unit });
  }
  return limits.filter((limit, at) => limits.findIndex((other) => other.kind === limit.kind && other.name === limit.name && other.value === limit.value && other.unit === limit.unit) === at);
}

/**
 * Setpoints that a rule's parameters hold for one datastream, at any depth: a plain number, or a level by name. Inside a
 * combination a setpoint belongs to the datastream beside it.
 */
function setpointsIn(params: unknown, datastream: Datastream): number[] {
  if (Array.isArray(params)) return params.flatMap((each: unknown) => setpointsIn(each, datastream));
  if (!isRecord(params)) return [];
  if (isRecord(params.on) && !selects(params.on, datastream)) return [];
  if (typeof params.datastreamId === "string" && params.datastreamId !== datastream.id) return [];
  // A rate, a sum, a count or a range is no line on the curve of the value itself.
  const inOtherUnit = "direction" in params || params.aggregate === "count" || params.aggregate === "sum" || params.aggregate === "range";
  return Object.entries(params).flatMap(([key, value]) => {
    if (key !== "setpoint") return setpointsIn(value, datastream);
    if (inOtherUnit) return [];
    if (typeof value === "number") return [value];
    const level = isRecord(value) ? datastream.levels.find((each) => each.name === value.level) : undefined;
    return level === undefined ? [] : [level.value];
  });
}

function selects(on: Record<string, unknown>, datastream: Datastream): boolean {
  return on.datastreamId === undefined ? on.observedPropertyId === datastream.observedPropertyId : on.datastreamId === datastream.id;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Ms shown at least: a curve of a few points is read by its shape, not by its width. */
const SHORTEST = 10 * 60_000;

/**
 * Where the picture begins: at the oldest point, so that few minutes of data fill it, yet no later than ten minutes back.
 *
 * @param times ms UTC of each series, oldest first @param from ms UTC, where the data asked for begins @param to ms UTC
 */
export function beginOf(times: readonly (readonly number[])[], from: number, to: number): number {
  const oldest = Math.min(...times.map((each) => each[0] ?? to));
  return Math.min(Math.max(oldest, from), to - SHORTEST);
}
