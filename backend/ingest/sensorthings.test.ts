import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RejectionReason } from "#contract/observation";
import { MAX_READINGS, parseObservations, type Form, type Parsed } from "./sensorthings.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value));
const all = (): boolean => true;
const one: Form = { kind: "observation", datastreamId: "s1" };
const any: Form = { kind: "observation" };
const arrays: Form = { kind: "data-array" };
const T = Date.UTC(2026, 10, 21, 10);
const t = "2026-11-21T10:00:00Z";

describe("one Observation", () => {
  test.each<[string, Form, unknown, object]>([
    ["the least", one, { result: 1.5 }, { datastreamId: "s1", result: 1.5 }],
    ["a plain number", one, 12.5, { datastreamId: "s1", result: 12.5 }],
    ["zero", one, { result: 0 }, { result: 0 }],
    ["id in the body, text", any, { result: 1, Datastream: { "@iot.id": "river:kim-long.h" } }, { datastreamId: "river:kim-long.h" }],
    ["id in the body, number", any, { result: 1, Datastream: { "@iot.id": 42 } }, { datastreamId: "42" }],
    ["both, the same", one, { result: 1, Datastream: { "@iot.id": "s1" } }, { datastreamId: "s1" }],
    ["times", one, { result: 1, phenomenonTime: t, resultTime: t }, { phenomenonTime: T, resultTime: T }],
    ["interval", one, { result: 1, phenomenonTime: `2026-11-21T09:00:00Z/${t}` }, { phenomenonTime: T }],
    ["null times", one, { result: 1, phenomenonTime: null, resultTime: null }, { phenomenonTime: undefined, resultTime: undefined }],
    ["unit", one, { result: 1, parameters: { unit: "[degF]" } }, { unit: "[degF]" }],
    ["quality", one, { result: 1, resultQuality: "bad" }, { quality: "bad" }],
    ["a quality we do not know is a doubt", one, { result: 1, resultQuality: { code: "E7" } }, { quality: "uncertain" }],
    ["what FROST adds", one, { "@iot.id": 7, "@iot.selfLink": "x", "FeatureOfInterest@iot.navigationLink": "y", validTime: null, result: 3 }, { result: 3 }],
    ["names every object inherits", one, { result: 1, constructor: {}, ["__proto__"]: { result: 2 } }, { result: 1 }],
  ])("%s", (_title, form, body, expected) => {
    const parsed = parseObservations(json(body), form, all);
    expect(parsed.refused).toEqual([]);
    expect(parsed.readings).toEqual([expect.objectContaining(expected)]);
  });

  test("an infinite result is passed on: observe refuses it", () => {
    expect(parseObservations(bytes('{"result":1e999}'), one, all).readings[0]?.result).toBe(Infinity);
  });

  test.each<[string, Form, string, RejectionReason, string]>([
    ["nothing", one, "", "malformed", "empty"],
    ["half", one, '{"result":', "malformed", "not JSON"],
    ["two documents", one, '{"result":1}{"result":2}', "malformed", "not JSON"],
    ["a byte order mark", one, '\uFEFF{"result":1}', "malformed", "not JSON"],
    ["null", one, "null", "malformed", "not an Observation"],
    ["a list", one, "[1]", "malformed", "not an Observation"],
    ["a number without a datastream", any, "1", "malformed", "Datastream: missing"],
    ["no result", one, "{}", "malformed", "result: missing"],
    ["result text", one, '{"result":"12.5"}', "not-a-number", "result:"],
    ["result NaN as text", one, '{"result":"NaN"}', "not-a-number", "result:"],
    ["result NaN", one, '{"result":NaN}', "malformed", "not JSON"],
    ["result null", one, '{"result":null}', "not-a-number", "result:"],
    ["result true", one, '{"result":true}', "not-a-number", "result:"],
    ["local time", one, '{"result":1,"phenomenonTime":"2026-11-21T10:00:00"}', "malformed", "phenomenonTime:"],
    ["time as a number", one, '{"result":1,"phenomenonTime":1732183200}', "malformed", "phenomenonTime:"],
    ["bad resultTime", one, '{"result":1,"resultTime":"noon"}', "malformed", "resultTime:"],
    ["before 1970", one, '{"result":1,"phenomenonTime":"1969-01-01T00:00:00Z"}', "ancient", "phenomenonTime:"],
    ["unit not text", one, '{"result":1,"parameters":{"unit":5}}', "malformed", "parameters.unit:"],
    ["unit too long", one, `{"result":1,"parameters":{"unit":"${"m".repeat(41)}"}}`, "malformed", "parameters.unit:"],
    ["id of a wrong kind", any, '{"result":1,"Datastream":{"@iot.id":[1]}}', "malformed", "Datastream:"],
    ["id too long", any, `{"result":1,"Datastream":{"@iot.id":"${"x".repeat(201)}"}}`, "malformed", "Datastream:"],
    ["another datastream than the address", one, '{"result":1,"Datastream":{"@iot.id":"s2"}}', "malformed", "Datastream:"],
    ["nested 33 deep", one, `{"result":1,"parameters":${"[".repeat(40)}${"]".repeat(40)}}`, "malformed", "nested"],
  ])("refuses %s", (_title, form, text, reason, detail) => {
    const parsed = parseObservations(bytes(text), form, all);
    expect(parsed.readings).toEqual([]);
    expect(parsed.refused).toHaveLength(1);
    expect(parsed.refused[0]).toMatchObject({ reason, detail: expect.stringContaining(detail) });
  });

  test("refuses what is not UTF-8", () => {
    expect(parseObservations(Uint8Array.of(123, 34, 255, 34, 125), one, all).refused[0]?.detail).toBe("not UTF-8");
  });

  test("a datastream without a grant is refused under its name", () => {
    expect(parseObservations(json({ result: 1 }), one, (id) => id !== "s1").refused).toMatchObject([{ reason: "forbidden-datastream", datastreamId: "s1" }]);
  });

  test("brackets inside text are not nesting", () => {
    expect(parseObservations(json({ result: 1, parameters: { note: `\\"${"[{".repeat(50)}` } }), one, all).readings).toHaveLength(1);
  });

  test("the sample is at most 200 characters, without anything invisible", () => {
    const sample = parseObservations(bytes(`\u0000\u001b[31m\u202e${"é".repeat(500)}`), one, all).refused[0]?.sample ?? "";
    expect(sample).toHaveLength(200);
    expect(sample.startsWith("\uFFFD\uFFFD[31m\uFFFDéé")).toBe(true);
  });
});

