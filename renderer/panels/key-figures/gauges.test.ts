import { expect, test } from "vitest";
import { Datastream } from "#contract/things";
import { gaugesOf } from "./gauges.ts";

const stream = (id: string, series: number, levels: number): Datastream => Datastream.parse({
  id, series, thingId: id.split(".")[0], observedPropertyId: "p", sensorId: "s", name: id, unit: "m", period: 60, staleAfter: 300,
  levels: Array.from({ length: levels }, (_, n) => ({ name: `BĐ ${n + 1}`, value: n + 1 })),
});
const ALL = [stream("b.level", 5, 3), stream("a.level", 2, 3), stream("a.rain", 1, 0), stream("c.rain", 3, 0), stream("c.wind", 4, 0)];
const ids = (chosen: string[]) => gaugesOf(ALL, chosen).map(({ id }) => id);

test.each<[string, string[], string[]]>([
  ["nobody chose: those with levels, the same ones in the same places", [], ["a.level", "b.level"]],
  ["chosen ones in the order they were chosen", ["b", "a"], ["b.level", "a.level"]],
  ["a station without levels shows all it measures", ["c"], ["c.rain", "c.wind"]],
  ["a station that is gone is left out", ["x", "a"], ["a.level"]],
])("%s", (_, chosen, expected) => expect(ids(chosen)).toEqual(expected));

test("of a large catalogue a dozen are shown, not all", () => {
  expect(gaugesOf(Array.from({ length: 40 }, (_, n) => stream(`t${n}.level`, n, 2)), [])).toHaveLength(12);
});
