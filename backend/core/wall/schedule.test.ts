import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { bindingOf, openWallWorld, putText, ring, scheduleOf, shown } from "../../../test/kit/wall-world.ts";
import { lastInstant, nextInstant } from "./schedule.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Local time of the room, UTC+7. Sunday 22 November 2026 is 22 on these calendars. */
const local = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 7, minutes);

describe("instants by the room's clock", () => {
  test.each<[string, number[], number, number]>([
    ["22:00", [1, 2, 3, 4, 5, 6, 7], local(22, 21, 59), local(22, 22)],
    ["22:00", [1, 2, 3, 4, 5, 6, 7], local(22, 22), local(23, 22)],
    // A Sunday in Huế that is still Saturday in London.
    ["06:00", [7], local(21, 12), local(22, 6)],
    ["06:00", [1], local(22, 6), local(23, 6)],
    ["00:00", [7], local(22, 0), local(29, 0)],
    ["23:59", [6], local(22, 0), local(28, 23, 59)],
  ])("%s on %j", (at, days, after, next) => {
    expect(new Date(nextInstant({ at, days }, after))).toEqual(new Date(next));
    expect(lastInstant({ at, days }, next)).toBe(next);
    expect(lastInstant({ at, days }, next - 1)).toBeLessThan(next);
  });
  test("every minute of two weeks, looked at one by one, agrees", () => {
    const zone = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", weekday: "short", hourCycle: "h23" });
    const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), fc.integer({ min: 0, max: 7 * 1440 }), (minute, days, start) => {
      const at = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const from = local(1, 0) + start * MINUTE;
      const next = nextInstant({ at, days }, from);
      const parts = Object.fromEntries(zone.formatToParts(next).map(({ type, value }) => [type, value]));
      expect([`${parts["hour"]}:${parts["minute"]}`, days.includes(names.indexOf(parts["weekday"] ?? "") + 1)]).toEqual([at, true]);
      expect([next > from, next - from <= 7 * DAY, nextInstant({ at, days }, next - 1), lastInstant({ at, days }, next)]).toEqual([true, true, next, next]);
      // None lies between: the one before it is not after `from`.
      expect(lastInstant({ at, days }, next - 1)).toBeLessThanOrEqual(from);
    }), { numRuns: 300 });
  });
});

