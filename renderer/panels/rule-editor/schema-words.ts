import type { Language } from "../../design/i18n.ts";
import { isObject, plain, resolve, type Json, type JsonObject } from "../../design/schema/schema-model.ts";
import { ruleTexts } from "./texts.ts";

type Key = keyof (typeof ruleTexts)["vi"];

/** A text by a name made up at run time; undefined where there is none. */
function known(key: string, language: Language): string | undefined {
  return key in ruleTexts.vi ? ruleTexts[language][key as Key] : undefined;
}

/** Annotations stand beside a `$ref` or behind it. */
function annotation(schema: JsonObject, root: JsonObject, name: string): Json | undefined {
  return schema[name] ?? resolve(schema, root)[name];
}

/** What a field is called: the schema's own title, else the contract's field by name, else its name. */
export function titleOf(schema: JsonObject, root: JsonObject, name: string, language: Language): string {
  const vi = annotation(schema, root, "title");
  const en = annotation(schema, root, "titleEn");
  if (language === "en" && typeof en === "string") return en;
  if (typeof vi === "string") return vi;
  return known(`field.${name}`, language) ?? name;
}

/** The line below a field. The schema's descriptions are Vietnamese. */
export function hintOf(schema: JsonObject, root: JsonObject, name: string, language: Language): string | undefined {
  const described = annotation(schema, root, "description");
  if (language === "vi" && typeof described === "string") return described;
  return known(`hint.${name}`, language);
}

/** What one option of a union is called. */
export function optionText(option: { label: string; schema: JsonObject }, root: JsonObject, language: Language): string {
  const title = titleOf(option.schema, root, "", language);
  return title !== "" ? title : (known(`option.${option.label}`, language) ?? option.label);
}

/** What one value of a choice is called, by the schema's labels. */
export function choiceText(schema: JsonObject, root: JsonObject, value: Json, language: Language): string | undefined {
  const labels = annotation(schema, root, "labels");
  const words = isObject(labels) ? labels[plain(value)] : undefined;
  const word = isObject(words) ? words[language] : undefined;
  return typeof word === "string" ? word : undefined;
}

/** The unit a number is in: "datastream" is that of the datastream the condition reads. */
export function unitOf(schema: JsonObject, root: JsonObject): string | undefined {
  const unit = annotation(schema, root, "unit");
  return typeof unit === "string" ? unit : undefined;
}
