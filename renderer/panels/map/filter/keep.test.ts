import { expect, test } from "vitest";
import { AreaId, ThingId } from "#contract/ids";
import { AgencyId, IncidentId } from "#contract/incident";
import type { MapCase } from "../../../live/cases-on-map.ts";
import { keepOf, measuredBy, NO_FILTER, turned, UNSTATED, type Filter, type Kept } from "./keep.ts";

const thing = (id: string, kind: string, area: string, agency?: string, service?: string): Kept => ({ id: ThingId.parse(id), kind, area: AreaId.parse(area), ...(agency !== undefined && { agencyId: AgencyId.parse(agency) }), ...(service !== undefined && { service }) });
const things = [thing("a", "river-gauge", "kim-long", "command", "flood"), thing("b", "rain-gauge", "kim-long", "command", "rain"), thing("c", "rain-gauge", "vy-da", "works", "rain"), thing("d", "pump", "vy-da")];
const measured = measuredBy([{ thingId: "a", observedPropertyId: "water-level" }, { thingId: "b", observedPropertyId: "rain-rate" }, { thingId: "c", observedPropertyId: "rain-rate" }, { thingId: "c", observedPropertyId: "water-level" }]);
const kept = (filter: Partial<Filter>): string => things.filter(keepOf({ ...NO_FILTER, ...filter }, measured)?.thing ?? (() => true)).map(({ id }) => id).join("");

test.each<[string, Partial<Filter>, string]>([
  ["nothing chosen", {}, "abcd"],
  ["one ward", { wards: new Set(["vy-da"]) }, "cd"],
  ["two kinds", { kinds: new Set(["pump", "river-gauge"]) }, "ad"],
  ["what measures a property", { properties: new Set(["water-level"]) }, "ac"],
  ["all at once", { wards: new Set(["vy-da"]), kinds: new Set(["rain-gauge"]), properties: new Set(["water-level"]) }, "c"],
  ["the lasso's, within the rest", { only: new Set(["a", "d"]), kinds: new Set(["pump"]) }, "d"],
  ["who answers for it", { agencies: new Set(["command"]) }, "ab"],
  ["a service", { services: new Set(["rain"]) }, "bc"],
  ["an agency's own service", { agencies: new Set(["works"]), services: new Set(["rain"]) }, "c"],
  ["those nobody answers for", { agencies: new Set([UNSTATED]) }, "d"],
  ["a property nobody measures", { properties: new Set(["pm25"]) }, ""],
  ["a lasso around nothing", { only: new Set<string>() }, ""],
])("%s: %j keeps %s", (_, filter, wanted) => expect(kept(filter)).toBe(wanted));

test("without a filter nothing is asked of any station", () => expect(keepOf(NO_FILTER, measured)).toBeUndefined());
test("a choice turned twice is as before", () => expect([...turned(turned(new Set(["x"]), "y"), "y")]).toEqual(["x"]));

const incident = (more: Partial<MapCase>): MapCase => ({ id: IncidentId.parse("case"), title: "Ngập", at: [107.6, 16.4], about: false, drill: false, urgency: "emergency", step: { name: "", nameEn: "" }, late: false, agencies: [], areaId: "vy-da", alarmIds: [], ...more });
const part = (id: string, leads = false) => ({ id: AgencyId.parse(id), name: id, leads });
test.each<[string, Partial<Filter>, Partial<MapCase>, boolean]>([
  ["of the ward", { wards: new Set(["vy-da"]) }, {}, true],
  ["of another ward", { wards: new Set(["kim-long"]) }, {}, false],
  ["whose lead is the agency", { agencies: new Set(["works"]) }, { agencies: [part("works", true)] }, true],
  ["that the agency supports", { agencies: new Set(["works"]) }, { agencies: [part("police", true), part("works")] }, true],
  ["of other agencies", { agencies: new Set(["works"]) }, { agencies: [part("police", true)] }, false],
  ["nobody was ordered to", { agencies: new Set([UNSTATED]) }, {}, true],
  ["whose alarm is of the service", { services: new Set(["rain"]) }, { alarmIds: ["of-c"] }, true],
  ["whose alarm is of another service", { services: new Set(["flood"]) }, { alarmIds: ["of-c"] }, false],
  ["without an alarm, where a service is asked for", { services: new Set(["rain"]) }, {}, false],
])("a case %s: %j", (_, filter, more, wanted) => expect(keepOf({ ...NO_FILTER, ...filter }, measured, (id) => things.find((one) => `of-${one.id}` === id))?.incident(incident(more))).toBe(wanted));
