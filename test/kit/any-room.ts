import fc from "fast-check";
import type { HandWorld } from "./hand-world.ts";
import { OPERATOR, openHandWorld, rule } from "./hand-world.ts";

/** One thing done to a room: a reading, time going by, the clock set, a command, a rule edited. */
export type Deed =
  | { do: "observe"; stream: number; v: number; q: number }
  | { do: "pass" | "jump"; ms: number }
  | { do: "command"; kind: "acknowledge" | "reset" | "unshelve" | "return-to-service" | "shelve" | "out-of-service"; alarm: number; seconds: number; oneShot: boolean }
  | { do: "edit"; setpoint: number }
  | { do: "remove" | "disable" };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("observe" as const), stream: fc.integer({ min: 0, max: 2 }), v: fc.integer({ min: 0, max: 6 }), q: fc.constantFrom(0, 0, 0, 1, 2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 120_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("jump" as const), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("command" as const), kind: fc.constantFrom("acknowledge", "reset", "unshelve", "return-to-service", "shelve", "out-of-service"),
      alarm: fc.integer({ min: 0, max: 5 }), seconds: fc.integer({ min: 60, max: 3600 }), oneShot: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("edit" as const), setpoint: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("remove" as const, "disable" as const) }) },
);

/** A while in a room's life. */
export const anyDeeds = fc.array(deed, { maxLength: 60 });

/** A room with every trait a rule can give an alarm. */
export function livelyRoom(): HandWorld {
  const on = { observedPropertyId: "level" };
  return openHandWorld({
    rules: [
      rule({ id: "flood", params: { on, side: "above", setpoint: 3, deadband: 1 }, onDelay: 5, offDelay: 10, priority: "routine", reAlarm: 30, ladder: [{ after: 60, priority: "medium" }, { after: 120, priority: "emergency" }] }),
      rule({ id: "latch", params: { on, side: "above", setpoint: 5 }, latched: true, suppressedBy: ["silent"] }),
      rule({ id: "silent", kind: "missing", params: { on, seconds: 300 } }),
    ],
  });
}

/** Does them all, each a little after the last. @returns the same room */
export function live(room: HandWorld, deeds: readonly Deed[]): HandWorld {
  let version = 1;
  for (const done of deeds) {
    if (done.do === "observe") room.observe(`level-${done.stream}`, done.v, { q: done.q });
    else if (done.do === "pass") room.pass(done.ms);
    else if (done.do === "jump") room.jump(done.ms);
    else if (done.do === "command") {
      const alarmIds = [...room.state.alarms.keys()].slice(done.alarm, done.alarm + 1);
      const { kind, seconds, oneShot } = done;
      const command = kind === "shelve" ? { kind, alarmIds, seconds, oneShot, reason: "thử" } : kind === "out-of-service" ? { kind, alarmIds, reason: "bảo trì" } : { kind, alarmIds };
      room.facts.push(...room.world.command(command, OPERATOR, room.now).facts);
    } else {
      const flood = room.state.rules.get("flood");
      const at = room.now.wall;
      version++;
      if (flood === undefined) room.apply({ kind: "rule:saved", at, rule: rule({ id: "flood", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: 3 }, version }) });
      else if (done.do === "edit") room.apply({ kind: "rule:saved", at, rule: { ...flood, version, params: { on: { observedPropertyId: "level" }, side: "above", setpoint: done.setpoint, deadband: 1 } } });
      else if (done.do === "disable") room.apply({ kind: "rule:saved", at, rule: { ...flood, version, enabled: !flood.enabled } });
      else room.apply({ kind: "rule:removed", at, ruleId: flood.id, by: OPERATOR });
    }
  }
  return room;
}
