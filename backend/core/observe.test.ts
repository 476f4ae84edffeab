import { expect, test } from "vitest";
import type { Reading } from "#contract/observation";
import { Source } from "#contract/source";
import { Datastream } from "#contract/things";
import { ANCIENT, FUTURE, granted, observe, type ObserveContext } from "./observe.ts";

const NOW = 1_800_000_000_000;
const datastream = Datastream.parse({ id: "gauge.level", series: 7, thingId: "t", observedPropertyId: "level", sensorId: "s", name: "Mực nước", unit: "m", period: 60, staleAfter: 900, min: -1, max: 10 });
const source = Source.parse({ id: "gw", name: "Cổng", grants: ["gauge.*"] });
const context: ObserveContext = {
  datastream, source, now: NOW, newest: NOW - 60_000,
  convert: (from) => (from === "cm" ? { factor: 0.01, offset: 0 } : from === "kg" ? { fault: "incompatible-unit" } : { fault: "unknown-unit" }),
};
const reading = (fields: Partial<Reading> = {}): Reading => ({ datastreamId: "gauge.level", result: 1.5, phenomenonTime: NOW, ...fields });

test.each<[string, Partial<Reading>, Partial<ObserveContext>, string]>([
  ["no such datastream", {}, { datastream: undefined }, "unknown-datastream"],
  ["another source's datastream", {}, { datastream: { ...datastream, sourceId: Source.parse({ id: "other", name: "x" }).id } }, "forbidden-datastream"],
  ["no grant", {}, { source: { ...source, grants: ["gauge.rain", "level*"] } }, "forbidden-datastream"],
  ["NaN", { result: Number.NaN }, {}, "not-a-number"],
  ["-Infinity", { result: -Infinity }, {}, "not-a-number"],
  ["overflow in conversion", { result: 1e308, unit: "x" }, { convert: () => ({ factor: 1e10, offset: 0 }) }, "not-a-number"],
  ["a unit nobody knows", { unit: "furlongs" }, {}, "unknown-unit"],
  ["a unit of something else", { unit: "kg" }, {}, "incompatible-unit"],
  ["1 ms too far ahead", { phenomenonTime: NOW + FUTURE + 1 }, {}, "future"],
  ["1 ms too old", { phenomenonTime: NOW - ANCIENT - 1 }, {}, "ancient"],
])("invariant 11: %s is refused", (_name, fields, more, reason) => {
  const answer = observe(reading(fields), { ...context, ...more });
  expect(answer).toMatchObject({ ok: false, fault: { reason } });
});

test.each<[string, Partial<Reading>, Partial<ObserveContext>, object]>([
  ["as it is", {}, {}, { result: 1.5, quality: "good", late: false, series: 7 }],
  ["in another unit", { result: 250, unit: "cm" }, {}, { result: 2.5, quality: "good" }],
  ["without a time: that of receipt", { phenomenonTime: undefined }, {}, { phenomenonTime: NOW }],
  ["at the bounds", { phenomenonTime: NOW + FUTURE }, {}, { quality: "good" }],
  ["outside the plausible range", { result: 10.01 }, {}, { quality: "bad", late: false }],
  ["plausible only before conversion", { result: 5000, unit: "cm" }, {}, { quality: "bad" }],
  ["doubted by its sensor", { quality: "uncertain" }, {}, { quality: "uncertain" }],
  ["flagged by its sensor", { quality: "bad" }, {}, { quality: "bad" }],
  ["older than the newest", { phenomenonTime: NOW - 61_000 }, {}, { quality: "uncertain", late: true }],
  ["as old as the newest", { phenomenonTime: NOW - 60_000 }, {}, { quality: "uncertain", late: true }],
  ["late and implausible", { phenomenonTime: NOW - 61_000, result: 99 }, {}, { quality: "bad", late: true }],
  ["after a clock was set back two hours", {}, { newest: NOW + 7_200_000 }, { quality: "good", late: false }],
  ["zero, which is a measurement", { result: 0 }, {}, { result: 0, quality: "good" }],
])("a reading %s is accepted", (_name, fields, more, expected) => {
  const answer = observe(reading(fields), { ...context, ...more });
  expect(answer).toMatchObject({ ok: true, value: expected });
});

test.each([
  [["*"], "a", true], [["a*"], "abc", true], [["a*"], "ba", false], [["abc"], "abc", true], [["ab"], "abc", false], [[], "a", false], [["*c"], "abc", false],
])("grants %j for %s: %s", (grants, id, is) => expect(granted(grants, id)).toBe(is));
