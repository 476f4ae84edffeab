import { expect, test } from "vitest";
import { openFaults } from "./faults.ts";
import { fleetMessage, TOGETHER } from "./fleet-message.ts";
import type { Fleet } from "./drive.ts";

const NOW = Date.UTC(2026, 9, 27, 7, 40);
const n = TOGETHER + 3;
const fleet: Fleet = {
  n, lon: Float64Array.from({ length: n }, (_, i) => 107.58 + i / 1e4), lat: new Float64Array(n).fill(16.4612345), speed: new Float32Array(n).fill(31.6), course: new Float32Array(n).fill(359.7), drive: () => undefined,
};
interface Group { Datastream: { "@iot.id": string }; components: string[]; dataArray: unknown[][] }
const groups = (text: string | undefined): Group[] => JSON.parse(text ?? "[]");

test("a message holds the four datastreams of up to 40 vehicles, the last one the rest, in data arrays of SensorThings", () => {
  const [first, last] = [groups(fleetMessage(fleet, 0, NOW, openFaults([]), "feed-fleet")), groups(fleetMessage(fleet, TOGETHER, NOW, openFaults([]), "feed-fleet"))];
  expect([first.length, last.length]).toEqual([TOGETHER * 4, 12]);
  expect(first.slice(4, 8).map((group) => [group.Datastream["@iot.id"], ...(group.dataArray[0] ?? [])])).toEqual([
    ["vehicle-00002.longitude", "2026-10-27T07:40:00.000Z", 107.5801], ["vehicle-00002.latitude", "2026-10-27T07:40:00.000Z", 16.46123],
    ["vehicle-00002.speed", "2026-10-27T07:40:00.000Z", 32], ["vehicle-00002.course", "2026-10-27T07:40:00.000Z", 0],
  ]);
  expect(fleetMessage(fleet, 0, NOW, openFaults([]), "feed-fleet")?.length).toBeLessThan(32_768);
});

test("a silent fleet sends nothing, a silent part leaves the rest; a wrong unit is named; NaN spoils the message", () => {
  const message = (kind: "silent" | "wrong-unit" | "not-a-number" | "clock-ahead", target: string) => fleetMessage(fleet, TOGETHER, NOW, openFaults([{ kind, target }]), "feed-fleet");
  expect(message("silent", "feed-fleet")).toBeUndefined();
  expect(groups(message("silent", "vehicle-00041.speed"))).toHaveLength(11);
  expect(groups(message("wrong-unit", "vehicle-00041.speed"))[2]).toMatchObject({ components: ["phenomenonTime", "result", "parameters"], dataArray: [["2026-10-27T07:40:00.000Z", 32, { unit: "cd" }]] });
  expect(groups(message("clock-ahead", "feed-fleet"))[0]?.dataArray[0]?.[0]).toBe("2026-10-27T07:50:00.000Z");
  expect(() => groups(message("not-a-number", "vehicle-00041.speed"))).toThrow("JSON");
});