describe("CreateObservations", () => {
  const group = (dataArray: unknown, more: object = {}): object => ({ Datastream: { "@iot.id": 1 }, components: ["phenomenonTime", "result"], dataArray, ...more });

  test("the standard's example (OGC 18-088 §13.2)", () => {
    const parsed = parseObservations(json([
      { Datastream: { "@iot.id": 1 }, components: ["phenomenonTime", "result", "FeatureOfInterest/id"], "dataArray@iot.count": 2, dataArray: [["2010-12-23T10:20:00-0700", 20, 1], ["2010-12-23T10:21:00-0700", 30, 1]] },
      { Datastream: { "@iot.id": 2 }, components: ["phenomenonTime", "result", "FeatureOfInterest/id"], "dataArray@iot.count": 2, dataArray: [["2010-12-23T10:20:00-0700", 65, 1], ["2010-12-23T10:21:00-0700", 60, 1]] },
    ]), arrays, all);
    expect(parsed.refused).toEqual([]);
    expect(parsed.readings.map(({ datastreamId, result }) => [datastreamId, result])).toEqual([["1", 20], ["1", 30], ["2", 65], ["2", 60]]);
  });

  test("a bad row is refused by its path, its neighbours stay", () => {
    const parsed = parseObservations(json([group([[t, 1], [t, "x"], [t], [t, 4]])]), arrays, all);
    expect(parsed.readings.map(({ result }) => result)).toEqual([1, 4]);
    expect(parsed.refusedAt).toEqual([1, 2]);
    expect(parsed.refused.map(({ detail }) => detail)).toEqual([
      "[0].dataArray[1].result: expected a number",
      "[0].dataArray[2].components: expected one value for each",
    ]);
  });

  test.each<[string, unknown, number, string]>([
    ["not a list", {}, 1, "expected an array"],
    ["no dataArray", [{}], 1, "[0].dataArray: missing"],
    ["no Datastream: each row counts", [group([[t, 1], [t, 2]], { Datastream: undefined })], 2, "[0].Datastream"],
    ["no components", [group([[t, 1]], { components: 5 })], 1, "[0].components"],
    ["a component twice", [group([[1, 1]], { components: ["result", "result"] })], 1, "[0].components"],
    ["too many", [group(Array.from({ length: MAX_READINGS + 1 }, () => 1))], 1, "10001 readings"],
  ])("refuses %s", (_title, body, count, detail) => {
    const parsed = parseObservations(json(body), arrays, all);
    expect(parsed.readings).toEqual([]);
    expect(parsed.refused).toHaveLength(count);
    expect(parsed.refused[0]?.detail).toContain(detail);
  });

  test("takes as many as it may", () => {
    expect(parseObservations(json([group(Array.from({ length: MAX_READINGS }, (_, i) => [t, i]))]), arrays, all).readings).toHaveLength(MAX_READINGS);
  });
});

