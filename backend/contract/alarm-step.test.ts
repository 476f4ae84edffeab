import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlarmState } from "./alarm.ts";
import { ALARM_EVENTS, permits, step, type AlarmEvent, type AlarmTraits } from "./alarm-step.ts";

const PLAIN: AlarmTraits = { latched: false, inAlarm: false, latch: false, shelved: false, suppressed: false, outOfService: false };

// Columns: raise, clear, acknowledge, reset, shelve, unshelve, suppress, unsuppress, remove-from-service, return-to-service, re-alarm, escalate; "." does not apply.
const TABLE: [AlarmState, string][] = [
  ["normal", "unack . . . shelved . suppressed . out-of-service . . ."],
  ["unack", ". rtn-unack ack . shelved . suppressed . out-of-service . . unack"],
  ["ack", ". normal . . shelved . suppressed . out-of-service . unack unack"],
  ["rtn-unack", "unack . normal . shelved . suppressed . out-of-service . . ."],
  ["latched-unack", "unack . latched-ack rtn-unack shelved . suppressed . out-of-service . . ."],
  ["latched-ack", "unack . . normal shelved . suppressed . out-of-service . . ."],
  ["shelved", "shelved shelved . . shelved normal shelved shelved out-of-service . . shelved"],
  ["suppressed", "suppressed suppressed . . shelved . suppressed normal out-of-service . . suppressed"],
  ["out-of-service", "out-of-service out-of-service . . . out-of-service out-of-service out-of-service . normal . out-of-service"],
];
const CELLS = TABLE.flatMap(([from, row]) => row.split(" ").map((to, i): [AlarmState, AlarmEvent, string] => [from, ALARM_EVENTS[i]!, to]));

describe("ISA-18.2 state table", () => {
  test("has a row for every state and a column for every event", () => {
    expect(TABLE.map(([state]) => state)).toEqual(AlarmState.options);
    expect(CELLS).toHaveLength(AlarmState.options.length * ALARM_EVENTS.length);
  });

  test.each(CELLS)("%s + %s -> %s", (from, event, to) => {
    expect(permits(from, event)).toBe(to !== ".");
    expect(step(from, event, PLAIN)).toBe(to === "." ? from : to);
  });

  test.each<[AlarmState, AlarmState]>([["unack", "latched-unack"], ["ack", "latched-ack"]])("latched: %s + clear -> %s", (from, to) => {
    expect(step(from, "clear", { ...PLAIN, latched: true })).toBe(to);
  });

  test.each<[string, Partial<AlarmTraits>, AlarmState]>([
    ["in alarm", { inAlarm: true }, "unack"],
    ["latch set", { latch: true }, "latched-unack"],
    ["in alarm and suppressed", { inAlarm: true, suppressed: true }, "suppressed"],
    ["suppressed and out of service", { suppressed: true, outOfService: true }, "out-of-service"],
  ])("a shelf's end, %s -> %s", (_name, traits, to) => expect(step("shelved", "unshelve", { ...PLAIN, ...traits })).toBe(to));

  test("cleared and acknowledged is normal, whatever came before, when nothing hides it", () => {
    const visible = fc.constantFrom<AlarmEvent>("raise", "clear", "acknowledge", "reset", "re-alarm", "escalate");
    fc.assert(fc.property(fc.array(visible), (past) => {
      const state = past.reduce<AlarmState>((from, event) => step(from, event, PLAIN), "normal");
      expect(step(step(state, "clear", PLAIN), "acknowledge", PLAIN)).toBe("normal");
    }));
  });
});
