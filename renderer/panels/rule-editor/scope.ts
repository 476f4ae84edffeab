import type { Datastream } from "#contract/things";
import { isObject, type Json } from "../../design/schema/schema-model.ts";

/** The datastreams that a part of a rule reads: they give its numbers a unit and its setpoints named levels. */
export type Scope = readonly Datastream[];

/** Narrows the scope where an object names a datastream or a property, directly or in `on`; else the scope stays. */
export function narrowed(scope: Scope, value: Json | undefined, all: ReadonlyMap<string, Datastream>): Scope {
  if (!isObject(value)) return scope;
  const selector = isObject(value.on) ? value.on : value;
  if (typeof selector.datastreamId === "string") {
    const one = all.get(selector.datastreamId);
    return one === undefined ? [] : [one];
  }
  if (typeof selector.observedPropertyId !== "string") return scope;
  return [...all.values()].filter((datastream) => datastream.observedPropertyId === selector.observedPropertyId);
}

/** The one unit of the scope; undefined when there is none, or when they differ and no single unit would be true. */
export function scopeUnit(scope: Scope): string | undefined {
  const units = new Set(scope.map((datastream) => datastream.unit));
  const [unit] = units;
  return units.size === 1 ? unit : undefined;
}

/** Names of levels that every datastream of the scope has: others would leave some without a limit. */
export function scopeLevels(scope: Scope): string[] {
  const [first, ...rest] = scope;
  return (first?.levels ?? []).map((level) => level.name).filter((name) => rest.every((datastream) => datastream.levels.some((level) => level.name === name)));
}
