import { describe, expect, test } from "vitest";
import { ForecastSetup } from "#contract/forecast";
import { Datastream } from "#contract/things";
import { openHandWorld, rule, START, type HandWorld } from "../../../test/kit/hand-world.ts";
import type { LiveForecast } from "../forecast/live.ts";
import { checkRule } from "./index.ts";

const SPREAD = Array.from({ length: 21 }, (_value, i) => (i - 10) / 50);
const SCORES = { nse: 0.98, persistence: 0.7, coverage: 0.9, meanError: 0.083, warnings: [], cases: 500, allowed: 0.2, right: 90, judged: 100 };
/** level-0 is forecast to rise by `rise` an hour, within ±0.18 m. */
function live(room: HandWorld, from: number, rise: number, more: Partial<LiveForecast> = {}): LiveForecast {
  const points = [1, 2, 3, 4, 5, 6].map((hour) => ({ t: hour * 3600, low: from + rise * hour - 0.18, mid: from + rise * hour, high: from + rise * hour + 0.18, spread: SPREAD }));
  return { madeAt: room.now.wall, from, by: "drivers", past: "telemetry", trainedAt: START, points, leads: points.map(() => ({ scores: SCORES })), pace: 1, offset: 7 * 3_600_000, ...more };
}
const RULE = rule({
  id: "ahead", kind: "forecast-threshold", params: { on: { datastreamId: "level-0" }, setpoint: { level: "BĐ II" }, chance: 0.5, deadband: 0.1 },
  message: "{thing}: dự báo vượt BĐ II lúc {when}, còn {lead}, khả năng {chance} %", messageEn: "{thing}: will pass at {when}, in {lead}, chance {chance} %",
});
function open(): HandWorld {
  const room = openHandWorld();
  const gauge = room.state.datastreams.get(Datastream.shape.id.parse("level-0"))!;
  room.apply({ kind: "datastream:saved", at: START, datastream: { ...gauge, forecast: ForecastSetup.parse({}) } }, { kind: "rule:saved", at: START, rule: RULE });
  return room;
}
/** A reading and the forecast made of it. */
function told(room: HandWorld, value: number, rise: number, more: Partial<LiveForecast> = {}): boolean | undefined {
  room.pass(60_000);
  room.observe("level-0", value);
  room.facts.push(...room.world.forecast(0, live(room, value, rise, more), room.now));
  return room.alarm("ahead::level-0")?.inAlarm;
}

describe("H-9.1 an alarm before the level is passed", () => {
  test("says when, how surely, by which model, and how wrong that has been", () => {
    const room = open();
    expect(told(room, 1, 0.01)).toBeUndefined();
    expect(told(room, 1.2, 0.3)).toBe(true);
    const alarm = room.alarm("ahead::level-0");
    // 22:13:20 UTC and two minutes; 0.8 m at 0.3 m an hour are 2 h 40, within ±36 min, told in steps of five.
    expect(alarm?.message).toBe("Trạm 0: dự báo vượt BĐ II lúc 07:55 ± 40 phút, còn 3 giờ, khả năng 99 %");
    expect(alarm?.messageEn).toBe("Station 0: will pass at 07:55 ± 40 min, in 3 h, chance 99 %");
    expect(alarm?.forecast).toMatchObject({ by: "drivers", past: "telemetry", lead: 9600, passing: { level: "BĐ II", value: 2 }, pastError: { lead: 10_800, meanError: 0.083, cases: 500 } });
    expect(alarm?.inputs[0]).toMatchObject({ datastreamId: "level-0", value: 1.2 });
  });

  test("a little less chance does not clear it, much less does; it comes again only with the full chance", () => {
    const room = open();
    expect([0.145, 0.125, 0.11, 0.125, 0.145].map((rise) => told(room, 1.2, rise))).toEqual([true, true, false, false, true]);
  });

  test("passed, it is over: from there on the threshold speaks; and it speaks again only from below the deadband", () => {
    const room = open();
    expect(told(room, 1.8, 0.3)).toBe(true);
    expect(told(room, 2, 0.3)).toBe(false);
    expect(told(room, 1.95, 0.3)).toBe(false);
    expect(told(room, 1.85, 0.3)).toBe(true);
  });

  test("it looks no further ahead than asked", () => {
    const room = open();
    room.apply({ kind: "rule:saved", at: START, rule: { ...RULE, version: 2, params: { on: { datastreamId: "level-0" }, setpoint: 2, within: 2, chance: 0.5 } } });
    expect(told(room, 1.2, 0.3)).toBeUndefined();
    expect(told(room, 1.5, 0.3)).toBe(true);
  });
});

describe("what is no forecast neither raises nor clears", () => {
  const cases: [string, (room: HandWorld) => void][] = [
    ["it stays as it is", (room) => told(room, 1.2, 0, { by: "stays" })],
    ["it was taken back (a gap, a stuck gauge)", (room) => room.facts.push(...room.world.forecast(0, undefined, room.now))],
    ["it is older than the gauge may be silent", (room) => told(room, 1.2, 0, { madeAt: room.now.wall - 3_600_000 })],
    ["the newest reading is bad", (room) => {
      room.observe("level-0", 99, { q: 2 });
      room.facts.push(...room.world.forecast(0, live(room, 1.2, 0), room.now));
    }],
  ];
  test.each(cases)("%s", (_name, happens) => {
    const room = open();
    happens(room);
    expect(room.alarm("ahead::level-0")).toBeUndefined();
    told(room, 1.2, 0.3);
    expect(room.alarm("ahead::level-0")?.inAlarm).toBe(true);
    happens(room);
    expect(room.alarm("ahead::level-0")?.inAlarm).toBe(true);
  });
  test("in the past of a restart there is none: an alarm stays until the first one comes", () => {
    const room = open();
    told(room, 1.2, 0.3);
    const again = room.restart();
    again.facts.push(...again.world.settle(again.now));
    expect(again.alarm("ahead::level-0")?.inAlarm).toBe(true);
    expect(told(again, 1.2, 0)).toBe(false);
  });
});

test("a datastream that is not forecast cannot carry it", () => {
  expect(checkRule({ ...RULE, params: { on: { datastreamId: "level-1" }, setpoint: 2 } }, open().state)).toMatchObject({ ok: false, fault: { code: "malformed", detail: "level-1 is not forecast" } });
  expect(checkRule(RULE, open().state)).toMatchObject({ ok: true, value: { instances: 1 } });
});

test("where the river runs faster than the room's clock, times are the room's", () => {
  const room = open();
  told(room, 1.2, 0.3, { pace: 60 });
  expect(room.alarm("ahead::level-0")?.message).toBe("Trạm 0: dự báo vượt BĐ II lúc 05:17:00 ± 36 giây, còn 160 giây, khả năng 99 %");
});
