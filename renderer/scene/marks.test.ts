import { describe, expect, test } from "vitest";
import { AreaId, DatastreamId, ObservedPropertyId, SensorId, ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import { boundsOf, mercator } from "./bounds.ts";
import { codeOf, freshThings, marksOf, type Mark } from "./marks.ts";

const thing = (id: string): Thing => ({ id: ThingId.parse(id), name: `Trạm ${id}`, description: "", position: [107.5, 16.4], area: AreaId.parse("a"), kind: "river-gauge" });
const stream = (thingId: string, series: number, staleAfter = 60): Datastream => ({
  id: DatastreamId.parse(`${thingId}.${series}`), series, thingId: ThingId.parse(thingId), observedPropertyId: ObservedPropertyId.parse("p"), sensorId: SensorId.parse("s"),
  name: "n", unit: "m", decimals: 2, period: 10, staleAfter, levels: [],
});

describe("marks", () => {
  test("a station is silent when none of its datastreams is fresh (invariant 7)", () => {
    const times = new Map([[0, 100_000], [1, 30_000], [2, 0]]);
    const fresh = freshThings([stream("t1", 0), stream("t1", 1), stream("t2", 1), stream("t3", 2)], (series) => times.get(series) ?? 0, 130_000);
    expect([...fresh]).toEqual(["t1"]);
    const marks = marksOf([thing("t1"), thing("t2")], new Map(), fresh, (each) => each.name);
    expect(marks.map((mark) => mark.silent)).toEqual([false, true]);
  });

  test("an unknown kind of station shows its first letters", () => expect([codeOf("river-gauge"), codeOf("lamp")]).toEqual(["MN", "LA"]));
});

describe("bounds", () => {
  const mark = (lon: number, lat: number): Mark => ({ id: "x", name: "", lon, lat, code: "", owed: false, over: false, silent: false });
  test("hold every mark", () => {
    const [west, south, east, north] = boundsOf([mark(107, 16), mark(108, 17)], [0, 0]);
    expect([west, south, east, north]).toEqual([107, 16, 108, 17]);
  });
  test("one station alone, or none, is shown with 5 km around", () => {
    expect(boundsOf([mark(107.5, 16.5)], [0, 0]).map((n) => Number(n.toFixed(3)))).toEqual([107.475, 16.475, 107.525, 16.525]);
    expect(boundsOf([], [107.5, 16.5])).toEqual([107.475, 16.475, 107.525, 16.525]);
  });
  test("Mercator puts the equator at half height and east to the right", () => {
    expect(mercator(0, 0)).toEqual([0.5, 0.5]);
    expect(mercator(10, 10)[1]).toBeLessThan(0.5);
  });
});
