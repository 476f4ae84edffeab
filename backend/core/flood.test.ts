import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OPERATOR, openHandWorld, rule, START } from "../../test/kit/hand-world.ts";
import { openFloodWindow } from "./flood.ts";
import { alarmMetrics } from "./metrics.ts";

const everywhere = [rule({ id: "high", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: 3.5 } })];

describe("alarm flood (ISA-18.2)", () => {
  test("begins with the 11th annunciation in 10 minutes and ends below 5", () => {
    const room = openHandWorld({ rules: everywhere, stations: 20 });
    for (let i = 0; i < 10; i++) {
      room.observe(`level-${i}`, 4);
      room.pass(30_000);
    }
    expect(room.state.flood.active).toBe(false);
    expect(room.observe("level-10", 4).map((fact) => fact.kind)).toEqual(["alarm:raised", "flood:began"]);
    expect(room.world.flood(room.now)).toMatchObject({ active: true, count: 11, peak: 11 });
    const ended = [];
    for (let at = room.world.nextDue().steady; room.state.flood.active && at !== undefined; at = room.world.nextDue().steady) ended.push(...room.pass(Math.max(1, at - room.now.steady)));
    expect(ended).toMatchObject([{ kind: "flood:ended", count: 4, peak: 11 }]);
    // The 7th rang 180 s after the first: when it leaves the window, four are left.
    expect(room.now.wall - START).toBeGreaterThanOrEqual(180_000 + 600_000);
    expect(room.now.wall - START).toBeLessThan(180_000 + 602_000);
  });

  test("what rings hidden does not count", () => {
    const room = openHandWorld({ rules: everywhere, stations: 20 });
    for (let i = 0; i < 10; i++) room.observe(`level-${i}`, 4);
    const hidden = [room.alarm("high::level-0")!.id];
    room.world.command({ kind: "out-of-service", alarmIds: hidden, reason: "bảo trì" }, OPERATOR, room.now);
    room.observe("level-0", 1);
    room.observe("level-0", 4);
    expect(room.state.flood.active).toBe(false);
  });

  test("an unacknowledged alarm that climbs its ladder rings no second time; an acknowledged one asks again", () => {
    const climbing = rule({ id: "high", priority: "medium", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: 3.5 }, ladder: [{ after: 60, priority: "high" }] });
    const room = openHandWorld({ rules: [climbing], stations: 20 });
    for (let i = 0; i < 10; i++) room.observe(`level-${i}`, 4);
    const acknowledged = room.alarm("high::level-0")!.id;
    room.world.command({ kind: "acknowledge", alarmIds: [acknowledged] }, OPERATOR, room.now);
    room.pass(60_000);
    expect(room.alarm(acknowledged)).toMatchObject({ state: "unack", priority: "high" });
    expect(room.world.flood(room.now).count).toBe(11);
  });

  test("10,000 alarms in a minute are 10,000 alarms and one flood", () => {
    const stations = 10_000;
    const room = openHandWorld({ rules: everywhere, stations });
    const series = Uint32Array.from({ length: stations }, (_, i) => i);
    const facts = room.world.observe({ series, t: new Float64Array(stations).fill(room.now.wall), v: new Float64Array(stations).fill(4), q: new Uint8Array(stations), n: stations }, room.now);
    expect(facts.filter((fact) => fact.kind === "alarm:raised")).toHaveLength(stations);
    expect(facts.filter((fact) => fact.kind === "flood:began")).toHaveLength(1);
    expect(room.world.flood(room.now).count).toBe(stations);
  });

  test("the window counts what a list counts", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 100 }), (gaps) => {
      const window = openFloodWindow();
      const rings: number[] = [];
      let second = 0;
      for (const gap of gaps) {
        second += gap;
        window.ring(second * 1000);
        rings.push(second);
        expect(window.count(second * 1000)).toBe(rings.filter((at) => at > second - 600).length);
      }
      const end = window.endsAt(second * 1000);
      expect(window.count(Math.max(end, second * 1000))).toBeLessThan(5);
      if (end > second * 1000) expect(rings.filter((at) => at > end / 1000 - 1 - 600).length).toBeGreaterThanOrEqual(5);
    }));
  });
});

test("H-13.1 figures of alarm performance count annunciations alone", () => {
  const room = openHandWorld({ rules: [rule({ id: "high", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: 3.5 } }), rule({ id: "rare", priority: "emergency", params: { on: { datastreamId: "rain-0" }, side: "above", setpoint: 50 } })], stations: 20 });
  for (let i = 0; i < 12; i++) room.observe(`level-${i}`, 4);
  for (const v of [1, 4, 1]) {
    room.pass(10_000);
    room.observe("level-0", v);
  }
  room.observe("rain-0", 60);
  const floodBegan = room.state.flood.since!;
  room.pass(25 * 3_600_000);
  const to = room.now.wall;
  const figures = alarmMetrics(room.facts, room.state, { from: START, to });
  expect(figures).toMatchObject({ annunciations: 14, peakPer10Min: 14, floods: 1, stale: 12, chattering: ["high::level-0"], mix: { emergency: 1 / 14, high: 13 / 14, medium: 0, routine: 0 } });
  expect(figures.top[0]).toEqual({ alarmId: "high::level-0", count: 2 });
  expect(figures.top).toHaveLength(10);
  const ended = room.facts.find((fact) => fact.kind === "flood:ended")!;
  expect(figures.timeInFlood).toBeCloseTo((ended.at - floodBegan) / (to - START), 6);
  expect(figures.meanPer10Min).toBeCloseTo((14 * 600_000) / (to - START), 6);
  expect(alarmMetrics([], room.state, { from: START, to: START })).toMatchObject({ annunciations: 0, meanPer10Min: 0, timeInFlood: 0, top: [] });
});
