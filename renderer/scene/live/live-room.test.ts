import { expect, test } from "vitest";
import { createHandRoom } from "../../../test/kit/twin-page/hand-room.ts";
import { roomOf } from "../../../test/kit/twin-page/specs.ts";
import { STATES } from "./data/states.ts";
import { createLiveRoom } from "./live-room.ts";

const LEVELS: [string, number][] = [["BĐ I", 1], ["BĐ II", 2], ["BĐ III", 3.5]];

function open(n: number) {
  const room = createHandRoom();
  const { things, datastreams } = roomOf(Array.from({ length: n }, (_, i) => ({ id: `t${i}`, kind: "river-gauge", at: [107.5, 16.4] as [number, number], streams: [{ property: "water-level", v: 0, levels: LEVELS }] })));
  room.set(things, datastreams);
  room.tell(undefined, () => 0, room.at());
  return { room, columns: createLiveRoom(room, undefined) };
}

test("says whose values came, and nothing of series it does not know", () => {
  const { columns } = open(100);
  expect(columns.values([4, 99, 4, 100_000])).toEqual([4, 99, 4]);
});

test("when many came, or the columns are others, any station may have changed", () => {
  const { room, columns } = open(100);
  expect(columns.values(Array.from({ length: 21 }, (_, i) => i))).toBeUndefined();
  expect(columns.values(undefined)).toBeUndefined();
  room.set([...room.records().things.values()], [...room.records().datastreams.values()]);
  expect(columns.values([4])).toBeUndefined();
});

test("a look at a station is of the newest value and of the present instant", () => {
  const { room, columns } = open(3);
  const state = (station: number): string | undefined => STATES[columns.states()(station)];
  expect([state(0), state(1)]).toEqual(["normal", "normal"]);
  room.tell([1], () => 2.5, room.at());
  expect([state(0), state(1)]).toEqual(["normal", "level-2"]);
  room.now = room.at() + 601_000;
  expect([state(0), state(1)]).toEqual(["silent", "silent"]);
});
