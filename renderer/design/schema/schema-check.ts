import { discriminatorOf, fieldOf, isObject, optionOf, type Json, type JsonObject } from "./schema-model.ts";

/** What is wrong with one field; `path` like "conditions.0.setpoint". Texts belong to the form. */
export interface Complaint {
  path: string;
  code: "required" | "not-a-number" | "not-whole" | "too-small" | "too-large" | "too-short" | "too-long" | "pattern" | "too-few" | "too-many" | "not-an-option";
  limit?: number;
}

export function join(path: string, step: string | number): string {
  return path === "" ? String(step) : `${path}.${step}`;
}

/** Checks a value before it is sent, so that mistakes stand beside their fields. The backend checks again and decides. */
export function check(value: Json | undefined, schema: JsonObject, root: JsonObject, path = "", required = true): Complaint[] {
  const field = fieldOf(schema, root);
  if (value === undefined || value === null || value === "") return required && field.type !== "raw" ? [{ path, code: "required" }] : [];
  switch (field.type) {
    case "text": {
      if (typeof value !== "string") return [{ path, code: "required" }];
      if (value.length < field.minLength) return [{ path, code: "too-short", limit: field.minLength }];
      if (field.maxLength !== undefined && value.length > field.maxLength) return [{ path, code: "too-long", limit: field.maxLength }];
      return field.pattern !== undefined && !new RegExp(field.pattern, "u").test(value) ? [{ path, code: "pattern" }] : [];
    }
    case "number": return number(value, field, path);
    case "choice": return field.options.includes(value) ? [] : [{ path, code: "not-an-option" }];
    case "constant": return value === field.value ? [] : [{ path, code: "not-an-option" }];
    case "object": return isObject(value)
      ? field.properties.flatMap((property) => check(value[property.name], property.schema, root, join(path, property.name), property.required))
      : [{ path, code: "required" }];
    case "list": {
      if (!Array.isArray(value)) return [{ path, code: "required" }];
      const own: Complaint[] = value.length < field.min ? [{ path, code: "too-few", limit: field.min }]
        : field.max !== undefined && value.length > field.max ? [{ path, code: "too-many", limit: field.max }] : [];
      return [...own, ...value.flatMap((item, at) => check(item, field.item, root, join(path, at)))];
    }
    case "tuple": return Array.isArray(value) ? field.items.flatMap((item, at) => check(value[at], item, root, join(path, at))) : [{ path, code: "required" }];
    case "union": {
      const option = field.options[optionOf(field.options, value)];
      if (option === undefined) return [{ path, code: "not-an-option" }];
      const mark = discriminatorOf(option.schema);
      if (mark !== undefined && (!isObject(value) || value[mark.name] !== mark.value)) return [{ path, code: "not-an-option" }];
      return check(value, option.schema, root, path);
    }
    case "flag":
    case "raw": return [];
  }
}

function number(value: Json, field: { integer: boolean; min?: number; max?: number; above?: number; below?: number }, path: string): Complaint[] {
  if (typeof value !== "number" || !Number.isFinite(value)) return [{ path, code: "not-a-number" }];
  if (field.integer && !Number.isInteger(value)) return [{ path, code: "not-whole" }];
  if (field.min !== undefined && value < field.min) return [{ path, code: "too-small", limit: field.min }];
  if (field.above !== undefined && value <= field.above) return [{ path, code: "too-small", limit: field.above }];
  if (field.max !== undefined && value > field.max) return [{ path, code: "too-large", limit: field.max }];
  if (field.below !== undefined && value >= field.below) return [{ path, code: "too-large", limit: field.below }];
  return [];
}
