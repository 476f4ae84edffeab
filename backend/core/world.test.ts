import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SHELVE_LIMIT } from "#contract/alarm";
import type { NewFact } from "#contract/fact";
import { anyDeeds, live, livelyRoom } from "../../test/kit/any-room.ts";
import { openHandWorld, OPERATOR, rule, type HandWorld } from "../../test/kit/hand-world.ts";
import type { AlarmCommand } from "./commands.ts";

const ID = "high::level-0";
const kinds = (facts: readonly NewFact[]): string[] => facts.map((fact) => fact.kind.replace("alarm:", ""));

function command(room: HandWorld, wish: { kind: AlarmCommand["kind"] } & Record<string, unknown>, id = ID) {
  const outcome = room.world.command({ reason: "bảo trì", seconds: 600, oneShot: false, alarmIds: [room.alarm(id)!.id], ...wish } as AlarmCommand, OPERATOR, room.now);
  room.facts.push(...outcome.facts);
  return outcome;
}

test("K-I.13 a value above its threshold raises one alarm, and returning clears it", () => {
  const room = openHandWorld({ rules: [rule()] });
  expect(room.observe("level-0", 3.49)).toEqual([]);
  expect(kinds(room.observe("level-0", 3.5))).toEqual(["raised"]);
  expect(room.alarm(ID)).toMatchObject({
    state: "unack", inAlarm: true, occurrences: 1, ruleVersion: 1, cause: "threshold:level",
    message: "Trạm 0: Mực nước 3,50 m vượt 3,50", messageEn: "Station 0: Water level 3.50 m above 3.50",
    conditions: [{ text: "Mực nước ≥ 3,50 m", textEn: "Water level ≥ 3.50 m", held: true }],
    inputs: [{ datastreamId: "level-0", value: 3.5, unit: "m", quality: "good" }],
  });
  expect(room.observe("level-0", 3.6)).toEqual([]);
  expect(kinds(room.observe("level-0", 3.4))).toEqual(["cleared"]);
  expect(room.alarm(ID)?.state).toBe("rtn-unack");
});

test("invariant 9: two identical events 1 ms apart make one alarm", () => {
  const room = openHandWorld({ rules: [rule()] });
  room.observe("level-0", 4);
  expect(room.observe("level-0", 4)).toEqual([]);
  expect(room.state.alarms.size).toBe(1);
  expect(room.alarm(ID)?.occurrences).toBe(1);
});

test("a reading older than the newest judges nothing, and one after a clock set back does", () => {
  const room = openHandWorld({ rules: [rule()] });
  room.observe("level-0", 1);
  expect(room.observe("level-0", 9, { t: room.now.wall - 1 })).toEqual([]);
  room.jump(-7_200_000);
  expect(kinds(room.observe("level-0", 4))).toEqual(["raised"]);
  room.jump(-30_000);
  expect(kinds(room.observe("level-0", 1))).toEqual(["cleared"]);
});

describe("delays run on the steady clock", () => {
  const rules = [rule({ onDelay: 60, offDelay: 30 })];

  test("held for the on-delay raises, gone for the off-delay clears, whatever the wall clock does", () => {
    const room = openHandWorld({ rules });
    room.observe("level-0", 4);
    expect(room.jump(7_200_000)).toEqual([]);
    expect(room.pass(59_999)).toEqual([]);
    expect(kinds(room.pass(1))).toEqual(["raised"]);
    room.observe("level-0", 1);
    room.pass(29_999);
    room.observe("level-0", 4);
    room.observe("level-0", 1);
    expect(room.pass(29_999)).toEqual([]);
    expect(kinds(room.pass(1))).toEqual(["cleared"]);
  });

  test("a return within the on-delay starts it anew; bad data do not", () => {
    const room = openHandWorld({ rules });
    room.observe("level-0", 4);
    room.pass(59_000);
    room.observe("level-0", 1);
    room.observe("level-0", 4);
    expect(room.pass(59_000)).toEqual([]);
    room.observe("level-0", 9, { q: 2 });
    expect(room.pass(2000)).toEqual([]);
    expect(kinds(room.observe("level-0", 4))).toEqual(["raised"]);
  });
});

