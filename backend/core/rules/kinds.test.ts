import { describe, expect, test } from "vitest";
import { openHandWorld, rule, type HandWorld } from "../../../test/kit/hand-world.ts";
import { checkRule, ruleKinds } from "./index.ts";

const on = { datastreamId: "level-0" };
const BAD = { q: 2 };

/** Readings of level-0 a minute and a millisecond apart; which of them turned the alarm. */
function turns(room: HandWorld, values: readonly (number | "bad")[], id = "high::level-0"): string {
  return values.map((v) => {
    room.pass(60_000);
    room.observe("level-0", v === "bad" ? 99 : v, v === "bad" ? BAD : {});
    return room.alarm(id)?.inAlarm === true ? "#" : ".";
  }).join("");
}

describe("threshold", () => {
  test.each<[string, object, (number | "bad")[], string]>([
    ["above", { side: "above", setpoint: 3 }, [2.9, 3, 3.1, 2.99], ".##."],
    ["below", { side: "below", setpoint: 1 }, [1.1, 1, 0.9, 1.01], ".##."],
    ["a deadband holds on until it is left", { side: "above", setpoint: 3, deadband: 0.5 }, [3, 2.6, 2.5, 2.6, 3], "##..#"],
    ["a deadband below", { side: "below", setpoint: 1, deadband: 0.5 }, [1, 1.4, 1.5, 1.4], "##.."],
    ["the datastream's own level", { side: "above", setpoint: { level: "BĐ II" } }, [1.9, 2], ".#"],
    ["bad data neither raises nor clears", { side: "above", setpoint: 3 }, [2, "bad", 3, "bad", 2], "..##."],
  ])("%s", (_name, params, values, expected) => {
    expect(turns(openHandWorld({ rules: [rule({ params: { on, ...params } })] }), values)).toBe(expected);
  });
});

describe("rate of change", () => {
  test.each<[string, object, (number | "bad")[], string]>([
    ["rising, per hour over 10 min", { direction: "rising", setpoint: 6, per: "hour", span: 600 }, [0, 0, 0, 0, 0, 0, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], ".......########..."],
    ["falling says nothing to rising", { direction: "rising", setpoint: 1, per: "minute", span: 120 }, [9, 6, 3, 0], "...."],
    ["either way", { direction: "either", setpoint: 1, per: "minute", span: 120 }, [9, 6, 6, 6, 7.9, 8.5], ".#..#."],
  ])("%s", (_name, params, values, expected) => {
    const room = openHandWorld({ rules: [rule({ kind: "rate-of-change", params: { on, ...params } })] });
    expect(turns(room, values)).toBe(expected);
  });
});

describe("window", () => {
  test.each<[string, object, (number | "bad")[], string]>([
    ["mean, once the window is whole", { aggregate: "mean", span: 180, side: "above", setpoint: 3 }, [9, 0, 0, 9, 9, 0, 0, 1], "..#####."],
    ["sum", { aggregate: "sum", span: 180, side: "above", setpoint: 5 }, [1, 1, 1, 3, 3, 0], "...###"],
    ["maximum holds before the window is whole", { aggregate: "max", span: 180, side: "above", setpoint: 5 }, [6, 0, 0, 0], "###."],
    ["bad values are left out", { aggregate: "mean", span: 180, side: "above", setpoint: 50 }, [1, 1, "bad", "bad", 1], "....."],
    ["too few values are unknown", { aggregate: "mean", span: 180, side: "above", setpoint: 3, least: 3 }, [4, 4, 4], "..#"],
  ])("%s", (_name, params, values, expected) => {
    const room = openHandWorld({ rules: [rule({ kind: "window", params: { on, ...params } })] });
    expect(turns(room, values)).toBe(expected);
  });
});

