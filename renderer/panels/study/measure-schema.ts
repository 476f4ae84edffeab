import { z } from "zod";
import { Measure, StudyCosts, StudyDraft, StudyStaff } from "#contract/study";
import { fieldOf, isObject, type JsonObject } from "../../design/schema/schema-model.ts";
import type { MeasureKind } from "./measure-words.ts";

/** One number, time or table of a form, as the contract's schema words it. */
export interface Parameter {
  name: string;
  title: Readonly<{ vi: string; en: string }>;
  /** UCUM; "s" is a time after the start. */
  unit: string;
  is: "number" | "time" | "series";
  min: number | undefined;
  max: number | undefined;
  required: boolean;
}

const schemaOf = (type: z.ZodType): JsonObject => z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(z.toJSONSchema(type, { io: "input" }))));

/** What of an object can be drawn as numbers and tables, in the schema's order. */
function parametersOf(schema: JsonObject, root: JsonObject): Parameter[] {
  const field = fieldOf(schema, root);
  if (field.type !== "object") return [];
  return field.properties.flatMap(({ name, schema: part, required }): Parameter[] => {
    const title = typeof part["title"] === "string" ? part["title"] : "";
    const words = { name, title: { vi: title, en: typeof part["titleEn"] === "string" ? part["titleEn"] : title }, unit: typeof part["unit"] === "string" ? part["unit"] : "", required: required && part["default"] === undefined };
    if (title === "") return [];
    const drawn = fieldOf(part, root);
    if (drawn.type === "number") return [{ ...words, is: words.unit === "s" ? "time" : "number", min: drawn.min, max: drawn.max }];
    if (drawn.type !== "list") return [];
    const pair = fieldOf(drawn.item, root);
    const value = pair.type === "tuple" && pair.items.length === 2 ? fieldOf(pair.items[1] ?? {}, root) : undefined;
    return value?.type === "number" ? [{ ...words, is: "series", min: value.min, max: value.max }] : [];
  });
}

const measures = schemaOf(Measure);
const options = (Array.isArray(measures["oneOf"]) ? measures["oneOf"] : []).filter(isObject);

/** Parameters of a kind of measure, without its name and its place. */
export function measureParameters(kind: MeasureKind): readonly Parameter[] {
  const option = options.find(({ properties }) => isObject(properties) && isObject(properties["is"]) && properties["is"]["const"] === kind);
  return option === undefined ? [] : parametersOf(option, measures);
}

const costs = schemaOf(StudyCosts);
const staff = schemaOf(StudyStaff);
const study = schemaOf(StudyDraft);
export const COSTS: readonly Parameter[] = parametersOf(costs, costs);
export const STAFF: readonly Parameter[] = parametersOf(staff, staff);
/** Cell, duration, interval, roughness, losses. */
export const STUDY_PARAMETERS: readonly Parameter[] = parametersOf(study, study);