describe("deadlines are absolute", () => {
  const ladder = [{ after: 60, priority: "high" }, { after: 120, priority: "emergency" }];

  test("invariant 4: the ladder climbs on time, and of steps missed only the highest is told, late", () => {
    const room = openHandWorld({ rules: [rule({ priority: "medium", ladder })] });
    room.observe("level-0", 4);
    const raisedAt = room.now.wall;
    expect(room.world.nextDue().wall).toBe(raisedAt + 60_000);
    expect(room.pass(60_000)).toMatchObject([{ kind: "alarm:escalated", priority: "high", due: raisedAt + 60_000, lateBy: 0, next: { due: raisedAt + 120_000, priority: "emergency" } }]);
    expect(room.pass(65_000)).toMatchObject([{ kind: "alarm:escalated", priority: "emergency", lateBy: 5000 }]);

    const late = openHandWorld({ rules: [rule({ priority: "medium", ladder })] });
    late.observe("level-0", 4);
    expect(late.jump(7_200_000)).toMatchObject([{ kind: "alarm:escalated", priority: "emergency", due: late.now.wall - 7_200_000 + 120_000, lateBy: 7_080_000, next: undefined }]);
    expect(late.jump(-7_200_000)).toEqual([]);
    expect(late.jump(7_200_000)).toEqual([]);
  });

  test("invariant 4: past deadlines fire after a restart, once, in due order", () => {
    const room = openHandWorld({ rules: [rule({ id: "a" }), rule({ id: "b" }), rule({ id: "c" })] });
    room.observe("level-0", 4);
    command(room, { kind: "shelve", seconds: 300 }, "a::level-0");
    command(room, { kind: "shelve", seconds: 100 }, "b::level-0");
    command(room, { kind: "shelve", seconds: 200 }, "c::level-0");
    const again = room.restart();
    again.now.wall += 3_600_000;
    again.facts.push(...again.world.settle(again.now));
    expect(again.pass(0).map((fact) => [fact.kind, "alarmId" in fact && fact.alarmId, "lateBy" in fact && fact.lateBy])).toEqual([
      ["alarm:unshelved", "b::level-0", 3_500_000], ["alarm:unshelved", "c::level-0", 3_400_000], ["alarm:unshelved", "a::level-0", 3_300_000],
    ]);
    expect(again.pass(0)).toEqual([]);
  });

  test("an acknowledged alarm still in alarm asks again, and not once cleared", () => {
    const room = openHandWorld({ rules: [rule({ reAlarm: 300 })] });
    room.observe("level-0", 4);
    command(room, { kind: "acknowledge" });
    expect(kinds(room.pass(300_000))).toEqual(["re-alarmed"]);
    expect(room.alarm(ID)?.state).toBe("unack");
    command(room, { kind: "acknowledge" });
    room.observe("level-0", 1);
    expect(room.pass(600_000)).toEqual([]);
    expect(room.world.nextDue().wall).toBeUndefined();
  });

  test("invariant 4: whatever the clocks do, each deadline fires at most once, never early, and none is left behind", () => {
    fc.assert(fc.property(anyDeeds, (deeds) => {
      const room = live(livelyRoom(), deeds);
      const fired = room.facts.filter((fact) => "due" in fact && fact.due !== undefined && "alarmId" in fact);
      for (const fact of fired) if (fact.kind !== "incident:fired" && "due" in fact && "lateBy" in fact) expect(fact.at - fact.due!).toBe(fact.lateBy);
      const names = fired.map((fact) => JSON.stringify([fact.kind, "alarmId" in fact && fact.alarmId, "due" in fact && fact.due, "priority" in fact && fact.priority]));
      const raisedAgain = room.facts.filter((fact) => fact.kind === "alarm:raised" && fact.alarm.occurrences > 1).length;
      expect(names.length - new Set(names).size).toBeLessThanOrEqual(raisedAgain);
      room.pass(0);
      for (const alarm of room.state.alarms.values()) {
        for (const due of [alarm.escalateAt?.due, alarm.reAlarmAt, alarm.shelved?.until]) if (due !== undefined) expect(due).toBeGreaterThan(room.now.wall);
      }
    }), { numRuns: 150 });
  });
});

