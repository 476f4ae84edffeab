import { expect, test } from "vitest";
import { onDuty, withoutPast, type DutyTurn } from "./duty.ts";
import { AccountId } from "./ids.ts";

const [lan, minh] = [AccountId.parse("lan"), AccountId.parse("minh")];
/** Việt Nam: seven hours ahead. */
const AHEAD = 7 * 3_600_000;
const local = (text: string): number => Date.parse(`${text}:00+07:00`);
/** Lan by day from Monday to Friday, Minh every night from 17:00 to 7:00, and on 24-11-2026, a Tuesday, Minh alone by day. */
const turns: DutyTurn[] = [
  ...[1, 2, 3, 4, 5].map((on) => ({ accountId: lan, on, from: 420, to: 1020 })),
  ...[1, 2, 3, 4, 5, 6, 7].map((on) => ({ accountId: minh, on, from: 1020, to: 420 })),
  { accountId: minh, on: "2026-11-24", from: 420, to: 1020 },
];

test.each<[string, string, readonly [AccountId, string][]]>([
  ["by day", "2026-11-23T09:00", [[lan, "2026-11-23T17:00"]]],
  ["at the first minute", "2026-11-23T07:00", [[lan, "2026-11-23T17:00"]]],
  ["the last minute is the next one's", "2026-11-23T17:00", [[minh, "2026-11-24T07:00"]]],
  ["after midnight the turn of the day before goes on", "2026-11-24T03:00", [[minh, "2026-11-24T07:00"]]],
  ["a day of its own", "2026-11-24T09:00", [[minh, "2026-11-24T17:00"]]],
  ["on which the weekday's night does not count", "2026-11-24T20:00", []],
  ["and the night after it neither", "2026-11-25T03:00", []],
  ["a Sunday's day is nobody's", "2026-11-29T12:00", []],
  ["Sunday's night goes into Monday", "2026-11-30T06:59", [[minh, "2026-11-30T07:00"]]],
])("K-16.2 %s", (_what, at, on) => {
  expect([...onDuty(turns, local(at), AHEAD)]).toEqual(on.map(([who, until]) => [who, local(until)]));
});

test("who has two turns at once is there once, until the later end", () => {
  const two: DutyTurn[] = [{ accountId: lan, on: 1, from: 420, to: 720 }, { accountId: lan, on: 1, from: 480, to: 1020 }];
  expect([...onDuty(two, local("2026-11-23T09:00"), AHEAD)]).toEqual([[lan, local("2026-11-23T17:00")]]);
});

test("a turn from an hour to the same hour is a whole day", () => {
  const day: DutyTurn[] = [{ accountId: lan, on: 1, from: 420, to: 420 }];
  expect([...onDuty(day, local("2026-11-24T06:59"), AHEAD).keys()]).toEqual([lan]);
  expect([...onDuty(day, local("2026-11-24T07:00"), AHEAD).keys()]).toEqual([]);
});

test("days that are over are let go, but for the night into today", () => {
  const days: DutyTurn[] = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"].map((on) => ({ accountId: lan, on, from: 0, to: 60 }));
  expect(withoutPast([...turns.slice(0, 1), ...days], local("2026-11-23T09:00"), AHEAD).map(({ on }) => on)).toEqual([1, "2026-11-22", "2026-11-23", "2026-11-24"]);
});
