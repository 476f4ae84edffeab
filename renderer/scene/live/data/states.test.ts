import { describe, expect, test } from "vitest";
import { Datastream, Thing } from "#contract/things";
import { readingAt, readingsOf, type ValueColumns } from "./readings.ts";
import { looksAt, STATES } from "./states.ts";
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
  return STATES[looksAt(readingsOf(stations, columns(values)), NOW)(0)]!;
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
