import { expect, test } from "vitest";
import { Rule, RuleKindInfo } from "#contract/rule";
import { checkDraft, COMMON, draftOf, formPath, newDraft, paramsSchema, withKind } from "./rule-draft.ts";
import { isObject } from "../../design/schema/schema-model.ts";

const threshold = RuleKindInfo.parse({
  kind: "threshold", title: { vi: "Vượt ngưỡng", en: "Threshold" },
  schema: { type: "object", properties: { on: { anyOf: [{ type: "object", properties: { datastreamId: { type: "string" } }, required: ["datastreamId"] }] }, setpoint: { type: "number" }, deadband: { type: "number", default: 0 } }, required: ["on", "setpoint"] },
});
const missing = RuleKindInfo.parse({ kind: "missing", title: { vi: "Mất", en: "Missing" }, schema: { type: "object", properties: { on: { anyOf: [{ type: "object", properties: { datastreamId: { type: "string" } }, required: ["datastreamId"] }] }, seconds: { type: "number", minimum: 1 } }, required: ["on", "seconds"] } });
const rule = Rule.parse({ id: "r1", name: "Ngập", kind: "threshold", params: { on: { datastreamId: "a.level" }, setpoint: 0 }, priority: "high", message: "Ngập {thing}", version: 3, ladder: [{ after: 60, priority: "emergency" }] });
const schema = (info: RuleKindInfo) => paramsSchema([info], info.kind) ?? {};

test("a rule goes through the form unchanged, a setpoint of 0 included", () => {
  const { version: _, ...draft } = rule;
  expect(checkDraft(draftOf(rule), schema(threshold), "!")).toEqual({ ok: true, value: draft });
});

test("every common field of the contract is in the form's schema", () => {
  expect(isObject(COMMON.properties) && Object.keys(COMMON.properties)).toEqual(expect.arrayContaining(["id", "name", "priority", "ladder", "message", "action", "service", "authority"]));
});

test("a new rule says what is still missing, by path", () => {
  const checked = checkDraft(newDraft(threshold), schema(threshold), "!");
  expect(!checked.ok && [...checked.complaints.keys()].sort()).toEqual(["id", "message", "name", "params.on.datastreamId", "params.setpoint"]);
});

test("another kind keeps what both have", () => {
  expect(withKind(draftOf(rule), missing)).toMatchObject({ kind: "missing", params: { on: { datastreamId: "a.level" } } });
  expect(withKind(draftOf(rule), missing).params).not.toHaveProperty("setpoint");
});

test("a kind nobody knows has no schema", () => expect(paramsSchema([threshold], "odd")).toBeUndefined());

test.each([["rule.params.on", "params.on"], ["params.condition.all.0", "params.condition.all.0"], ["rule.name", "name"]])("the backend's %s is the form's %s", (path, field) => expect(formPath(path)).toBe(field));