describe("missing data", () => {
  const rules = [rule({ id: "gone", kind: "missing", params: { on, seconds: 300 } })];

  test("H-6.3 silence raises on the second and a reading, even a bad one, clears", () => {
    const room = openHandWorld({ rules });
    room.observe("level-0", 1);
    expect(room.world.nextDue().steady).toBe(room.now.steady + 300_000);
    room.pass(299_999);
    expect(room.alarm("gone::level-0")).toBeUndefined();
    room.pass(1);
    expect(room.alarm("gone::level-0")?.inAlarm).toBe(true);
    room.observe("level-0", 1, BAD);
    expect(room.alarm("gone::level-0")?.inAlarm).toBe(false);
    room.pass(300_000);
    expect(room.alarm("gone::level-0")).toMatchObject({ inAlarm: true, occurrences: 2 });
  });

  test("a wall clock set forward two hours makes no silence", () => {
    const room = openHandWorld({ rules });
    room.observe("level-0", 1);
    room.jump(7_200_000);
    expect(room.alarm("gone::level-0")).toBeUndefined();
  });

  test("time when nobody listened does not count, and does not clear", () => {
    const room = openHandWorld({ rules });
    room.pass(300_000);
    expect(room.alarm("gone::level-0")?.inAlarm).toBe(true);
    const again = room.restart();
    again.now.wall += 3_600_000;
    again.facts.push(...again.world.settle(again.now));
    expect(again.alarm("gone::level-0")).toMatchObject({ inAlarm: true, occurrences: 1 });
    expect(again.alarm("gone::level-1")).toBeUndefined();

    const heard = openHandWorld({ rules });
    heard.observe("level-0", 1);
    const later = heard.restart();
    later.now.wall += 3_600_000;
    later.world.warm({ series: Uint32Array.of(0), t: Float64Array.of(heard.now.wall), v: Float64Array.of(1), q: Uint8Array.of(0), n: 1 });
    expect(later.world.settle(later.now)).toEqual([]);
    expect(later.pass(299_999)).toEqual([]);
    expect(later.pass(1)).toMatchObject([{ kind: "alarm:raised" }]);
  });

  test("in a combination it wakes up again after it once held", () => {
    const condition = { all: [{ when: { kind: "missing", datastreamId: "level-0", seconds: 300 } }, { when: { kind: "threshold", datastreamId: "level-1", side: "above", setpoint: 3 } }] };
    const room = openHandWorld({ rules: [rule({ id: "both", kind: "combination", params: { condition } })] });
    room.observe("level-1", 1);
    room.pass(400_000);
    room.observe("level-0", 1);
    room.observe("level-1", 4);
    expect(room.alarm("both::level-0")).toBeUndefined();
    room.pass(300_000);
    expect(room.alarm("both::level-0")?.inAlarm).toBe(true);
  });
});

test("K-6.5 stale data are unknown: a combination neither raises nor clears on them", () => {
  const when = (i: number) => ({ when: { kind: "threshold", datastreamId: `level-${i}`, side: "above", setpoint: 3 } });
  const condition = { any: [{ atLeast: 2, of: [when(0), when(1), when(2)] }, { not: { any: [when(0), when(1)] } }] };
  const room = openHandWorld({ rules: [rule({ id: "c", kind: "combination", params: { condition } })] });
  room.observe("level-0", 4);
  expect(room.alarm("c::level-0")).toBeUndefined();
  room.observe("level-1", 4);
  expect(room.alarm("c::level-0")).toMatchObject({
    inAlarm: true,
    inputs: [{ datastreamId: "level-0", value: 4 }, { datastreamId: "level-1", value: 4 }, { datastreamId: "level-2", unit: "m" }, ],
    conditions: [{ text: "Trạm 0: Mực nước ≥ 3,00 m", held: true }, { held: true }, { text: "Trạm 2: Mực nước ≥ 3,00 m" }, { held: true }, { held: true }],
  });
  expect(room.alarm("c::level-0")?.conditions[2]).not.toHaveProperty("held");
  room.pass(900_001);
  room.observe("level-2", 1);
  expect(room.alarm("c::level-0")?.inAlarm).toBe(true);
  room.observe("level-0", 1);
  room.observe("level-1", 4);
  expect(room.alarm("c::level-0")?.inAlarm).toBe(false);
});

