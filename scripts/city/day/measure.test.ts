import { describe, expect, test } from "vitest";
import { STATIONS, type StationSpec } from "../stations.ts";
import { plume, WAREHOUSE } from "./air.ts";
import { simulateDay } from "./measure.ts";
import { chance, table } from "./shape.ts";
import { CLOSED, COUNTERS } from "./traffic.ts";

const flood = simulateDay("flood");
const fire = simulateDay("fire");
const station = (id: string): StationSpec => {
  const found = STATIONS.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const read = (day: typeof flood, id: string, property: string, hour: number) => day.read(station(id), property, Math.round(hour * 60) * 60);
const minutes = Array.from({ length: 1440 }, (_, n) => n / 60);

test("chance is even and the same each time; a table holds its ends", () => {
  const drawn = Array.from({ length: 2000 }, (_, n) => chance("a", n));
  expect(drawn).toEqual(Array.from({ length: 2000 }, (_, n) => chance("a", n)));
  expect(drawn.reduce((sum, x) => sum + x, 0) / 2000).toBeCloseTo(0.5, 1);
  expect([0, 1, 1.5, 2, 9].map((x) => table([[1, 10], [2, 20]], x))).toEqual([10, 10, 15, 20, 20]);
});

test("rain since midnight is the rain that fell", () => {
  let sum = 0;
  for (const hour of minutes) sum += read(flood, "rain-hue", "rain-rate", hour) / 60;
  expect(read(flood, "rain-hue", "rain-day", 24) / sum).toBeCloseTo(1, 1);
  // 24 h totals of 26–27 October 2025: up to 995 mm.
  for (const gauge of STATIONS.filter(({ kind }) => kind === "rain-gauge")) expect(read(flood, gauge.id, "rain-day", 24)).toBeLessThan(1000);
});

test("within the first minutes heavy rain, a standing pump and a wet Bà Triệu call the room", () => {
  const early = minutes.filter((hour) => hour > 0 && hour < 0.9);
  expect(Math.max(...early.map((hour) => read(flood, "rain-hue", "rain-rate", hour)))).toBeGreaterThan(60);
  expect(early.some((hour) => read(flood, "street-ba-trieu", "street-depth", hour) > 12 && read(flood, "pump-ba-trieu", "pump-flow", hour) < 0.1)).toBe(true);
});

test("traffic slows on wet streets and none passes a closed one", () => {
  let closed = 0;
  for (const [id, { streets }] of Object.entries(COUNTERS)) {
    for (const hour of minutes) {
      const depth = Math.max(0, ...streets.map((street) => flood.water.get(`street.${street}`)?.[Math.round(hour * 60)] ?? 0));
      if (depth < CLOSED) continue;
      closed++;
      expect(read(flood, id, "traffic-flow", hour)).toBe(0);
    }
  }
  expect(closed).toBeGreaterThan(1000);
  expect(read(flood, "traffic-vo-nguyen-giap", "traffic-speed", 20)).toBeGreaterThan(20);
});

describe("the fire day", () => {
  test("smoke and heat come first where it burns, then next door, and nowhere else", () => {
    const first = (id: string, property: string, above: number) => minutes.find((hour) => read(fire, id, property, hour) > above);
    const [one, two] = [first("smoke-an-hoa-1", "smoke", 10), first("smoke-an-hoa-2", "smoke", 10)];
    expect(one).toBeGreaterThan(14);
    expect(two).toBeGreaterThanOrEqual(one ?? 0);
    expect(first("smoke-an-hoa-1", "air-temperature", 65)).toBeLessThan(14.6);
    expect(first("smoke-dong-ba", "smoke", 1)).toBeUndefined();
    expect(minutes.some((hour) => read(flood, "smoke-an-hoa-1", "smoke", hour) > 0)).toBe(false);
  });

  test("the plume goes with the wind, reaches the near station first and is thinner further off; upwind there is none", () => {
    const above = (id: string, extra: number) => minutes.find((hour) => plume("fire", station(id).at, hour) > extra) ?? 99;
    expect(above("air-huong-so", 10)).toBeLessThan(above("air-hue", 10));
    expect(plume("fire", station("air-huong-so").at, 15.5)).toBeGreaterThan(3 * plume("fire", station("air-hue").at, 15.5));
    expect(plume("fire", [WAREHOUSE[0] - 0.02, WAREHOUSE[1] + 0.02], 15.5)).toBe(0);
    expect(plume("calm", station("air-huong-so").at, 15.5)).toBe(0);
  });

  test("its feeder is off, its lights are dark, its street closed and others carry more", () => {
    expect(read(fire, "feeder-hue-2", "feeder-current", 15)).toBe(0);
    expect(read(fire, "light-huong-so", "light-power", 19)).toBe(0);
    expect(read(fire, "light-le-loi", "light-power", 19)).toBeGreaterThan(2000);
    expect(read(fire, "traffic-nguyen-van-linh", "traffic-flow", 17)).toBe(0);
    expect(read(fire, "traffic-ly-thai-to", "traffic-flow", 15)).toBeGreaterThan(read(simulateDay("calm"), "traffic-ly-thai-to", "traffic-flow", 15) * 1.25);
  });
});
