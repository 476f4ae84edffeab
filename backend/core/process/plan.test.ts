import { expect, test } from "vitest";
import { Agency } from "#contract/agency";
import { Scenario } from "#contract/scenario";
import { Thing } from "#contract/things";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { catalogue } from "../../../test/kit/hand-world.ts";
import { fold } from "../fold.ts";
import { emptyState } from "../state.ts";
import { agenciesFor, camerasNear, dueFor, filler, metresBetween, scenarioFor } from "./plan.ts";

const state = emptyState();
for (const fact of catalogue(2)) fold(state, fact);
const alarm = { ...alarmOf({ rule: "high", thing: "t0", area: "a1", priority: "high", message: "Nước cao" }), inputs: [{ datastreamId: state.datastreams.get("level-0")!.id, value: 3.654, unit: "m" }] };
const scenario = (id: string, match: object): Scenario => Scenario.parse({ id, name: id, templateId: "t", urgency: "routine", match, title: "{thing}", happened: "h", where: "w", required: "r", version: 1 });
const agency = (id: string, areaIds: string[], ...fields: string[]): [string, Agency] => [id, Agency.parse({ id, name: id, areaIds, fields, version: 1 })];

test.each<[string, [string, object][], string | undefined]>([
  ["the one that names most of it", [["kind", { thingKinds: ["river-gauge"] }], ["both", { thingKinds: ["river-gauge"], priorities: ["high"] }]], "both"],
  ["the very rule before kinds", [["kinds", { thingKinds: ["river-gauge"], observedPropertyIds: ["level"] }], ["rule", { ruleIds: ["high"], priorities: ["high"] }]], "rule"],
  ["none that names something else as well", [["other", { thingKinds: ["river-gauge"], priorities: ["emergency"] }]], undefined],
  ["none that names nothing: it is for choosing by hand", [["any", {}]], undefined],
  ["the first by id of equal ones", [["b", { ruleIds: ["high"] }], ["a", { ruleIds: ["high"] }]], "a"],
])("H-11.3 of the scenarios %s is proposed", (_what, list, chosen) => {
  const scenarios = new Map(list.map(([id, match]) => [id, scenario(id, match)]));
  expect(scenarioFor(alarm, { ...state, scenarios })?.id).toBe(chosen);
});

test("texts say what the alarm says, numbers as people here write them", () => {
  expect(filler(alarm, state)("{message} tại {thing}, {area}: {value}")).toBe("Nước cao tại Trạm 0, Phường Một: 3,65 m");
  expect(filler(undefined, state)("{thing}")).toBe("{thing}");
  const placed = { ...state, things: new Map([...state.things].map(([id, thing]) => [id, { ...thing, place: "Đập Đá" }])) };
  expect([filler(alarm, placed)("Ngập tại {place}"), filler(alarm, state)("Ngập tại {place}")]).toEqual(["Ngập tại Đập Đá", "Ngập tại Trạm 0"]);
});

test("K-9.8 the agency of the area comes before one of the whole city, another area's not at all, and none twice", () => {
  const agencies = new Map([agency("city-flood", [], "flood"), agency("ward-2", ["a2"], "flood"), agency("ward-1", ["a1"], "flood", "ward"), agency("police", [], "traffic")]);
  expect(agenciesFor({ leadFields: ["flood"], supportFields: ["traffic", "flood", "ward", "fire"] }, "a1", agencies)).toEqual({ lead: "ward-1", support: ["police", "city-flood"] });
  expect(agenciesFor({ leadFields: ["fire", "flood"], supportFields: [] }, undefined, agencies)).toEqual({ lead: "city-flood", support: [] });
});

test("deadlines: minutes on the clock that never stops, working days by the calendar, none where it cannot tell", () => {
  expect(dueFor({ dueAfter: { minutes: 2 } }, 1000, undefined)).toBe(121_000);
  expect(dueFor({ dueAfter: { workingDays: 2 } }, 1000, undefined)).toBeUndefined();
  expect(dueFor({}, 1000, undefined)).toBeUndefined();
});

test("the nearest cameras, by the distance along the ground", () => {
  const camera = (id: string, lon: number): Thing => Thing.parse({ id, name: id, position: [lon, 16.46], area: "a1", kind: "camera" });
  const things = [camera("far", 107.7), camera("near", 107.601), ...state.things.values(), ...["c", "d", "e"].map((id, i) => camera(id, 107.61 + i / 100))];
  expect(camerasNear([107.6, 16.46], things).map(({ thing }) => thing.id)).toEqual(["near", "c", "d", "e"]);
  // One degree of a meridian on the mean sphere.
  expect(metresBetween([107, 16], [107, 17])).toBeCloseTo(111_195, 0);
});
