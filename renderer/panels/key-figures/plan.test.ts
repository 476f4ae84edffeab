import { expect, test } from "vitest";
import { planOf } from "./plan.ts";

test.each<[string, number, number, number, boolean, ReturnType<typeof planOf>]>([
  ["a whole monitor: words, and all twelve", 44, 22, 12, false, { counts: "words", columns: 3, shown: 12 }],
  ["a quarter: signs in two lines, and the first level", 22, 9.5, 12, false, { counts: "signs", columns: 1, shown: 1 }],
  ["a ninth: the counts alone", 15, 6.5, 12, false, { counts: "signs", columns: 1, shown: 0 }],
  ["a ninth whose one station was chosen: its level rather than the counts", 15, 6.5, 1, true, { counts: "none", columns: 1, shown: 1 }],
  ["a ninth of three chosen: the first, the others counted", 15, 6.5, 3, true, { counts: "none", columns: 1, shown: 1 }],
  ["no level at all: the counts", 22, 9.5, 0, true, { counts: "signs", columns: 1, shown: 0 }],
  ["two levels on a wide strip stand side by side", 44, 7, 2, true, { counts: "signs", columns: 2, shown: 2 }],
])("%s", (_, wide, high, levels, chosen, expected) => expect(planOf({ wide, high }, levels, chosen)).toEqual(expected));

test("what is planned fits, whatever the cell", () => {
  const wrong: string[] = [];
  for (let wide = 6; wide < 60; wide += 3) for (let high = 3; high < 30; high += 1.5) for (const levels of [0, 1, 5, 12]) {
    const { counts, columns, shown } = planOf({ wide, high }, levels, true);
    const rows = shown === 0 ? 0 : Math.ceil(shown / columns);
    const above = counts === "none" ? 0 : counts === "signs" ? (wide >= 25 ? 1.6 : 3.2) : Math.ceil(5 / Math.max(1, Math.floor(wide / 11))) * 1.6;
    const used = rows * 3.8 + above + (shown < levels ? 1.2 : 0);
    if (shown > 0 && used > high + 1e-9) wrong.push(`${wide} × ${high}, ${levels}: ${used}`);
  }
  expect(wrong).toEqual([]);
});
