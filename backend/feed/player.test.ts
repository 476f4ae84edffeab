import { expect, test } from "vitest";
import { newestBefore, playRecording } from "./player.ts";

const day = [0, 10, 10, 30].map((t, index) => ({ t, ds: `d${index}`, v: index }));
const names = (readings: { ds: string }[]) => readings.map((reading) => reading.ds);

test("readings come due in order, each once, and the day begins again after a rest of a minute", () => {
  const { due } = playRecording(day);
  expect(names(due(0, 99))).toEqual(["d0"]);
  expect(names(due(9.9, 99))).toEqual([]);
  expect(names(due(30, 99))).toEqual(["d1", "d2", "d3"]);
  expect(names(due(89.9, 99))).toEqual([]);
  expect(names(due(100, 99))).toEqual(["d0", "d1", "d2"]);
});

test("what does not fit a beat comes with the next", () => {
  const { due } = playRecording(day);
  expect(names(due(30, 3))).toEqual(["d0", "d1", "d2"]);
  expect(names(due(30, 3))).toEqual(["d3"]);
});

test("a restart goes on where the day stands, rounds later too, and repeats nothing", () => {
  const { due } = playRecording(day, 15);
  expect(names(due(15, 99))).toEqual([]);
  expect(names(due(30, 99))).toEqual(["d3"]);
  expect(names(playRecording(day, 90 + 5).due(100, 99))).toEqual(["d1", "d2"]);
  expect(names(playRecording(day, 80).due(90, 99))).toEqual(["d0"]);
});

test("a recorded day begins anew at its own midnight, and tells its hour, also after a restart in a later round", () => {
  const player = playRecording(day, 0, 86_400);
  expect(names(player.due(86_399, 99))).toEqual(["d0", "d1", "d2", "d3"]);
  expect(names(player.due(86_400, 99))).toEqual(["d0"]);
  expect(player.at(86_400 * 3 + 27_600)).toBe(27_600);
  const later = playRecording(day, 86_400 * 2 + 5, 86_400);
  expect(names(later.due(86_400 * 2 + 10, 99))).toEqual(["d1", "d2"]);
});

test("what was recorded last before an instant is known of what is watched", () => {
  const readings = [{ t: 0, ds: "a", v: 1 }, { t: 5, ds: "b", v: 2 }, { t: 10, ds: "a", v: 3 }, { t: 20, ds: "a", v: 4 }];
  expect([...newestBefore(readings, 10, new Set(["a", "c"]))]).toEqual([["a", 3]]);
  expect([...newestBefore(readings, 4, new Set(["b"]))]).toEqual([]);
});
