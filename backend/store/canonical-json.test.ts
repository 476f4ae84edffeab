import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON (RFC 8785)", () => {
  test.each<[unknown, string]>([
    // RFC 8785 §3.2.2 and §3.2.3: numbers, escapes, and keys by UTF-16 code units.
    [{ numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], literals: [null, true, false] }, '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}'],
    ["€$\u000f\nA'B\"\\\"/", String.raw`"€$\u000f\nA'B\"\\\"/"`],
    [{ "\u20ac": "Euro", "\r": "CR", "\ufb33": "Dalet", "1": "One", "\ud83d\ude00": "Smiley", "\u0080": "Ctrl", "\u00f6": "o" }, '{"\\r":"CR","1":"One","\u0080":"Ctrl","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}'],
    [-0, "0"],
    [{ b: undefined, a: 1 }, '{"a":1}'],
    [{ 10: 1, 9: 2 }, '{"10":1,"9":2}'],
    [[], "[]"],
    [{}, "{}"],
    ["\ud800", '"\\ud800"'],
  ])("%j", (value, text) => expect(canonicalJson(value)).toBe(text));

  test("says the same value as JSON.stringify, and the same text whatever the order of keys", () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, shuffled(item)]));
    };
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }), { seed: 3, numRuns: 500 });
  });

  test("shapes whose joined keys look alike are not confused", () => {
    expect(canonicalJson({ "a\u0000b": 1 })).toBe(String.raw`{"a\u0000b":1}`);
    expect(canonicalJson({ a: 1, b: 2 })).toBe('{"a":1,"b":2}');
    expect(canonicalJson({ "a\u0000b": 1 })).toBe(String.raw`{"a\u0000b":1}`);
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [new Map()], [new Date()], [() => 1], [1n], [[undefined]]])("%s is refused: it would come back as something else", (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
