import { describe, expect, test } from "vitest";
import { Datastream } from "#contract/things";
import { rainClass } from "./rain.ts";
import { staffMarks } from "./staff.ts";
import { levelSlots, stationsOf } from "./stations.ts";
import { flowOf, FLOWS } from "./traffic.ts";
import { createTrends } from "./trend.ts";
import { windClass, windTurn } from "./wind.ts";

function gauge(levels: readonly [string, number][]): Datastream {
  return Datastream.parse({ id: "d", series: 1, thingId: "t", observedPropertyId: "water-level", sensorId: "s", name: "x", unit: "m", period: 60, staleAfter: 600, levels: levels.map(([name, value]) => ({ name, value })) });
}

describe("levels", () => {
  test.each<[string, [string, number][], (number | undefined)[], number[]]>([
    ["three in any order", [["BĐ III", 3.5], ["BĐ I", 1], ["BĐ II", 2]], [1, 2, 3.5], [1, 2, 3.5]],
    ["báo động II is not set: it is reached with III", [["BĐ I", 1.2], ["BĐ III", 3]], [1.2, undefined, 3], [1.2, 3, 3]],
    ["only III: it is III that is reached", [["BĐ III", 3]], [undefined, undefined, 3], [3, 3, 3]],
    ["levels of a reservoir from below", [["MNLTK", 50], ["MNDBT", 45]], [45, 50, undefined], [45, 50, Infinity]],
    ["none", [], [undefined, undefined, undefined], [Infinity, Infinity, Infinity]],
  ])("%s", (_, levels, slots, reached) => {
    expect(levelSlots(gauge(levels))).toEqual(slots);
    const stations = stationsOf([{ id: "t" as never, name: "t", position: [107, 16], area: "a" as never, kind: "river-gauge", description: "" }], [gauge(levels)], undefined);
    expect(stations.levels).toEqual(Float32Array.from(reached));
  });
});

describe("a staff", () => {
  test("shows level I below II below III, and the present level among them", () => {
    const [present, one, two, three] = staffMarks([1, 2, 3.5], 2.4)!;
    expect([0, one, two, present, three, 1].toSorted((a, b) => a - b)).toEqual([0, one, two, present, three, 1]);
  });
  test("ends at its ends, and says when nothing is known", () => {
    expect(staffMarks([1, 2, 3.5], 99)![0]).toBe(1);
    expect(staffMarks([1, 2, 3.5], -99)![0]).toBe(0);
    expect(staffMarks([1, undefined, 3.5], undefined)).toEqual([-1, expect.any(Number), -1, expect.any(Number)]);
    expect(staffMarks([undefined, undefined, undefined], 1)).toBeUndefined();
  });
});

describe("a trend", () => {
  const MINUTE = 60_000;
  test("is not told before some minutes were seen, then rising, falling or steady", () => {
    const trends = createTrends(0.03);
    trends.see(1, 0, 1);
    trends.see(1, 3 * MINUTE, 1.1);
    expect(trends.of(1)).toBeUndefined();
    trends.see(1, 6 * MINUTE, 1.2);
    expect(trends.of(1)).toBe(1);
    for (let i = 7; i < 50; i++) trends.see(1, i * MINUTE, 1.2 - 0.01 * (i - 6));
    expect(trends.of(1)).toBe(-1);
    for (let i = 50; i < 120; i++) trends.see(1, i * MINUTE, 0.7);
    expect(trends.of(1)).toBe(0);
  });
  test("begins anew when the past is looked at, and is kept by key", () => {
    const trends = createTrends(0.03);
    for (let i = 0; i < 10; i++) trends.see(1, i * MINUTE, i);
    trends.see(1, 0, 9);
    expect(trends.of(1)).toBeUndefined();
    expect(trends.of(2)).toBeUndefined();
  });
  test("sees values that come every second as well", () => {
    const trends = createTrends(0.03);
    for (let i = 0; i < 600; i++) trends.see(1, i * 1000, i / 1000);
    expect(trends.of(1)).toBe(1);
  });
});

test.each([[0, 0], [0.1, 1], [2.5, 2], [10, 3], [50, 4]])("rain of %d mm/h is of class %d", (rate, rain) => expect(rainClass(rate)).toBe(rain));
test.each([[0, 0], [2, 1], [8, 2], [14, 3], [30, 4]])("wind of %d m/s has %d barbs", (speed, barbs) => expect(windClass(speed)).toBe(barbs));
test("wind from the north-east blows to the south-west", () => expect(windTurn(45)).toBeCloseTo((225 * Math.PI) / 180, 9));
test.each([[60, "free"], [20, "slow"], [5, "jam"]] as const)("%d km/h is %s", (speed, flow) => expect(FLOWS[flowOf(speed)]).toBe(flow));
