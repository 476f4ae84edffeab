import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AreaId, DatastreamId, ObservedPropertyId, SensorId, ThingId } from "#contract/ids";
import type { Datastream, Thing } from "#contract/things";
import { alarmOf } from "../../test/kit/alarms.ts";
import { createHandRoom } from "../../test/kit/twin-page/hand-room.ts";
import { watchMarks } from "./feed.ts";
import type { Mark } from "./marks.ts";

const NOW = 1_800_000_000_000;
const thing: Thing = { id: ThingId.parse("kim-long"), name: "Kim Long", description: "", position: [107.56, 16.45], area: AreaId.parse("a"), kind: "river-gauge" };
const stream: Datastream = { id: DatastreamId.parse("d0"), series: 0, thingId: thing.id, observedPropertyId: ObservedPropertyId.parse("p"), sensorId: SensorId.parse("s"), name: "n", unit: "m", decimals: 2, period: 10, staleAfter: 60, levels: [] };

let stop: () => void;
const shown: { marks: readonly Mark[]; at: number }[] = [];
const room = createHandRoom(NOW);

beforeEach(() => {
  vi.useFakeTimers();
  shown.length = 0;
  room.now = NOW;
  room.raise([]);
  room.set([thing], [stream]);
  room.tell(undefined, () => 1, NOW);
  stop = watchMarks(room, (marks, at) => void shown.push({ marks, at }));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("a jump in time is drawn at once, with the alarms of the instant gone to", () => {
  expect(shown.map(({ at }) => at)).toEqual([NOW]);
  room.now = NOW - 3_600_000;
  room.raise([alarmOf({ thing: "kim-long", priority: "high" })]);
  room.turn();
  expect(shown.map(({ marks, at }) => [marks[0]?.alarm, at])).toEqual([[undefined, NOW], ["high", NOW - 3_600_000]]);
});

test("what was being waited for is part of the jump, and not drawn a second time", () => {
  room.raise([alarmOf({ thing: "kim-long" })]);
  room.turn();
  expect(shown).toHaveLength(2);
  vi.advanceTimersByTime(20_000);
  expect(shown).toHaveLength(2);
});

test("values and alarms of the present come at most twice a second", () => {
  room.raise([alarmOf({ thing: "kim-long" })]);
  vi.advanceTimersByTime(499);
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(shown).toHaveLength(2);
});