describe("checking a draft", () => {
  const { state } = openHandWorld({ rules: [rule({ id: "a", suppressedBy: [] }), rule({ id: "b", suppressedBy: ["a"] })] });
  const deep = (n: number): object => (n === 0 ? { when: { kind: "threshold", datastreamId: "level-0", side: "above", setpoint: 1 } } : { not: deep(n - 1) });

  test.each<[string, object, object]>([
    ["an unknown kind", { kind: "magic" }, { code: "malformed", path: "kind" }],
    ["parameters that do not fit", { params: { on, side: "left", setpoint: 1 } }, { code: "malformed", path: "params.side" }],
    ["a datastream that is not there", { params: { on: { datastreamId: "nope" }, side: "above", setpoint: 1 } }, { code: "unknown-id", id: "nope" }],
    ["a property that is not there", { params: { on: { observedPropertyId: "nope" }, side: "above", setpoint: 1 } }, { code: "unknown-id", id: "nope" }],
    ["an area without any", { params: { on: { observedPropertyId: "level", area: "mars" }, side: "above", setpoint: 1 } }, { code: "malformed", path: "params.on" }],
    ["a level the datastream lacks", { params: { on, side: "above", setpoint: { level: "BĐ IX" } } }, { code: "malformed", path: "params" }],
    ["a window longer than is kept", { kind: "window", params: { on, aggregate: "mean", span: 604_800, side: "above", setpoint: 1 } }, { code: "malformed" }],
    ["silence shorter than the period", { kind: "missing", params: { on, seconds: 59 } }, { code: "malformed" }],
    ["a ladder that goes back in time", { priority: "routine", ladder: [{ after: 60, priority: "medium" }, { after: 60, priority: "high" }] }, { code: "malformed", path: "ladder.1.after" }],
    ["a ladder that calms down", { ladder: [{ after: 60, priority: "medium" }] }, { code: "malformed", path: "ladder.0.priority" }],
    ["suppression by itself", { id: "x", suppressedBy: ["x"] }, { code: "malformed", path: "suppressedBy" }],
    ["suppression in a circle", { id: "a", suppressedBy: ["b"] }, { code: "malformed", path: "suppressedBy" }],
    ["suppression by a rule that is not there", { suppressedBy: ["nope"] }, { code: "unknown-id", kind: "rule" }],
    ["groups too deep", { kind: "combination", params: { condition: deep(9) } }, { code: "malformed" }],
    ["groups absurdly deep", { kind: "combination", params: { condition: deep(5000) } }, { code: "malformed" }],
    ["more wanted than listed", { kind: "combination", params: { condition: { atLeast: 2, of: [deep(0)] } } }, { code: "malformed", path: "params.condition.atLeast" }],
  ])("invariant 11: %s is refused", (_name, fields, fault) => {
    const { params, ...rest } = fields as { params?: unknown };
    const draft = { ...rule(rest), ...(params === undefined ? undefined : { params: params as never }) };
    expect(checkRule(draft, state)).toMatchObject({ ok: false, fault });
  });

  test("what it would watch is counted", () => {
    expect(checkRule(rule({ params: { on: { observedPropertyId: "level" }, side: "above", setpoint: { level: "BĐ I" } } }), state)).toEqual({ ok: true, value: { instances: 3, skipped: [] } });
    expect(checkRule(rule({ kind: "combination", params: { condition: deep(7) } }), state)).toMatchObject({ ok: true, value: { instances: 1 } });
  });
});

test("every kind tells a form how to draw itself, in both languages", () => {
  const kinds = ruleKinds();
  expect(kinds.map(({ kind }) => kind)).toEqual(["threshold", "rate-of-change", "window", "missing", "forecast-threshold", "combination"]);
  for (const { title, schema } of kinds) {
    expect(title.vi.length * title.en.length).toBeGreaterThan(0);
    const { properties } = schema as { properties: Record<string, { title?: string; titleEn?: string }> };
    for (const [name, property] of Object.entries(properties)) expect([name, typeof property.title, typeof property.titleEn]).toEqual([name, "string", "string"]);
  }
});
