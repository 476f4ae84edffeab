import { expect, test } from "vitest";
import { z } from "zod";
import { check } from "./schema-check.ts";
import { fieldOf, initial, isObject, optionOf, type Json, type JsonObject } from "./schema-model.ts";

const Selector = z.union([
  z.object({ datastreamId: z.string().regex(/^[a-z.]+$/) }),
  z.object({ observedPropertyId: z.string().min(1), area: z.string().optional() }),
]);
const Leaf = z.object({ on: Selector, compare: z.enum([">", "<"]), setpoint: z.number().min(-100).max(100) });
type Node = { all: Node[] } | { not: Node } | z.infer<typeof Leaf>;
const Node: z.ZodType<Node> = z.lazy(() => z.union([z.object({ all: z.array(Node).min(1).max(3) }), z.object({ not: Node }), Leaf]));
const Params = z.object({
  condition: Node,
  window: z.int().min(10).max(3600).default(60),
  how: z.discriminatedUnion("kind", [z.object({ kind: z.literal("mean") }), z.object({ kind: z.literal("percentile"), p: z.number().gt(0).lt(100) })]),
  note: z.string().max(5).optional(),
});

function schemaOf(type: z.ZodType): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(type, { io: "input" })));
  const schema = json as Json;
  if (!isObject(schema)) throw new Error("not a schema");
  return schema;
}
const root = schemaOf(Params);

test("an object's fields, with what is required and what has a default", () => {
  const field = fieldOf(root, root);
  expect(field.type === "object" && field.properties.map(({ name, required }) => [name, required])).toEqual([
    ["condition", true], ["window", false], ["how", true], ["note", false],
  ]);
});

test("bounds that zod writes for every whole number are no bounds", () => {
  const schema = schemaOf(z.int());
  expect(fieldOf(schema, schema)).toEqual({ type: "number", integer: true, min: undefined, max: undefined, above: undefined, below: undefined });
});

test("an id field knows its catalogue by name", () => {
  expect(fieldOf({ type: "string" }, {}, "datastreamId")).toMatchObject({ type: "text", catalogue: "datastream" });
  expect(fieldOf({ type: "string" }, {}, "message")).toMatchObject({ catalogue: undefined });
});

test("what the form cannot draw is left as JSON", () => expect(fieldOf({}, {})).toEqual({ type: "raw" }));
test("a reference that leads nowhere is left as JSON", () => expect(fieldOf({ $ref: "#/$defs/none" }, {})).toEqual({ type: "raw" }));

const leaf = { on: { datastreamId: "a.b" }, compare: ">", setpoint: 3 };
const params = { condition: { all: [leaf, { not: leaf }] }, how: { kind: "percentile", p: 95 } };

test("the present option of a union is found by constant and by keys", () => {
  const condition = fieldOf(root, root);
  if (condition.type !== "object") throw new Error("object expected");
  const union = fieldOf(condition.properties[0]!.schema, root);
  if (union.type !== "union") throw new Error("union expected");
  expect(union.options.map((option) => option.label)).toEqual(["all", "not", "on+compare+setpoint"]);
  expect(optionOf(union.options, params.condition)).toBe(0);
  expect(optionOf(union.options, { not: leaf })).toBe(1);
  expect(optionOf(union.options, leaf)).toBe(2);
  expect(optionOf(union.options, undefined)).toBe(0);
});

test.each<[string, Json, string[]]>([
  ["a good rule", params, []],
  ["a nested setpoint out of range", { ...params, condition: { all: [leaf, { not: { ...leaf, setpoint: 101 } }] } }, ["condition.all.1.not.setpoint too-large"]],
  ["an empty list that needs one", { ...params, condition: { all: [] } }, ["condition.all too-few"]],
  ["too many", { ...params, condition: { all: [leaf, leaf, leaf, leaf] } }, ["condition.all too-many"]],
  ["nothing where something is required", { condition: leaf }, ["how required"]],
  ["a half number", { ...params, window: 10.5 }, ["window not-whole"]],
  ["an open bound", { ...params, how: { kind: "percentile", p: 100 } }, ["how.p too-large"]],
  ["a text too long", { ...params, note: "123456" }, ["note too-long"]],
  ["an optional text left empty", { ...params, note: "" }, []],
  ["a pattern", { ...params, condition: { ...leaf, on: { datastreamId: "A B" } } }, ["condition.on.datastreamId pattern"]],
  ["zero, which is a value", { ...params, condition: { ...leaf, setpoint: 0 } }, []],
])("checks %s", (_, value, expected) => {
  expect(check(value, root, root).map((complaint) => `${complaint.path} ${complaint.code}`)).toEqual(expected);
});

test("whatever our check lets pass here, zod accepts, and the other way round", () => {
  for (const value of [params, { ...params, window: 5 }, { condition: leaf, how: { kind: "mean" } }, { condition: { not: { all: [leaf] } }, how: { kind: "median" } }]) {
    expect(check(value, root, root).length === 0).toBe(Params.safeParse(value).success);
  }
});

test("a new value begins with defaults, constants and the plain option", () => {
  expect(initial(root, root)).toEqual({ condition: { on: {}, compare: ">" }, window: 60, how: { kind: "mean" } });
});
