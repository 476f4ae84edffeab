import { describe, expect, test } from "vitest";
import { evaluate, type Subject } from "./evaluate.ts";
import { attempt } from "./fault.ts";
import { parseFilter, parseOrder } from "./parse-expression.ts";
import { parseTime, type Value } from "./value.ts";

const NOW = { ms: Date.UTC(2026, 10, 21, 12) };
const OBSERVATION: Record<string, Value> = {
  result: 3.5, phenomenonTime: { ms: Date.UTC(2026, 10, 21, 7, 8, 9, 250) }, resultTime: null, resultQuality: "good", id: "kim-long.water-level@1", "@iot.id": "kim-long.water-level@1",
  "Datastream/name": "Mực nước Kim Long", "Datastream/properties/period": 60, "Datastream/Thing/id": "kim-long", "Datastream/properties/flag": true,
};
const subject: Subject = { read: (steps) => OBSERVATION[steps.join("/")] ?? null };
const holds = (filter: string) => evaluate(parseFilter(filter, "Observations"), subject, NOW);

describe("a filter holds or not", () => {
  test.each<[string, boolean]>([
    ["result eq 3.5", true], ["result ne 3.5", false], ["result gt 3", true], ["result ge 3.5", true], ["result lt 3.5", false], ["result le 3.5", true], ["3 lt result", true],
    ["result gt -1", true], ["-result eq -3.5", true], ["result eq 35e-1", true],
    // Precedence: mul before add before comparison before not before and before or.
    ["1 add 2 mul 3 eq 7", true], ["(1 add 2) mul 3 eq 9", true], ["10 sub 2 sub 3 eq 5", true], ["7 mod 4 eq 3", true], ["7 div 2 eq 3.5", true],
    ["true or false and false", true], ["(true or false) and false", false], ["not false and false", false], ["not (result gt 3)", false], ["not result gt 4", true],
    ["1 div 0 eq null", true], ["result gt null", false], ["resultTime eq null", true], ["resultTime ne null", false], ["resultTime lt now()", false],
    ["phenomenonTime gt 2026-11-21T07:08:09Z", true], ["phenomenonTime eq 2026-11-21T14:08:09.250+07:00", true], ["phenomenonTime ge '2026-11-21T07:08:09.250Z'", true], ["2026-11-21T08:00:00Z gt phenomenonTime", true],
    ["phenomenonTime lt now()", true], ["date(phenomenonTime) eq 2026-11-21", true],
    ["year(phenomenonTime) eq 2026", true], ["month(phenomenonTime) eq 11", true], ["day(phenomenonTime) eq 21", true], ["hour(phenomenonTime) eq 7", true], ["minute(phenomenonTime) eq 8", true], ["second(phenomenonTime) eq 9", true], ["fractionalseconds(phenomenonTime) eq 0.25", true],
    ["round(result) eq 4", true], ["round(-result) eq -4", true], ["floor(result) eq 3", true], ["ceiling(result) eq 4", true],
    ["substringof('Kim', Datastream/name)", true], ["contains(Datastream/name,'Kim')", true], ["startswith(Datastream/name,'Mực')", true], ["endswith(Datastream/name,'Long')", true], ["endswith(Datastream/name,'long')", false],
    ["tolower(Datastream/name) eq 'mực nước kim long'", true], ["toupper('kim') eq 'KIM'", true], ["length(trim('  a ')) eq 1", true], ["indexof('abc','c') eq 2", true], ["concat('a','b') eq 'ab'", true], ["substring('abcd',1,2) eq 'bc'", true], ["substring('abcd',2) eq 'cd'", true],
    ["Datastream/Thing/id eq 'kim-long'", true], ["Datastream/properties/period gt 30", true], ["Datastream/properties/nothing eq null", true], ["Datastream/properties/flag", true], ["Datastream/properties/period eq 'sixty'", false],
    ["resultQuality eq 'good' and result gt 3", true], ["concat('it''s',' ok') eq 'it''s ok'", true], ["@iot.id eq 'kim-long.water-level@1'", true],
  ])("%s is %s", (filter, expected) => expect(holds(filter)).toBe(expected));
});

