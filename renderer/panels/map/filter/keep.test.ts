import { expect, test } from "vitest";
import { AreaId, ThingId } from "#contract/ids";
import { keepOf, measuredBy, NO_FILTER, turned, type Filter } from "./keep.ts";

const thing = (id: string, kind: string, area: string) => ({ id: ThingId.parse(id), kind, area: AreaId.parse(area) });
const things = [thing("a", "river-gauge", "kim-long"), thing("b", "rain-gauge", "kim-long"), thing("c", "rain-gauge", "vy-da"), thing("d", "pump", "vy-da")];
const measured = measuredBy([{ thingId: "a", observedPropertyId: "water-level" }, { thingId: "b", observedPropertyId: "rain-rate" }, { thingId: "c", observedPropertyId: "rain-rate" }, { thingId: "c", observedPropertyId: "water-level" }]);
const kept = (filter: Partial<Filter>): string => things.filter(keepOf({ ...NO_FILTER, ...filter }, measured) ?? (() => true)).map(({ id }) => id).join("");

test.each<[string, Partial<Filter>, string]>([
  ["nothing chosen", {}, "abcd"],
  ["one ward", { wards: new Set(["vy-da"]) }, "cd"],
  ["two kinds", { kinds: new Set(["pump", "river-gauge"]) }, "ad"],
  ["what measures a property", { properties: new Set(["water-level"]) }, "ac"],
  ["all at once", { wards: new Set(["vy-da"]), kinds: new Set(["rain-gauge"]), properties: new Set(["water-level"]) }, "c"],
  ["the lasso's, within the rest", { only: new Set(["a", "d"]), kinds: new Set(["pump"]) }, "d"],
  ["a property nobody measures", { properties: new Set(["pm25"]) }, ""],
  ["a lasso around nothing", { only: new Set<string>() }, ""],
])("%s: %j keeps %s", (_, filter, wanted) => expect(kept(filter)).toBe(wanted));

test("without a filter nothing is asked of any station", () => expect(keepOf(NO_FILTER, measured)).toBeUndefined());
test("a choice turned twice is as before", () => expect([...turned(turned(new Set(["x"]), "y"), "y")]).toEqual(["x"]));
