import { expect, test } from "vitest";
import { openHandWorld as openRoom, rule } from "../../test/kit/hand-world.ts";

test("K-I.13 a value above its threshold raises one alarm, and returning clears it", () => {
  const room = openRoom({ rules: [rule({ id: "high" })] });
  expect(room.observe("level-0", 3.49)).toEqual([]);
  const raised = room.observe("level-0", 3.5);
  expect(raised.map((fact) => fact.kind)).toEqual(["alarm:raised"]);
  expect(room.alarm("high::level-0")).toMatchObject({
    state: "unack", inAlarm: true, occurrences: 1, message: "Trạm 0: Mực nước 3,50 m vượt 3,50", messageEn: "Station 0: Water level 3.50 m above 3.50",
    conditions: [{ text: "Mực nước ≥ 3,50 m", textEn: "Water level ≥ 3.50 m", held: true }],
  });
  expect(room.observe("level-0", 3.6)).toEqual([]);
  expect(room.observe("level-0", 3.4).map((fact) => fact.kind)).toEqual(["alarm:cleared"]);
  expect(room.alarm("high::level-0")?.state).toBe("rtn-unack");
});

test("invariant 9: two identical events 1 ms apart make one alarm", () => {
  const room = openRoom({ rules: [rule({ id: "high" })] });
  room.observe("level-0", 4);
  room.pass(1);
  expect(room.observe("level-0", 4)).toEqual([]);
  expect(room.state.alarms.size).toBe(1);
  expect(room.alarm("high::level-0")?.occurrences).toBe(1);
});
