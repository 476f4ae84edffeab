import { expect, test } from "vitest";
import { Alarm } from "#contract/alarm";
import { emptyState, type RoomState } from "../state.ts";
import { Datastream, Thing } from "#contract/things";
import { Incident, ScenarioId } from "#contract/incident";
import { Scenario } from "#contract/scenario";
import { waterNow } from "./water.ts";

const NOW = 1_000_000_000;
const at: [number, number] = [107.595, 16.4724];

/** One street's sensor; its newest word, cm, so many seconds ago. */
function room(word?: { v: number; ago: number; q?: number; unit?: string }): { state: RoomState; latest: Parameters<typeof waterNow>[1] } {
  const state = emptyState();
  const thing = Thing.parse({ id: "street-dap-da", name: "Ngập Đập Đá", place: "Đập Đá", position: at, area: "vy-da", kind: "street-gauge" });
  state.things.set(thing.id, thing);
  const stream = Datastream.parse({ id: "street-dap-da.street-depth", series: 0, thingId: thing.id, observedPropertyId: "street-depth", sensorId: "s", name: "Độ sâu", unit: word?.unit ?? "cm", period: 300, staleAfter: 900 });
  state.datastreams.set(stream.id, stream);
  return { state, latest: word === undefined ? { n: 0, t: new Float64Array(), v: new Float64Array(), q: new Uint8Array() } : { n: 1, t: Float64Array.of(NOW - word.ago * 1000), v: Float64Array.of(word.v), q: Uint8Array.of(word.q ?? 0) } };
}

test.each<[string, Parameters<typeof room>[0], number, number]>([
  ["30 cm closes a street", { v: 30, ago: 10 }, 1, 1],
  ["29 cm does not, and is known", { v: 29, ago: 10 }, 0, 1],
  ["0 is a word like any other", { v: 0, ago: 10 }, 0, 1],
  ["an old word says nothing", { v: 200, ago: 901 }, 0, 0],
  ["a bad one neither", { v: 200, ago: 10, q: 2 }, 0, 0],
  ["no word at all is not known", undefined, 0, 0],
  ["metres are metres", { v: 0.3, ago: 10, unit: "m" }, 1, 1],
  ["a unit nobody understands says nothing", { v: 300, ago: 10, unit: "[in_i]" }, 0, 0],
])("%s", (_what, word, flooded, heard) => {
  const { state, latest } = room(word);
  const water = waterNow(state, latest, NOW);
  expect([water.flooded.length, water.heard.length]).toEqual([flooded, heard]);
});

test("where the sensor is silent an alarm on its depth still says that it is flooded; a fresh word says otherwise", () => {
  for (const [ago, flooded] of [[5000, 1], [10, 0]] as const) {
    const { state, latest } = room({ v: 5, ago });
    const inputs = [{ datastreamId: "street-dap-da.street-depth", unit: "cm", value: 46 }];
    const alarm = Alarm.parse({ id: "a", ruleId: "street-flood", ruleVersion: 1, thingId: "street-dap-da", area: "vy-da", position: at, priority: "high", state: "unack", inAlarm: true, raisedAt: 1, changedAt: 1, message: "m", messageEn: "m", inputs, conditions: [], occurrences: 1, cause: "c" });
    state.alarms.set(alarm.id, alarm);
    expect(waterNow(state, latest, NOW).flooded).toHaveLength(flooded);
  }
});

test("invariant 6 an open real case of a flood scenario floods its place; a drill's, a closed one, and one beside a sensor that says less do not", () => {
  const scenario = Scenario.parse({ id: "ngap-sau", name: "Ngập", templateId: "t", urgency: "emergency", title: "t", happened: "h", where: "w", required: "r", leadFields: ["flood"], version: 1 });
  const base = { id: "sv-1", drill: false, templateId: "t", templateVersion: 1, urgency: "emergency", title: "Ngập cầu vượt", position: [107.61, 16.44], alarmIds: [], scenarioId: ScenarioId.parse("ngap-sau"), appearedAt: 1, step: "1", stepSince: 1, round: 1, parts: [], clocks: [], dues: [], owed: [], version: 1 };
  const names = (more: object, word?: Parameters<typeof room>[0]): string[] => {
    const { state, latest } = room(word);
    state.scenarios.set(scenario.id, scenario);
    const incident = Incident.parse({ ...base, ...more });
    state.incidents.set(incident.id, incident);
    return waterNow(state, latest, NOW).flooded.map(({ name }) => name);
  };
  expect(names({})).toEqual(["Ngập cầu vượt"]);
  expect(names({ drill: true })).toEqual([]);
  expect(names({ closedAt: 2 })).toEqual([]);
  expect(names({ position: at }, { v: 3, ago: 10 })).toEqual([]);
  expect(names({ position: at }, { v: 46, ago: 10 })).toEqual(["Đập Đá"]);
  expect(names({ scenarioId: undefined })).toEqual([]);
});
