import { expect, test } from "vitest";
import { openHandWorld, OPERATOR, rule, START } from "../../test/kit/hand-world.ts";

test("invariant 4: an alarm that goes with its rule takes its deadlines along, and one that comes back under the same id owes nothing", () => {
  const room = openHandWorld({ rules: [rule()] });
  room.observe("level-0", 4);
  const { id } = room.alarm("high::level-0")!;
  room.facts.push(...room.world.command({ kind: "shelve", seconds: 600, oneShot: false, reason: "bảo trì", alarmIds: [id] }, OPERATOR, room.now).facts);
  room.observe("level-0", 1);
  expect(room.apply({ kind: "rule:removed", at: START, ruleId: rule().id, by: OPERATOR })).toEqual([]);
  expect(room.state.alarms.size).toBe(0);
  expect(room.world.nextDue().wall).toBeUndefined();
  room.apply({ kind: "rule:saved", at: START, rule: rule() });
  room.observe("level-0", 4);
  expect(room.pass(600_000)).toEqual([]);
  expect(room.alarm(id)).toMatchObject({ state: "unack", occurrences: 1 });
});