describe("what hides an alarm", () => {
  test("a shelf ends by time, with the alarm evaluated meanwhile", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    command(room, { kind: "shelve" });
    room.observe("level-0", 1);
    room.observe("level-0", 5);
    expect(room.alarm(ID)).toMatchObject({ state: "shelved", inAlarm: true, occurrences: 2, shelved: { by: "op", reason: "bảo trì" } });
    expect(kinds(room.pass(600_000))).toEqual(["unshelved"]);
    expect(room.alarm(ID)?.state).toBe("unack");
  });

  test("a one-shot shelf ends when the alarm goes inactive (OPC UA Part 9)", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    command(room, { kind: "shelve", oneShot: true });
    expect(room.observe("level-0", 1)).toMatchObject([{ kind: "alarm:cleared" }, { kind: "alarm:unshelved", cause: "one-shot" }]);
    expect(room.alarm(ID)?.state).toBe("normal");
  });

  test("commands that do not apply are left, with the reason", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    expect(command(room, { kind: "unshelve" })).toMatchObject({ done: 0, left: [{ alarmId: ID }], facts: [] });
    expect(command(room, { kind: "reset" })).toMatchObject({ done: 0 });
    expect(command(room, { kind: "shelve", seconds: SHELVE_LIMIT + 1 })).toMatchObject({ done: 0 });
    expect(command(room, { kind: "acknowledge" })).toMatchObject({ done: 1, left: [] });
    expect(command(room, { kind: "acknowledge" })).toMatchObject({ done: 0, left: [{ why: "in state ack" }] });
    expect(room.world.command({ kind: "acknowledge", alarmIds: ["nope" as never] }, OPERATOR, room.now)).toMatchObject({ done: 0, left: [{ why: "unknown alarm" }] });
  });

  test("a latched alarm comes home only by reset, even when it was hidden meanwhile", () => {
    const room = openHandWorld({ rules: [rule({ latched: true })] });
    room.observe("level-0", 4);
    room.observe("level-0", 1);
    expect(room.alarm(ID)?.state).toBe("latched-unack");
    command(room, { kind: "shelve" });
    command(room, { kind: "unshelve" });
    expect(room.alarm(ID)?.state).toBe("latched-unack");
    command(room, { kind: "acknowledge" });
    command(room, { kind: "reset" });
    expect(room.alarm(ID)).toMatchObject({ state: "normal" });
    expect(room.alarm(ID)).not.toHaveProperty("latch");
  });

  test("suppressed by design while its suppressor is in alarm on the same thing, unless that is out of service", () => {
    const room = openHandWorld({ rules: [rule({ id: "high", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: 3.5 }, suppressedBy: ["rain"] }), rule({ id: "rain", params: { on: { datastreamId: "rain-0" }, side: "above", setpoint: 50 } })] });
    room.observe("level-0", 4);
    room.observe("level-1", 4);
    expect(kinds(room.observe("rain-0", 60))).toEqual(["raised", "suppressed"]);
    expect(room.alarm(ID)).toMatchObject({ state: "suppressed", suppressedBy: "rain::rain-0" });
    expect(room.alarm("high::level-1")?.state).toBe("unack");
    room.observe("level-0", 1);
    room.observe("level-0", 4);
    expect(room.alarm(ID)?.state).toBe("suppressed");
    command(room, { kind: "out-of-service" }, "rain::rain-0");
    expect(room.alarm(ID)?.state).toBe("unack");
    command(room, { kind: "return-to-service" }, "rain::rain-0");
    expect(room.alarm(ID)?.state).toBe("suppressed");
    expect(kinds(room.observe("rain-0", 1))).toEqual(["cleared", "unsuppressed"]);
    expect(room.alarm(ID)?.state).toBe("unack");
  });

  test("an alarm raised under its suppressor is born suppressed", () => {
    const room = openHandWorld({ rules: [rule({ suppressedBy: ["rain"] }), rule({ id: "rain", params: { on: { datastreamId: "rain-0" }, side: "above", setpoint: 50 } })] });
    room.observe("rain-0", 60);
    expect(room.observe("level-0", 4)).toMatchObject([{ kind: "alarm:raised", alarm: { state: "suppressed", suppressedBy: "rain::rain-0" } }]);
  });
});

