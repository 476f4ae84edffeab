import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { depthAt, depthOfCell } from "./depth.ts";
import { DRY, riverLevels, type GaugeLevel } from "./river-levels.ts";
import { cellAt, chainLength, NEVER, NOWHERE, readWaterGrid, UNKNOWN, type WaterGrid } from "./water-grid.ts";

/** Forty points, about a kilometre apart, from west to east. */
const axis = Array.from({ length: 40 }, (_, i): [number, number] => [107.4 + i * 0.01, 16.46]);
const rivers = [{ name: "Sông Hương", axis, from: 5 }];
const gauge = (i: number, level: number | undefined): GaugeLevel => ({ lon: 107.4 + i * 0.01, lat: 16.461, level });

describe("levels along a river", () => {
  test("between two gauges they fall evenly with the way", () => {
    const { levels, gauges, fresh } = riverLevels({ rivers }, [gauge(10, 4), gauge(20, 2)]);
    expect([levels[5 + 10], levels[5 + 20]]).toEqual([4, 2]);
    expect(levels[5 + 15]).toBeCloseTo(3, 4);
    expect([gauges, fresh]).toEqual([2, 2]);
  });
  test("beyond the outermost gauge its level is held for five kilometres, and then nobody knows", () => {
    const { levels } = riverLevels({ rivers }, [gauge(20, 2)]);
    expect([levels[5 + 16], levels[5 + 24]]).toEqual([2, 2]);
    expect([levels[5 + 14], levels[5 + 26], levels[0]]).toEqual([DRY, DRY, DRY]);
  });
  test("a silent gauge is passed over; where none speaks, nothing is known (invariant 7)", () => {
    expect(riverLevels({ rivers }, [gauge(10, 4), gauge(15, undefined), gauge(20, 2)]).levels[5 + 15]).toBeCloseTo(3, 4);
    const silent = riverLevels({ rivers }, [gauge(10, undefined), gauge(20, Number.NaN)]);
    expect(silent.levels.every((level) => level === DRY)).toBe(true);
    expect([silent.gauges, riverLevels({ rivers }, [gauge(10, undefined)]).fresh]).toEqual([2, 0]);
  });
  test("a gauge at another water says nothing of this one", () => {
    expect(riverLevels({ rivers }, [{ lon: 107.5, lat: 16.6, level: 9 }])).toMatchObject({ gauges: 0, fresh: 0 });
  });
  test("of two gauges at one point both are heard, and nothing breaks", () => {
    expect(riverLevels({ rivers }, [gauge(10, 4), gauge(10, 2)]).levels[15]).toSatisfy((level: number) => level === 4 || level === 2);
  });
});

describe("the rule of water", () => {
  const grid = (ground: number, spill: number, chain = 0): WaterGrid => ({ width: 1, height: 1, bounds: [107, 16, 108, 17], rivers, ground: Int16Array.of(ground), spill: Int16Array.of(spill), chain: Uint16Array.of(chain) });
  test.each([
    ["below its spill", 10, 20, 1.9, undefined],
    ["at its spill", 10, 20, 2, 1],
    ["above its spill", 10, 20, 3.5, 2.5],
    ["ground above the level, reached all the same", 30, 20, 2.5, 0],
    ["never reached", 10, NEVER, 30, undefined],
    ["ground that nobody measured", UNKNOWN, 20, 5, undefined],
    ["level unknown", 10, 20, DRY, undefined],
  ])("%s", (_, ground, spill, level, depth) => {
    const found = depthAt(grid(ground, spill), Float32Array.of(level), 107.5, 16.5);
    if (depth === undefined) expect(found).toBeUndefined();
    else expect(found?.depth).toBeCloseTo(depth, 5);
  });
  test("a cell without a river is dry, and so is one whose river has no such point", () => {
    for (const chain of [NOWHERE, 7]) expect(depthOfCell(grid(0, 0, chain), Float32Array.of(9), 0)).toBeUndefined();
  });
  test("more water never means less: a cell that is wet stays wet as the level rises, and grows no shallower", () => {
    fc.assert(fc.property(fc.integer({ min: -50, max: 300 }), fc.integer({ min: -50, max: 300 }), fc.integer({ min: -500, max: 3000 }), fc.integer({ min: 0, max: 1000 }), (ground, spill, cm, more) => {
      const depth = (level: number) => depthOfCell(grid(ground, spill), Float32Array.of(level / 100), 0)?.depth ?? -1;
      return depth(cm + more) >= depth(cm) - 1e-4;
    }));
  });
});

describe("a pack's grid", () => {
  const layer = { kind: "water" as const, file: "w.gz", width: 2, height: 2, bounds: [107, 16, 108, 17] as [number, number, number, number], rivers };
  test("columns come one after another", () => {
    const bytes = new Uint8Array([...new Uint8Array(Int16Array.of(1, 2, 3, 4).buffer), ...new Uint8Array(Int16Array.of(5, 6, 7, 8).buffer), ...new Uint8Array(Uint16Array.of(9, 10, 11, NOWHERE).buffer)]);
    const read = readWaterGrid(bytes.buffer, layer);
    expect([...read!.ground, ...read!.spill, ...read!.chain]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, NOWHERE]);
  });
  test.each([0, 23, 25])("of %d bytes is none", (size) => expect(readWaterGrid(new ArrayBuffer(size), layer)).toBeUndefined());
  test("its first row lies in the north, its first column in the west", () => {
    const read = readWaterGrid(new ArrayBuffer(24), layer)!;
    expect([cellAt(read, 107.1, 16.9), cellAt(read, 107.9, 16.9), cellAt(read, 107.1, 16.1), cellAt(read, 109, 16.5), cellAt(read, 107.5, 15)]).toEqual([0, 1, 2, undefined, undefined]);
    expect(chainLength(read)).toBe(45);
  });
});
