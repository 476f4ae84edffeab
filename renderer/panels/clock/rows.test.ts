import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fittingRows, shortened } from "./rows.ts";

const LONG = "Hết tạm gác: Mực nước sông Hương tại Kim Long vượt báo động III 4,12 m";

describe("names of deadlines in a narrow cell", () => {
  test("a name that fits stands whole; a longer one wraps; one longer still ends at a word", () => {
    expect(shortened("Theo lịch: Ca đêm", 30)).toEqual({ text: "Theo lịch: Ca đêm", lines: 1 });
    expect(shortened(LONG, 30)).toEqual({ text: LONG, lines: 3 });
    expect(shortened(LONG, 16)).toEqual({ text: "Hết tạm gác: Mực nước sông Hương tại Kim Long …", lines: 3 });
  });
  const words = fc.array(fc.constantFrom("mực", "nước", "sông", "Hương", "vượt", "III", "Kim-Long-Huế"), { minLength: 1, maxLength: 30 }).map((list) => list.join(" "));
  test("whatever the name and the width, it begins as the name does, never within a word that has room, and stays on its lines", () => {
    fc.assert(fc.property(words, fc.integer({ min: 18, max: 60 }), (name, letters) => {
      const { text, lines } = shortened(name, letters);
      expect(lines).toBeLessThanOrEqual(3);
      // The spaces at which lines are broken take no room on them.
      expect(text.length).toBeLessThanOrEqual(letters * 3 + 2);
      if (text !== name) {
        expect(text.endsWith(" …")).toBe(true);
        expect(`${name} `.startsWith(`${text.slice(0, -2)} `)).toBe(true);
      }
    }));
  });
  test("more room never shows fewer rows, and what is shown has room", () => {
    fc.assert(fc.property(fc.array(words, { maxLength: 12 }), fc.integer({ min: 8, max: 40 }), fc.integer({ min: 2, max: 30 }), (names, wide, high) => {
      const box = { wide, high, besides: 1.3, more: 1.5 };
      const shown = fittingRows(names, box);
      expect(shown.length).toBeLessThanOrEqual(fittingRows(names, { ...box, high: high + 2 }).length);
      expect(shown.length * 2.9).toBeLessThanOrEqual(high + 0.001);
    }));
  });
  test("all rows are shown when they fit without the line that counts the rest", () => {
    expect(fittingRows(["a", "b"], { wide: 20, high: 5.9, besides: 1.3, more: 1.5 })).toEqual(["a", "b"]);
    expect(fittingRows(["a", "b", "c"], { wide: 20, high: 5.9, besides: 1.3, more: 1.5 })).toEqual(["a"]);
  });
});
