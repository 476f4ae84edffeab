import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleBar } from "./scale-bar.ts";

test.each([[1, "100 m"], [2.9, "500 m"], [10, "1 km"], [55, "5 km"], [0.2, "20 m"]])("%d m a pixel: %s", (metresPerPx, label) => expect(scaleBar(metresPerPx, 180).label).toBe(label));

test("the bar fits, and is never shorter than two fifths of its room", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2_000_000 }), (n) => {
    const perPx = n / 1000;
    const px = scaleBar(perPx, 180).metres / perPx;
    return px <= 180 + 1e-9 && px >= 180 * 0.399;
  }));
});
