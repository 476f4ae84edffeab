import { QUALITIES } from "#contract/observation";
import type { Catalogue } from "./catalogue.ts";
import { observationEntity, readProperty, type Entity, type Row } from "./entities.ts";
import type { Subject } from "./evaluate.ts";
import { linkOf, propertyOf } from "./model.ts";
import { parseTime, type Json, type Value } from "./value.ts";

/** An entity as a filter sees it. */
export const subjectOf = (entity: Entity, catalogue: Catalogue): Subject => ({ read: (steps) => follow(entity, steps, catalogue) });

function follow(from: Entity, steps: readonly string[], catalogue: Catalogue): Value {
  let entity = from;
  for (const [i, step] of steps.entries()) {
    if (linkOf(entity.set, step) === undefined) return part(readProperty(entity, step, catalogue.state), steps.slice(i + 1), propertyOf(entity.set, step) === "time");
    const next = catalogue.one(entity, step);
    if (next === undefined) return null;
    entity = next;
  }
  return null;
}

/** A scalar inside a property; objects and lists have no value of their own. */
function part(property: Json | undefined, steps: readonly string[], isTime: boolean): Value {
  let value = property;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    value = Object.entries(value).find(([name]) => name === step)?.[1];
  }
  if (value === undefined || value === null || typeof value === "object") return null;
  return isTime && typeof value === "string" ? (parseTime(value) ?? null) : value;
}

/** An observation as a filter sees it; `row` is set anew for each, so that a million of them make no million of these. */
export interface RowSubject extends Subject {
  row: Row;
}

export function rowSubject(first: Row, catalogue: Catalogue): RowSubject {
  return {
    row: first,
    read(steps) {
      if (steps.length === 1) {
        if (steps[0] === "result") return this.row.v;
        if (steps[0] === "phenomenonTime") return { ms: this.row.t };
        if (steps[0] === "resultQuality") return QUALITIES[this.row.q] ?? null;
      }
      return follow(observationEntity(this.row), steps, catalogue);
    },
  };
}
