import { z } from "zod";
import { RuleDraft, type Rule, type RuleKindInfo } from "#contract/rule";
import { check, type Complaint } from "../../design/schema/schema-check.ts";
import { initial, isObject, type Json, type JsonObject } from "../../design/schema/schema-model.ts";

/** A zod schema as the form's JSON Schema. */
function schemaOf(type: z.ZodType): JsonObject {
  const json = z.json().parse(JSON.parse(JSON.stringify(z.toJSONSchema(type, { io: "input", unrepresentable: "any" }))));
  return isObject(json) ? json : {};
}

/** Everything of a rule but its kind's parameters, by the contract's own schema: a field added there appears in the form. */
export const COMMON: JsonObject = schemaOf(RuleDraft.omit({ params: true, kind: true }));

/** The schema of one common field. */
export function commonField(name: string): JsonObject {
  const field = isObject(COMMON.properties) ? COMMON.properties[name] : undefined;
  return isObject(field) ? field : {};
}

export function isRequired(name: string): boolean {
  return Array.isArray(COMMON.required) && COMMON.required.includes(name);
}

/** The parameters' schema of a kind; undefined for a kind the backend does not know. */
export function paramsSchema(kinds: readonly RuleKindInfo[], kind: Json | undefined): JsonObject | undefined {
  const schema = kinds.find((each) => each.kind === kind)?.schema;
  return isObject(schema) ? schema : undefined;
}

/** The form's content for a rule that is there. */
export function draftOf(rule: Rule): JsonObject {
  const { version: _, ...draft } = rule;
  const json = z.json().parse(JSON.parse(JSON.stringify(draft)));
  return isObject(json) ? json : {};
}

/** The form's content for a new rule of a kind. */
export function newDraft(info: RuleKindInfo): JsonObject {
  const schema = isObject(info.schema) ? info.schema : {};
  const common = initial(COMMON, COMMON);
  return { ...(isObject(common) ? common : {}), priority: "medium", kind: info.kind, params: initial(schema, schema) ?? {} };
}

/** Another kind: what both kinds have keeps its value. */
export function withKind(draft: JsonObject, info: RuleKindInfo): JsonObject {
  const schema = isObject(info.schema) ? info.schema : {};
  const start = initial(schema, schema);
  const names = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const kept = isObject(draft.params) ? Object.fromEntries(Object.entries(draft.params).filter(([name]) => names.includes(name))) : {};
  return { ...draft, kind: info.kind, params: { ...(isObject(start) ? start : {}), ...kept } };
}

/** What can be sent, or what is wrong where: keys like "params.on.datastreamId". */
export type CheckedDraft = { ok: true; value: RuleDraft } | { ok: false; complaints: ReadonlyMap<string, Complaint | string> };

/** @param invalid said where the contract refuses what our own check let pass */
export function checkDraft(draft: JsonObject, schema: JsonObject, invalid: string): CheckedDraft {
  const complaints = new Map<string, Complaint | string>();
  for (const complaint of [...check(draft, COMMON, COMMON), ...check(draft.params, schema, schema, "params")]) complaints.set(complaint.path, complaint);
  const parsed = RuleDraft.safeParse(draft);
  if (!parsed.success) for (const issue of parsed.error.issues) {
    const path = issue.path.join(".");
    if (!complaints.has(path)) complaints.set(path, invalid);
  }
  return parsed.success && complaints.size === 0 ? { ok: true, value: parsed.data } : { ok: false, complaints };
}

/** Where the backend's "malformed" belongs in the form: it names the path in the request. */
export function formPath(path: string): string {
  return path.replace(/^rule\./, "");
}
