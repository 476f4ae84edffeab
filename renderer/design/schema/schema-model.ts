/**
 * JSON Schema 2020-12 (the part zod writes) as fields a form can draw. Pure: knows no rule kind, so that a new kind of
 * rule gets its form without a line here.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What catalogue an id field chooses from, told by the property's name: the contract names ids alike everywhere. */
export type Catalogue = "datastream" | "observed-property" | "area" | "thing" | "rule" | "level";

export type Field =
  | { type: "text"; minLength: number; maxLength?: number; pattern?: string; catalogue?: Catalogue }
  | { type: "number"; integer: boolean; min?: number; max?: number; above?: number; below?: number }
  | { type: "flag" }
  | { type: "choice"; options: Json[] }
  | { type: "constant"; value: Json }
  | { type: "object"; properties: Property[] }
  | { type: "list"; item: JsonObject; min: number; max?: number }
  | { type: "tuple"; items: JsonObject[] }
  | { type: "union"; options: UnionOption[] }
  /** Something this form cannot draw: edited as JSON, never hidden. */
  | { type: "raw" };

export interface Property {
  name: string;
  schema: JsonObject;
  required: boolean;
}

export interface UnionOption {
  /** The constant that tells options apart ("threshold"), or the names of the required properties ("all"): a key for its words. */
  label: string;
  schema: JsonObject;
}

