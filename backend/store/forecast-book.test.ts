import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DatastreamId } from "#contract/ids";
import { catchment } from "../../test/kit/catchment.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { forecastGauge, trainGauge } from "../core/forecast/gauge.ts";
import { KEPT, type KeptForecast } from "../core/forecast/kept.ts";
import { openForecastBook } from "./forecast-book.ts";

const GAUGE = DatastreamId.parse("kim-long.water-level");
const made = (madeAt: number): KeptForecast => ({ madeAt, from: 1, by: "own", points: [{ lead: 3600, at: madeAt + 3_600_000, low: 0.9, mid: 1, high: 1.2 }] });
let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "kydai-book-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a model comes back as it was: it forecasts the same", () => {
  const gauging = catchment(9, 6000);
  const trained = trainGauge(gauging, { shape: { own: 4, lags: [[0, 2], [0, 2]] }, leads: [4], step: 900, levels: [1] });
  if (!trained.ok) throw new Error(trained.fault.code);
  const book = openForecastBook(folder, quietLog());
  book.keepTrained(GAUGE, { at: 1, past: "telemetry", seconds: 2, of: "x", model: trained.value });
  book.close();
  const again = openForecastBook(folder, quietLog());
  const back = again.trained(GAUGE);
  again.close();
  expect(back).toMatchObject({ at: 1, past: "telemetry", of: "x" });
  expect(back && forecastGauge(back.model, gauging, 5000)?.points).toEqual(forecastGauge(trained.value, gauging, 5000)?.points);
});

test("forecasts are kept to a bound, in order, and forgotten from an instant on", () => {
  const book = openForecastBook(folder, quietLog());
  book.keep(Array.from({ length: KEPT + 10 }, (_value, i) => ({ id: GAUGE, forecast: made(i * 1000) })));
  expect([book.kept(GAUGE).length, book.kept(GAUGE)[0]?.madeAt, book.kept(DatastreamId.parse("other")).length]).toEqual([KEPT, 10_000, 0]);
  book.forget(GAUGE, 20_000);
  expect(book.kept(GAUGE).map(({ madeAt }) => madeAt)).toEqual(Array.from({ length: 10 }, (_value, i) => 10_000 + i * 1000));
  book.close();
});

test("a damaged file is begun anew, and told", () => {
  writeFileSync(join(folder, "forecasts.db"), "no database at all, though long enough to be read as one".repeat(100));
  const log = quietLog();
  const book = openForecastBook(folder, log);
  expect(log.lines.map(({ event }) => event)).toEqual(["forecast-book-damaged"]);
  book.keep([{ id: GAUGE, forecast: made(1) }]);
  expect(book.kept(GAUGE)).toEqual([made(1)]);
  book.close();
});