describe("hostile input (invariant 11)", () => {
  const check = (parsed: Parsed, items: number | undefined): void => {
    if (items !== undefined) expect(parsed.readings.length + parsed.refused.length).toBe(items);
    expect(parsed.refusedAt).toHaveLength(parsed.refused.length);
    for (const { reason, detail, sample } of parsed.refused) {
      expect(RejectionReason.options).toContain(reason);
      expect(detail.length).toBeLessThanOrEqual(300);
      expect(sample.length).toBeLessThanOrEqual(200);
      expect(`${detail}${sample}`).not.toMatch(/\p{C}/u);
    }
  };
  const forms = fc.constantFrom(one, any, arrays);
  const seed = 20_261_121;

  test("any bytes: never throws, an Observation counts once", () =>
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), forms, (message, form) => check(parseObservations(message, form, all), form.kind === "observation" ? 1 : undefined)), { seed, numRuns: 3000 }));

  test("any JSON: never throws, an Observation counts once", () =>
    fc.assert(fc.property(fc.json(), forms, (message, form) => check(parseObservations(bytes(message), form, all), form.kind === "observation" ? 1 : undefined)), { seed, numRuns: 3000 }));

  const field = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.constantFrom(t, `${t}/${t}`, "good", { "@iot.id": "s1" }, { unit: "m" }));
  const observation = fc.dictionary(fc.constantFrom("result", "phenomenonTime", "resultTime", "resultQuality", "parameters", "Datastream"), field);
  test("almost an Observation counts once", () =>
    fc.assert(fc.property(observation, (body) => check(parseObservations(json(body), one, (id) => id.length < 5), 1)), { seed, numRuns: 3000 }));

  const row = fc.oneof(fc.array(field, { maxLength: 4 }), field);
  const group = fc.record({ Datastream: fc.oneof(field, fc.constant({ "@iot.id": 1 })), components: fc.oneof(field, fc.constant(["phenomenonTime", "result"])), dataArray: fc.array(row, { maxLength: 6 }) });
  test("almost a data array: each row counts once", () =>
    fc.assert(fc.property(fc.array(group, { maxLength: 4 }), (body) =>
      check(parseObservations(json(body), arrays, all), body.reduce((sum, { dataArray }) => sum + dataArray.length, 0))), { seed, numRuns: 2000 }));
});