describe("rules change under their alarms", () => {
  const at = 1_700_000_000_000;

  test("a new version that no longer holds clears with its cause; one that holds leaves the alarm", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    expect(room.apply({ kind: "rule:saved", at, rule: rule({ setpoint: 3, version: 2, params: { on: { datastreamId: "level-0" }, side: "above", setpoint: 3 } }) })).toEqual([]);
    expect(room.apply({ kind: "rule:saved", at, rule: rule({ version: 3, offDelay: 60, params: { on: { datastreamId: "level-0" }, side: "above", setpoint: 5 } }) })).toMatchObject([{ kind: "alarm:cleared", cause: "rule-changed", value: 4 }]);
  });

  test("disabled, or pointed elsewhere, it clears; removed, it takes its alarms along", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    expect(room.apply({ kind: "rule:saved", at, rule: rule({ enabled: false, version: 2 }) })).toMatchObject([{ kind: "alarm:cleared", cause: "rule-changed" }]);
    expect(room.apply({ kind: "rule:saved", at, rule: rule({ version: 3 }) })).toMatchObject([{ kind: "alarm:raised" }]);
    expect(room.apply({ kind: "rule:removed", at, ruleId: rule().id, by: OPERATOR })).toMatchObject([{ kind: "alarm:cleared", cause: "rule-removed" }]);
    expect(room.state.alarms.size).toBe(0);
    expect(room.observe("level-0", 5)).toEqual([]);
  });

  test("a window keeps what it has seen when only the rule's words change", () => {
    const window = (version: number, name: string) => rule({ version, name, kind: "window", params: { on: { datastreamId: "level-0" }, aggregate: "mean", span: 180, side: "above", setpoint: 3 } });
    const room = openHandWorld({ rules: [window(1, "cũ")] });
    for (const v of [2, 2]) {
      room.pass(60_000);
      room.observe("level-0", v);
    }
    room.apply({ kind: "rule:saved", at, rule: window(2, "mới") });
    room.pass(60_000);
    expect(kinds(room.observe("level-0", 9))).toEqual(["raised"]);
  });

  test("a datastream that changes its level moves the setpoint named by it", () => {
    const room = openHandWorld({ rules: [rule({ params: { on: { observedPropertyId: "level" }, side: "above", setpoint: { level: "BĐ III" } } })] });
    room.observe("level-0", 3);
    const datastream = room.state.datastreams.get("level-0")!;
    const lower = { ...datastream, levels: [{ name: "BĐ III", value: 2.5, authority: "" }] };
    expect(room.apply({ kind: "datastream:saved", at, datastream: lower })).toMatchObject([{ kind: "alarm:raised", alarm: { conditions: [{ text: "Mực nước ≥ 2,50 m (BĐ III)" }] } }]);
  });
});

describe("after a restart", () => {
  const warm = (room: HandWorld, points: [minutesAgo: number, v: number][]): void => {
    const n = points.length;
    room.world.warm({ series: new Uint32Array(n), t: Float64Array.from(points, ([ago]) => room.now.wall - ago * 60_000), v: Float64Array.from(points, ([, v]) => v), q: new Uint8Array(n), n });
  };

  test("what stands in alarm stays, what cleared meanwhile clears, and nothing rings twice", () => {
    const room = openHandWorld({ rules: [rule({ params: { on: { datastreamId: "level-0" }, side: "above", setpoint: 3.5, deadband: 0.5 } })] });
    room.observe("level-0", 4);
    const held = room.restart();
    warm(held, [[2, 3.2]]);
    expect(held.world.settle(held.now)).toEqual([]);
    const gone = room.restart();
    warm(gone, [[2, 3]]);
    expect(gone.world.settle(gone.now)).toMatchObject([{ kind: "alarm:cleared", cause: "returned-to-normal" }]);
  });

  test("an on-delay counts from when the condition really began", () => {
    const room = openHandWorld({ rules: [rule({ onDelay: 300 })] });
    const again = room.restart();
    expect([...again.world.needs()]).toEqual([[0, 300_000]]);
    warm(again, [[4, 4], [2, 4.2], [1, 4.1]]);
    expect(again.world.settle(again.now)).toEqual([]);
    expect(again.pass(59_999)).toEqual([]);
    expect(kinds(again.pass(1))).toEqual(["raised"]);
  });

  test("values too old to speak decide nothing", () => {
    const room = openHandWorld({ rules: [rule()] });
    room.observe("level-0", 4);
    const again = room.restart();
    warm(again, [[16, 1]]);
    expect(again.world.settle(again.now)).toEqual([]);
  });
});

test("cleared and acknowledged is normal, whatever came before, once nothing hides or latches it", () => {
  fc.assert(fc.property(anyDeeds, (deeds) => {
    const room = live(livelyRoom(), deeds);
    // Past any step of the clock too small to be noticed as one.
    room.pass(500);
    for (let i = 0; i < 3; i++) room.observe(`level-${i}`, 0);
    room.pass(60_000);
    const end = [{ kind: "return-to-service" }, { kind: "unshelve" }, { kind: "acknowledge" }, { kind: "reset" }, { kind: "acknowledge" }] as const;
    for (const wish of end) room.facts.push(...room.world.command({ ...wish, alarmIds: [...room.state.alarms.keys()] }, OPERATOR, room.now).facts);
    for (const alarm of room.state.alarms.values()) expect([alarm.id, alarm.state, alarm.inAlarm]).toEqual([alarm.id, "normal", false]);
  }), { numRuns: 150 });
});
