import fc from "fast-check";
import { expect, test } from "vitest";
import { Alarm } from "#contract/alarm";
import { FactBody, type NewFact } from "#contract/fact";
import { anyDeeds, live, livelyRoom } from "../../test/kit/any-room.ts";
import { fold } from "./fold.ts";
import { emptyState, type RoomState } from "./state.ts";

function bytes(state: RoomState): string {
  return JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}

function folded(facts: readonly NewFact[]): RoomState {
  const state = emptyState();
  for (const fact of facts) fold(state, fact);
  return state;
}

test("invariant 3: the live state is the fold of its facts, twice the same, byte for byte, and after a round trip through JSON", () => {
  fc.assert(fc.property(anyDeeds, (deeds) => {
    const room = live(livelyRoom(), deeds);
    const once = bytes(folded(room.facts));
    expect(once).toBe(bytes(room.state));
    expect(bytes(folded(JSON.parse(JSON.stringify(room.facts)) as NewFact[]))).toBe(once);
  }), { numRuns: 150 });
});

test("invariant 3: an alarm stored and read back half way ends as the same bytes", () => {
  fc.assert(fc.property(anyDeeds, fc.integer({ min: 0, max: 200 }), (deeds, cut) => {
    const { facts } = live(livelyRoom(), deeds);
    const state = folded(facts.slice(0, cut));
    for (const [id, alarm] of state.alarms) state.alarms.set(id, Alarm.parse(JSON.parse(JSON.stringify(alarm))));
    for (const fact of facts.slice(cut)) fold(state, fact);
    expect(bytes(state)).toBe(bytes(folded(facts)));
  }), { numRuns: 100 });
});

test("every fact a room decides fits the contract", () => {
  fc.assert(fc.property(anyDeeds, (deeds) => {
    for (const { at: _at, ...body } of live(livelyRoom(), deeds).facts) expect(FactBody.safeParse(body).error).toBeUndefined();
  }), { numRuns: 60 });
});

test("a fold replaces records: who holds one holds it as it was", () => {
  const room = live(livelyRoom(), [{ do: "observe", stream: 0, v: 6, q: 0 }]);
  const before = room.alarm("latch::level-0");
  const text = JSON.stringify(before);
  live(room, [{ do: "command", kind: "acknowledge", alarm: 0, seconds: 60, oneShot: false }]);
  expect(JSON.stringify(before)).toBe(text);
  expect(room.alarm("latch::level-0")?.state).toBe("ack");
});

test("touches are the records as they stand, each once, the last body winning", () => {
  const room = livelyRoom();
  room.world.takeTouched();
  live(room, [{ do: "observe", stream: 0, v: 6, q: 0 }, { do: "command", kind: "acknowledge", alarm: 0, seconds: 60, oneShot: false }]);
  expect(room.world.takeTouched()).toEqual([{ collection: "alarms", id: "latch::level-0", body: room.alarm("latch::level-0") }]);
  expect(room.world.takeTouched()).toEqual([]);
});