describe("scenes by the clock", () => {
  const NIGHT = scheduleOf({ id: "night", sceneId: "night", at: "22:00", doneUntil: local(22, 12) });
  const DAYTIME = scheduleOf({ id: "day", sceneId: "storm", at: "06:00", doneUntil: local(22, 12) });
  const told = (facts: readonly NewFact[]): string[] => facts.flatMap((fact) => (fact.kind === "wall:edited" ? [`${fact.deed} ${fact.sceneId ?? ""} late ${fact.lateBy ?? "-"}`] : fact.kind === "wall:schedule-passed" ? [`${fact.scheduleId} passed: ${fact.why}`] : []));
  const openAt = (at: number, more: Parameters<typeof openWallWorld>[0] = {}) => openWallWorld({ at, schedules: [NIGHT, DAYTIME], ...more });

  test("at its instant, by the one timer, each day", () => {
    const room = openAt(local(22, 21));
    expect(room.world.nextDue().wall).toBe(local(22, 22));
    expect(told(room.pass(HOUR - 1))).toEqual([]);
    expect(told(room.pass(1))).toEqual(["cut night late 0"]);
    expect([shown(room), room.world.nextDue().wall]).toEqual(["night night", local(23, 6)]);
    expect(told(room.pass(8 * HOUR))).toEqual(["cut storm late 0"]);
    expect(told(room.pass(16 * HOUR))).toEqual(["cut night late 0"]);
  });
  test("invariant 4: after downtime only the newest acts, late and once; the others are named", () => {
    const room = openAt(local(22, 21));
    const again = room.restart();
    again.now = { wall: local(24, 7), steady: 5 };
    expect(told(again.pass(0))).toEqual(["night passed: newer", "cut storm late 3600000"]);
    expect([again.pass(1000), shown(again), told(again.restart().pass(1000))]).toEqual([[], "storm storm", []]);
  });
  test.each([["back over it", -2 * HOUR], ["ahead over the next", 2 * HOUR]])("a clock set %s by two hours meets no instant twice", (_what, jump) => {
    for (const start of [local(22, 22), local(22, 21)]) {
      const room = openAt(start - 1);
      const facts = [...room.pass(1), ...room.jump(jump), ...room.restart().pass(0)];
      for (let minute = 0; minute < 5 * 60; minute++) facts.push(...room.pass(MINUTE));
      expect([...facts, ...room.jump(-jump), ...room.pass(MINUTE)].filter((fact) => fact.kind === "wall:edited" && fact.sceneId === "night")).toHaveLength(1);
    }
  });
  test("a clock that was a year ahead does not stop them for a year", () => {
    const room = openAt(local(22, 21));
    room.jump(365 * DAY);
    room.jump(-365 * DAY);
    room.pass(1000);
    expect(told(room.pass(HOUR))).toEqual(["cut night late 1000"]);
  });
  test("while an alarm has the wall they wait, and act when it is given back", () => {
    const room = openAt(local(22, 21, 59), { bindings: [bindingOf({ id: "b", priorities: ["high"] })] });
    ring(room, "high");
    room.pass(5000);
    expect(told(room.pass(10 * MINUTE))).toEqual([]);
    expect([shown(room), room.world.nextDue().wall]).toEqual(["flood own", undefined]);
    ring(room, "high", false);
    expect(told(room.pass(1)).at(0)).toMatch(/^cut night late 54\d{4}$/);
    expect(shown(room)).toBe("night night");
  });
  test("unless an operator took the wall meanwhile", () => {
    const room = openAt(local(22, 21, 59), { bindings: [bindingOf({ id: "b", priorities: ["high"] })] });
    ring(room, "high");
    room.pass(5000);
    room.pass(10 * MINUTE);
    expect(told(putText(room, "m1", "mine"))).toEqual(["settings  late -", "night passed: operator"]);
    expect([told(ring(room, "high", false)), told(room.pass(MINUTE)), shown(room)]).toEqual([[], [], "mine own"]);
  });
  test("what is on already, or nowhere any more, is passed over, with the reason", () => {
    const twice = scheduleOf({ ...NIGHT, id: "twice", at: "22:30" });
    const room = openAt(local(22, 21), { schedules: [NIGHT, twice, scheduleOf({ ...NIGHT, id: "gone", at: "23:00", sceneId: "nowhere" })] });
    expect(told([...room.pass(HOUR), ...room.pass(30 * MINUTE), ...room.pass(30 * MINUTE)])).toEqual(["cut night late 0", "twice passed: on-already", "gone passed: no-scene"]);
  });
  test("one switched off stays off", () => {
    const room = openAt(local(22, 21), { schedules: [scheduleOf({ ...NIGHT, enabled: false })] });
    expect([room.world.nextDue().wall, told(room.pass(2 * DAY))]).toEqual([undefined, []]);
  });
  test("whatever downtime, restarts and steps of the clock by up to two hours: each instant is met at most once, the newest of those due acts, and none is left", () => {
    const deed = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant("pass" as const), minutes: fc.integer({ min: 1, max: 600 }) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("jump" as const), minutes: fc.integer({ min: -120, max: 120 }) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("down" as const), minutes: fc.integer({ min: 0, max: 4000 }) }) },
    );
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(times, fc.array(deed, { minLength: 5, maxLength: 30, size: "max" }), (halfHours, deeds) => {
      const schedules = halfHours.map((n, i) => scheduleOf({ id: `d${i}`, sceneId: ["flood", "storm", "night"][i % 3], at: `${String(n >> 1).padStart(2, "0")}:${n % 2 === 0 ? "00" : "30"}`, days: i === 0 ? [1, 3, 5] : [1, 2, 3, 4, 5, 6, 7], doneUntil: local(22, 12) }));
      let room = openAt(local(22, 12), { schedules });
      for (const one of deeds) {
        const before = room.facts.length;
        const done = new Map([...room.state.schedules.values()].map(({ id, doneUntil }) => [String(id), doneUntil ?? 0]));
        if (one.do === "down") {
          room = room.restart();
          room.now = { wall: room.now.wall + one.minutes * MINUTE, steady: 5 };
          room.pass(0);
        } else room[one.do](one.minutes * MINUTE);
        const now = room.now.wall;
        // What was due, looked for minute by minute.
        const due: { id: string; at: number }[] = [];
        for (const schedule of schedules) {
          for (let t = Math.floor(now / MINUTE) * MINUTE; t > (done.get(schedule.id) ?? 0); t -= MINUTE) if (lastInstant(schedule, t) === t) { due.push({ id: schedule.id, at: t }); break; }
        }
        const met = room.facts.slice(before).flatMap((fact) => (fact.kind === "wall:schedule-passed" || (fact.kind === "wall:edited" && fact.scheduleId !== undefined) ? [{ id: String(fact.scheduleId), at: fact.due ?? 0, newer: fact.kind === "wall:schedule-passed" && fact.why === "newer" }] : []));
        expect(new Set(met.map(({ id, at }) => `${id} ${at}`))).toEqual(new Set(due.map(({ id, at }) => `${id} ${at}`)));
        expect(met.length).toBe(due.length);
        const acted = met.filter((one) => !one.newer);
        expect(acted.map(({ at }) => at)).toEqual(due.length === 0 ? [] : [Math.max(...due.map(({ at }) => at))]);
      }
    }), { numRuns: 80 });
  });
});
