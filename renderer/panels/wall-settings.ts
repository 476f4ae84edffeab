import { PANEL_SETTINGS, type PanelKind } from "#contract/wall-panels";
import { z } from "zod";
import { SETTINGS_TEXTS, type SettingText } from "./wall-settings-texts.ts";

/** JSON as forms read schemas. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/**
 * A panel's settings as a JSON Schema with words: `title`/`titleEn`, `description`/`descriptionEn` and `labels` of a choice's
 * values, as the forms drawn from schemas look for them. What a person may leave out is not required.
 */
export function settingsSchema(kind: PanelKind): JsonObject {
  const schema = parse(z.toJSONSchema(PANEL_SETTINGS[kind], { io: "input" }));
  const texts: Readonly<Record<string, SettingText>> = SETTINGS_TEXTS[kind];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, named(isObject(property) ? property : {}, texts[name])])) };
}

function named(property: JsonObject, text: SettingText | undefined): JsonObject {
  if (text === undefined) return property;
  const { title, hint, values } = text;
  // The schema's own descriptions are for programmers.
  const { description: _, ...rest } = property;
  const worded: JsonObject = { ...rest, title: title.vi, titleEn: title.en, ...(hint === undefined ? {} : { description: hint.vi, descriptionEn: hint.en }) };
  if (values === undefined) return worded;
  const labels = Object.fromEntries(Object.entries(values).map(([value, word]) => [value, { ...word }]));
  // A list's choices are its items'.
  return isObject(worded["items"]) ? { ...worded, items: { ...worded["items"], labels } } : { ...worded, labels };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A schema's JSON as plain data. */
function parse(schema: unknown): JsonObject {
  return z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(schema)));
}
