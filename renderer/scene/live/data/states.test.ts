import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Datastream, Thing } from "#contract/things";
import { readingAt, readingsOf, type ValueColumns } from "./readings.ts";
import { activityOf, createStateBook, stateOf, STATES } from "./states.ts";
import { stationsOf } from "./stations.ts";

const NOW = 1_000_000_000;

function thing(id: string): Thing {
  return Thing.parse({ id, name: id, position: [107.58, 16.46], area: "a", kind: "river-gauge" });
}
function stream(series: number, thingId: string, extra: object = {}): Datastream {
  return Datastream.parse({ id: `d${series}`, series, thingId, observedPropertyId: "water-level", sensorId: "s", name: "x", unit: "m", period: 60, staleAfter: 600, ...extra });
}
/** Values by series; t counted back from now, s. */
function columns(values: readonly { series: number; v: number; ago?: number; q?: number }[]): ValueColumns {
  return {
    series: Uint32Array.from(values, ({ series }) => series), v: Float32Array.from(values, ({ v }) => v),
    t: Float64Array.from(values, ({ ago = 0 }) => NOW - ago * 1000), q: Uint8Array.from(values, ({ q = 0 }) => q),
  };
}
const LEVELS = { levels: [{ name: "BĐ III", value: 3.5 }, { name: "BĐ I", value: 1 }, { name: "BĐ II", value: 2 }] };

function stateWith(streams: readonly Datastream[], values: Parameters<typeof columns>[0]): string {
  const stations = stationsOf([thing("kim-long")], streams, undefined);
  const book = createStateBook(stations);
  book.update(readingsOf(stations, columns(values)), undefined, NOW);
  return STATES[book.states[0]!]!;
}

describe("a station's state", () => {
  test.each<[string, number, string]>([
    ["below the first level", 0.99, "normal"], ["at level I", 1, "level-1"], ["at level II", 2, "level-2"], ["above level III", 9, "level-3"], ["a value that is no number", Number.NaN, "silent"],
  ])("%s", (_, v, state) => expect(stateWith([stream(3, "kim-long", LEVELS)], [{ series: 3, v }])).toBe(state));

  test("silent without a value, and once it is stale", () => {
    expect(stateWith([stream(3, "kim-long")], [])).toBe("silent");
    expect(stateWith([stream(3, "kim-long")], [{ series: 3, v: 1, ago: 600 }])).toBe("normal");
    expect(stateWith([stream(3, "kim-long")], [{ series: 3, v: 1, ago: 601 }])).toBe("silent");
  });
  test("bad only when no fresh value is better; never worse than what a good one says", () => {
    expect(stateWith([stream(3, "kim-long")], [{ series: 3, v: 1, q: 2 }])).toBe("bad");
    expect(stateWith([stream(3, "kim-long"), stream(4, "kim-long")], [{ series: 3, v: 1, q: 2 }, { series: 4, v: 1 }])).toBe("normal");
    expect(stateWith([stream(3, "kim-long", LEVELS), stream(4, "kim-long")], [{ series: 3, v: 2.5 }, { series: 4, v: 1, q: 2 }])).toBe("level-2");
  });
  test("a pump that pumps is active, one at zero is not, and a level says more than both", () => {
    const pump = (series: number): Datastream => stream(series, "kim-long", { observedPropertyId: "pump-flow" });
    expect(stateWith([pump(3)], [{ series: 3, v: 0.5 }])).toBe("active");
    expect(stateWith([pump(3)], [{ series: 3, v: 0 }])).toBe("normal");
    expect(stateWith([stream(4, "kim-long", LEVELS), pump(3)], [{ series: 3, v: 0.5 }, { series: 4, v: 1.2 }])).toBe("level-1");
  });
});

test("an update says which stations changed, whether it looked at some or at all", () => {
  const things = Array.from({ length: 10 }, (_, i) => thing(`t${i}`));
  const stations = stationsOf(things, things.map(({ id }, i) => stream(100 + i, id, LEVELS)), undefined);
  const book = createStateBook(stations);
  const values = columns(things.map((_, i) => ({ series: 100 + i, v: 0 })));
  const readings = readingsOf(stations, values);
  expect(book.update(readings, undefined, NOW)).toBe(10);
  values.v[4] = 5;
  values.v[7] = 1.5;
  expect(book.update(readings, [104], NOW)).toBe(1);
  expect(book.changed[0]).toBe(4);
  expect(book.update(readings, undefined, NOW)).toBe(1);
  expect(book.changed[0]).toBe(7);
  expect(book.update(readings, [999_999, 104], NOW)).toBe(0);
});

test("a sweep over all stations says the same of each as a look at it alone", () =>
  fc.assert(fc.property(fc.array(fc.record({ v: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constant(Number.NaN)), ago: fc.integer({ min: 0, max: 1200 }), q: fc.integer({ min: 0, max: 2 }), streams: fc.integer({ min: 0, max: 2 }), pump: fc.boolean() }), { minLength: 1, maxLength: 30 }), (specs) => {
    const things = specs.map((_, i) => thing(`t${i}`));
    const streams = specs.flatMap(({ streams: n, pump }, i) => Array.from({ length: n }, (_, k) => stream(2 * i + k, `t${i}`, pump ? { observedPropertyId: "pump-flow" } : LEVELS)));
    const stations = stationsOf(things, streams, undefined);
    const readings = readingsOf(stations, columns(streams.map(({ series }) => ({ series, ...specs[series >> 1]! }))));
    const all = createStateBook(stations);
    all.update(readings, undefined, NOW);
    const activity = activityOf(stations);
    for (let i = 0; i < stations.n; i++) expect(all.states[i]).toBe(stateOf(readings, activity, i, NOW));
  })));

test("a reading that cannot be drawn is none", () => {
  const stations = stationsOf([thing("kim-long")], [stream(3, "kim-long")], undefined);
  expect(readingAt(readingsOf(stations, columns([{ series: 3, v: Number.NaN }])), 0, NOW)).toBeUndefined();
  expect(readingAt(readingsOf(stations, columns([])), 0, NOW)).toBeUndefined();
  expect(readingAt(readingsOf(stations, columns([{ series: 3, v: 2, ago: 700, q: 2 }])), 0, NOW)).toEqual({ v: 2, t: NOW - 700_000, stale: true, bad: true });
});

test("streams of a thing that is not there are left out; a thing without a place is counted, not drawn", () => {
  const stations = stationsOf([{ ...thing("a"), position: [0, 0] }, thing("b")], [stream(1, "gone"), stream(2, "b")], [107, 16, 108, 17]);
  expect(stations.series).toEqual(Uint32Array.of(2));
  expect(stations.lon[0]).toBeNaN();
  expect(stations.problems).toEqual([{ kind: "null-island", count: 1, examples: ["a"] }]);
});
