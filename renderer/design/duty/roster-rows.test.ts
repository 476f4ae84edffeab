import { expect, test } from "vitest";
import type { DutyTurn } from "#contract/duty";
import { MOST_TURNS } from "#contract/duty";
import { AccountId } from "#contract/ids";
import { rowsOf, turnsOf } from "./roster-rows.ts";

const lan = AccountId.parse("lan");
const week: DutyTurn[] = [1, 2, 3, 4, 5].map((on) => ({ accountId: lan, on, from: 420, to: 1020 }));

test("K-16.2 a week of the same hours is one line, a day alone another, and both come back as they were", () => {
  const turns: DutyTurn[] = [...week, { accountId: lan, on: "2026-12-31", from: 1020, to: 420 }];
  const rows = rowsOf(turns);
  expect(rows).toEqual([{ accountId: "lan", on: [1, 2, 3, 4, 5], from: "07:00", to: "17:00" }, { accountId: "lan", on: "2026-12-31", from: "17:00", to: "07:00" }]);
  expect(turnsOf(rows)).toEqual({ turns });
});

test.each([
  ["no person", { accountId: "", on: [1], from: "07:00", to: "17:00" }],
  ["no day", { accountId: "lan", on: [], from: "07:00", to: "17:00" }],
  ["a day not chosen", { accountId: "lan", on: "", from: "07:00", to: "17:00" }],
  ["hours not written", { accountId: "lan", on: [1], from: "", to: "17:00" }],
])("%s is shown as wrong", (_what, row) => expect(turnsOf([row])).toEqual({ wrong: [0], tooMany: false }));

test("more turns than a roster holds are said to be too many", () => {
  const rows = Array.from({ length: Math.ceil(MOST_TURNS / 7) + 1 }, (_one, i) => ({ accountId: `nguoi-${i}`, on: [1, 2, 3, 4, 5, 6, 7], from: "07:00", to: "17:00" }));
  expect(turnsOf(rows)).toEqual({ wrong: [], tooMany: true });
});
