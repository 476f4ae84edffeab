import { expect, test } from "vitest";
import { playRecording } from "./player.ts";

const day = [0, 10, 10, 30].map((t, index) => ({ t, ds: `d${index}`, v: index }));
const names = (readings: { ds: string }[]) => readings.map((reading) => reading.ds);

test("readings come due in order, each once, and the day begins again after a rest of a minute", () => {
  const due = playRecording(day);
  expect(names(due(0, 99))).toEqual(["d0"]);
  expect(names(due(9.9, 99))).toEqual([]);
  expect(names(due(30, 99))).toEqual(["d1", "d2", "d3"]);
  expect(names(due(89.9, 99))).toEqual([]);
  expect(names(due(100, 99))).toEqual(["d0", "d1", "d2"]);
});

test("what does not fit a beat comes with the next", () => {
  const due = playRecording(day);
  expect(names(due(30, 3))).toEqual(["d0", "d1", "d2"]);
  expect(names(due(30, 3))).toEqual(["d3"]);
});
