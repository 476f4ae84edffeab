import { expect, test } from "vitest";
import { AreaId, DatastreamId, ObservedPropertyId, SensorId, ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import { gaugeLevels } from "./water-feed.ts";

const things = new Map(([["kim-long", "river-gauge"], ["thuan-an", "tide-gauge"], ["mua", "rain-gauge"]] as const).map(([id, kind]): [string, Thing] => [id, { id: ThingId.parse(id), name: id, description: "", position: [107.5, 16.4], area: AreaId.parse("a"), kind }]));
const stream = (thing: string, property: string, series: number): Datastream => ({
  id: DatastreamId.parse(`${thing}.${property}`), series, thingId: ThingId.parse(thing), observedPropertyId: ObservedPropertyId.parse(property), sensorId: SensorId.parse("s"),
  name: "n", unit: "m", decimals: 2, period: 10, staleAfter: 60, levels: [],
});

test("only fresh and good levels of river and tide gauges move the water (invariant 7)", () => {
  const now = 1_000_000;
  const values = new Map([[0, { v: 3.2, t: now - 1000, q: 0 }], [1, { v: 0.4, t: now - 61_000, q: 0 }], [2, { v: 9, t: now, q: 0 }], [3, { v: 12, t: now, q: 0 }], [4, { v: 3.3, t: now, q: 2 }]]);
  const read = (...streams: Datastream[]) => gaugeLevels(things, streams, (series) => values.get(series), now).map(({ level }) => level);
  expect(read(stream("kim-long", "water-level", 0))).toEqual([3.2]);
  expect(read(stream("thuan-an", "tide-level", 1))).toEqual([undefined]);
  expect(read(stream("mua", "rain-rate", 2), stream("kim-long", "discharge", 3))).toEqual([]);
  expect(read(stream("kim-long", "water-level", 4), stream("kim-long", "water-level", 9))).toEqual([undefined, undefined]);
});
