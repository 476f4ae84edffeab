import { expect, test } from "vitest";
import { catchment } from "../../../test/kit/catchment.ts";
import { trainGauge } from "./gauge.ts";
import { stuckFor } from "./stuck.ts";

const STEPS = 12_000;
const gauging = catchment(5, STEPS);
const trained = trainGauge(gauging, { shape: { own: 4, lags: [[0, 1, 2, 4, 6, 8], [0, 1, 2, 4, 6, 8]] }, leads: [4], step: 900, levels: [] });
const model = trained.ok ? trained.value : undefined;
/** A step at which the water rises as fast as it ever does. */
const rise = gauging.level.reduce((best, value, t) => (value - (gauging.level[t - 8] ?? value) > gauging.level[best]! - (gauging.level[best - 8] ?? gauging.level[best]!) ? t : best), 100);
const until = (end: number, stands: number) => {
  const level = gauging.level.slice(0, end);
  level.fill(level[end - 1 - stands]!, end - stands);
  return { level, drivers: gauging.drivers.map((driver) => driver.slice(0, end)) };
};

test("a gauge that tells one value while the water above must make it rise is stuck", () => {
  if (model === undefined) throw new Error("not trained");
  expect(stuckFor(model, until(rise, 8))).toBe(8);
  expect(stuckFor(model, until(rise, 0))).toBe(0);
});

test("where nothing says it should move it may stand as long as it ever did, and twice that", () => {
  if (model === undefined) throw new Error("not trained");
  const own = { ...model, manners: model.manners.filter(({ manner }) => manner !== "drivers"), still: 5 };
  expect(stuckFor(own, until(rise, 10))).toBe(0);
  expect(stuckFor(own, until(rise, 11))).toBe(11);
});
