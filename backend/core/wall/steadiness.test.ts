import { expect, test } from "vitest";
import { AlarmId, Instant } from "#contract/ids";
import { bindingOf } from "../../../test/kit/wall-world.ts";
import { mayGoBackAt, nextCut } from "./steadiness.ts";

const NOW = Date.UTC(2026, 10, 22, 5);

test.each([30_000, 1000.5, 16_100.000000000002])("what waits %d ms is due at a whole millisecond, never sooner", (ms) => {
  const steady = { stays: ms, between: ms };
  const binding = bindingOf({ id: "b", priorities: ["high"], sceneId: "flood", last: { at: NOW - 10, alarmId: AlarmId.parse("a1"), outcome: "told", priority: "high", cuts: [NOW - 10] } });
  for (const [due, from] of [[nextCut(binding, NOW, steady), NOW - 10], [mayGoBackAt(NOW - 10, NOW, steady), NOW - 10], [mayGoBackAt(NOW + 5000, NOW, steady), NOW]] as const) {
    expect(Instant.safeParse(due).success).toBe(true);
    expect(due - from).toBeGreaterThanOrEqual(Math.floor(ms));
    expect(due - from).toBeLessThanOrEqual(Math.ceil(ms) + 1);
  }
});
