import { expect, test } from "vitest";
import { alarmOf, type AlarmWish } from "../../../../test/kit/alarms.ts";
import { createFollower, QUIET_MS } from "./follow.ts";

const cry = (id: string, raisedAt: number, more: AlarmWish = {}) => alarmOf({ id, priority: "emergency", raisedAt, ...more });

test("flies to the newest new emergency, once for each occurrence, and not to those that stood before", () => {
  const follower = createFollower([cry("old", 1)]);
  expect(follower.look([cry("old", 1)], 10, undefined)).toBeUndefined();
  expect(follower.look([cry("old", 1), cry("a", 20), cry("b", 30)], 40, undefined)?.id).toBe("b");
  expect(follower.look([cry("old", 1), cry("a", 20), cry("b", 30)], 50, undefined)).toBeUndefined();
  expect(follower.look([cry("old", 60)], 70, undefined)?.id).toBe("old");
});

test("not to lesser alarms, nor to one acknowledged or over", () => {
  const follower = createFollower([]);
  expect(follower.look([cry("a", 1, { priority: "high" }), cry("b", 1, { state: "ack" }), cry("c", 1, { inAlarm: false, state: "rtn-unack" })], 2, undefined)).toBeUndefined();
});

test("while somebody works on the map it stays, and what came meanwhile is not flown to afterwards", () => {
  const follower = createFollower([]);
  expect(follower.look([cry("a", 100)], 100, 90)).toBeUndefined();
  expect(follower.look([cry("a", 100)], 100 + QUIET_MS, 90)).toBeUndefined();
  expect(follower.look([cry("a", 100), cry("b", 200 + QUIET_MS)], 200 + QUIET_MS, 90)?.id).toBe("b");
});