const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  datastreamId: "datastream", observedPropertyId: "observed-property", area: "area", areaId: "area", thingId: "thing", ruleId: "rule", level: "level",
};

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows `$ref` within the document; a reference that leads nowhere gives `{}`, drawn as raw JSON. */
export function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  let at = schema;
  for (let hops = 0; typeof at.$ref === "string" && hops < 16; hops++) {
    const ref = at.$ref;
    if (ref === "#") at = root;
    else {
      let target: Json | undefined = root;
      for (const step of ref.replace(/^#\//, "").split("/")) target = isObject(target) ? target[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
      at = isObject(target) ? target : {};
    }
  }
  return at;
}

/** @param name the property's name, which tells the catalogue of an id field */
export function fieldOf(schema: JsonObject, root: JsonObject, name = ""): Field {
  const s = resolve(schema, root);
  if (s.const !== undefined) return { type: "constant", value: s.const };
  if (Array.isArray(s.enum)) return s.enum.length === 1 ? { type: "constant", value: s.enum[0] ?? null } : { type: "choice", options: s.enum };
  const union = Array.isArray(s.oneOf) ? s.oneOf : Array.isArray(s.anyOf) ? s.anyOf : undefined;
  if (union !== undefined) return unionOf(union.filter(isObject), root, name);
  switch (s.type) {
    case "string":
      return { type: "text", minLength: num(s.minLength) ?? 0, maxLength: num(s.maxLength), pattern: typeof s.pattern === "string" ? s.pattern : undefined, catalogue: CATALOGUES[name] };
    case "number":
    case "integer":
      return { type: "number", integer: s.type === "integer", min: safe(s.minimum), max: safe(s.maximum), above: num(s.exclusiveMinimum), below: num(s.exclusiveMaximum) };
    case "boolean":
      return { type: "flag" };
    case "array":
      if (Array.isArray(s.prefixItems)) return { type: "tuple", items: s.prefixItems.filter(isObject) };
      return { type: "list", item: isObject(s.items) ? s.items : {}, min: num(s.minItems) ?? 0, max: num(s.maxItems) };
    case "object":
      return objectOf(s);
    default:
      return isObject(s.properties) ? objectOf(s) : { type: "raw" };
  }
}

function objectOf(s: JsonObject): Field {
  const required = new Set(Array.isArray(s.required) ? s.required : []);
  const properties = isObject(s.properties) ? Object.entries(s.properties) : [];
  return {
    type: "object",
    properties: properties.flatMap(([name, schema]) => (isObject(schema) ? [{ name, schema, required: required.has(name) && schema.default === undefined }] : [])),
  };
}

function unionOf(options: JsonObject[], root: JsonObject, name: string): Field {
  const resolved = options.map((option) => resolve(option, root));
  // A union of constants is a choice in other words.
  if (resolved.every((option) => option.const !== undefined)) return { type: "choice", options: resolved.map((option) => option.const ?? null) };
  const only = options.length === 1 ? options[0] : undefined;
  if (only !== undefined) return fieldOf(only, root, name);
  return { type: "union", options: resolved.map((schema, at) => ({ label: optionLabel(schema, at), schema })) };
}

/** The discriminating constant, else the required properties, else the type. */
function optionLabel(schema: JsonObject, at: number): string {
  const discriminator = discriminatorOf(schema);
  if (discriminator !== undefined) return plain(discriminator.value);
  if (Array.isArray(schema.required) && schema.required.length > 0) return schema.required.map(plain).join("+");
  return typeof schema.type === "string" ? schema.type : String(at + 1);
}

/** The first property that can have one value only. */
export function discriminatorOf(schema: JsonObject): { name: string; value: Json } | undefined {
  if (!isObject(schema.properties)) return undefined;
  for (const [name, property] of Object.entries(schema.properties)) if (isObject(property) && property.const !== undefined) return { name, value: property.const };
  return undefined;
}

/** Which option of a union a value is, by its constant and its keys; 0 when it is none. */
export function optionOf(options: readonly UnionOption[], value: Json | undefined): number {
  const marks = options.map(({ schema }) => {
    const discriminator = discriminatorOf(schema);
    if (discriminator !== undefined) return isObject(value) && value[discriminator.name] === discriminator.value ? 100 : -1;
    if (isObject(schema.properties)) {
      if (!isObject(value)) return -1;
      const known = Object.keys(schema.properties);
      const required = Array.isArray(schema.required) ? schema.required : [];
      if (required.some((key) => typeof key === "string" && value[key] === undefined)) return -1;
      return Object.keys(value).filter((key) => known.includes(key)).length;
    }
    return typeOf(value) === schema.type || (schema.type === "integer" && typeof value === "number") ? 1 : -1;
  });
  const best = Math.max(...marks);
  return best < 0 ? 0 : marks.indexOf(best);
}

function typeOf(value: Json | undefined): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** A value to begin with: defaults where the schema has them, empty elsewhere; the smallest legal lists. */
export function initial(schema: JsonObject, root: JsonObject, depth = 0): Json | undefined {
  const s = resolve(schema, root);
  if (s.default !== undefined) return s.default;
  if (depth > 8) return undefined;
  const field = fieldOf(schema, root);
  switch (field.type) {
    case "constant": return field.value;
    case "flag": return false;
    case "choice": return field.options[0];
    case "object": return objectStart(field.properties, root, depth);
    case "list": return Array.from({ length: field.min }, () => initial(field.item, root, depth + 1) ?? null);
    case "tuple": return field.items.map((item) => initial(item, root, depth + 1) ?? null);
    case "union": {
      // The plain condition before and/or/not: a new value has no levels nobody asked for.
      const first = field.options.find((option) => !leadsTo(option.schema, s, root)) ?? field.options[0];
      return first === undefined ? undefined : initial(first.schema, root, depth + 1);
    }
    case "text":
    case "number":
    case "raw": return undefined;
  }
}

/** Whether a schema contains `target`, at any depth: a recursive option of a union. */
function leadsTo(schema: JsonObject, target: JsonObject, root: JsonObject, seen = new Set<JsonObject>()): boolean {
  const s = resolve(schema, root);
  if (s === target) return true;
  if (seen.has(s)) return false;
  seen.add(s);
  const inside = [s.items, ...(isObject(s.properties) ? Object.values(s.properties) : []), ...[s.anyOf, s.oneOf, s.prefixItems].flatMap((list) => (Array.isArray(list) ? list : []))];
  return inside.some((each) => isObject(each) && leadsTo(each, target, root, seen));
}

function objectStart(properties: readonly Property[], root: JsonObject, depth: number): JsonObject {
  const start: JsonObject = {};
  for (const { name, schema, required } of properties) {
    if (!required && schema.default === undefined) continue;
    const value = initial(schema, root, depth + 1);
    if (value !== undefined) start[name] = value;
  }
  return start;
}

/** A value as a text: what a choice is keyed by. */
export function plain(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function num(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** zod writes the bounds of safe integers for every `int()`: no bound anyone set. */
function safe(value: Json | undefined): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}