describe("what is no filter is refused with 400", () => {
  test.each<[string, RegExp]>([
    ["", /too early/], ["result", /wants boolean/], ["5", /wants boolean/], ["result gt", /too early/], ["result gt 3 3", /unexpected/], ["(result gt 3", /missing/], ["result gt 3)", /unexpected/],
    ["result gt 'x'", /wants number/], ["phenomenonTime gt 5", /wants time/], ["phenomenonTime gt 'soon'", /wants time/], ["length(result) eq 3", /wants string/], ["not 5", /wants boolean/], ["result and true", /wants boolean/], ["'a' add 1 eq 2", /wants number/],
    ["nothing eq 1", /no "nothing"/], ["__proto__ eq 1", /no "__proto__"/], ["constructor eq 1", /no "constructor"/], ["toString(result) eq 1", /no such function/], ["Datastream eq 1", /is an entity/], ["result/x eq 1", /no parts/], ["id/x eq 1", /no parts/], ["FeatureOfInterest/Observations/result gt 1", /are many/],
    ["contains('a')", /takes 2/], ["contains('a','b','c')", /takes 2/], ["now(1) gt 2026-01-01", /takes 0/], ["result eq 'open", /closing quote/], ["result eq 1;drop", /unexpected/], ["result eq 1.2.3", /unexpected/], ["phenomenonTime eq 2026-02-30T00:00:00Z", /not a time/], ["phenomenonTime eq 2026-01-01T00:00:00 07:00", /%2B/], ["result eq 1e999", /out of range/],
    ["(".repeat(40) + "true" + ")".repeat(40), /nested 30/], ["not ".repeat(40) + "true", /nested 30/], ["-".repeat(40) + "1 eq 1", /nested 30/], ["tolower(".repeat(40), /nested 30/], [`${"1 add ".repeat(40)}1 eq 1`, /operands/],
    ["true or ".repeat(600) + "true", /characters|words/], ["a".repeat(4001), /4000 characters/], ["Datastream/Thing/".repeat(5) + "name eq 'a'", /no "Thing"|steps/],
  ])("case %#", (filter, message) => {
    const parsed = attempt(() => parseFilter(filter, "Observations"));
    expect(parsed).toMatchObject({ ok: false, fault: { status: 400, reason: "malformed", message: expect.stringMatching(message) } });
  });
  test("what is allowed at most is evaluated without running deep", () => {
    expect(holds(`${"result gt 1 and ".repeat(200)}true`)).toBe(true);
  });
});

test.each<[string, boolean]>([["result", false], ["result asc", false], ["Datastream/name desc", true], ["result mul 2 desc", true]])("$orderby %s", (text, descending) => {
  expect(parseOrder(text, "Observations").descending).toBe(descending);
});
test("an order of 16,000 spaces is refused at once", () => {
  expect(attempt(() => parseOrder(`a${" ".repeat(16_000)}b`, "Things")).ok).toBe(false);
});

test.each<[string, string | undefined]>([
  ["2026-11-21T07:00:00Z", "2026-11-21T07:00:00.000Z"], ["2026-11-21T07:00Z", "2026-11-21T07:00:00.000Z"], ["2026-11-21T07:00:00.1234567+0700", "2026-11-21T00:00:00.123Z"], ["2026-11-21", "2026-11-21T00:00:00.000Z"], ["0001-01-01", "0001-01-01T00:00:00.000Z"],
  ["2026-11-21T07:00:00", undefined], ["2026-13-01", undefined], ["2026-02-29", undefined], ["2024-02-29", "2024-02-29T00:00:00.000Z"], ["2026-01-01T24:00:00Z", undefined], ["now", undefined],
])("time %s is %s", (text, expected) => {
  const time = parseTime(text);
  expect(time && new Date(time.ms).toISOString()).toBe(expected);
});
