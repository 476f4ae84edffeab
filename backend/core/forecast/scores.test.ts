import { describe, expect, test } from "vitest";
import { brier, coverage, kge, nse, peakError, persistenceIndex, warningsOf } from "./scores.ts";

const observed = [1, 3, 2, 5, 4];
const [perfect, mean] = [{ observed, forecast: observed }, { observed, forecast: [3, 3, 3, 3, 3] }];

describe("exact values of scores", () => {
  test("NSE: 1 of what is right, 0 of the mean", () => expect([nse(perfect), nse(mean)]).toEqual([1, 0]));
  test("KGE of the mean is 1 − √2", () => {
    expect(kge(perfect)).toBeCloseTo(1, 12);
    expect(kge(mean)).toBeCloseTo(1 - Math.SQRT2, 12);
  });
  test("the persistence index of persistence is 0, of what is right 1", () => {
    const stays = [0, 1, 3, 2, 5];
    expect(persistenceIndex({ observed, forecast: stays }, stays)).toBe(0);
    expect(persistenceIndex(perfect, stays)).toBe(1);
  });
  test("what was not measured does not count", () => expect(nse({ observed: [1, Number.NaN, 3], forecast: [1, 9, 3] })).toBe(1));
  test("warnings count only while the level is not passed", () => {
    const warned = warningsOf({ observed: [5, 5, 5, 1, 1, 6], forecast: [5, 1, 5, 5, 1, 6] }, [1, 1, 1, 1, 1, 5], 5);
    expect(warned).toEqual({ hits: 2, misses: 1, falseAlarms: 1, pod: 2 / 3, far: 1 / 3, csi: 0.5 });
  });
  test("Brier, coverage, peak", () => {
    expect(brier([1, 0, 0.5], [true, true, false])).toBeCloseTo((0 + 1 + 0.25) / 3, 12);
    expect(coverage([1, 2, 3, Number.NaN], [0, 3, 0, 0], [2, 4, 3, 9])).toBeCloseTo(2 / 3, 12);
    expect(peakError({ observed: [1, 4, 2], forecast: [1, 2, 3.5] })).toEqual({ height: -0.5, steps: 1 });
  });
});
