/** Gauges of the built-in city that are forecast, and what drives each: releases and gauges above, rain, the sea. */
export const FORECASTS: Readonly<Record<string, readonly string[]>> = {
  "kim-long": ["nham-bieu.water-level", "tuan.water-level", "ta-trach.outflow", "binh-dien-lake.outflow", "rain-ta-trach.rain-rate", "rain-phu-bai.rain-rate", "thuan-an-tide.tide-level"],
  "nham-bieu": ["tuan.water-level", "ta-trach.outflow", "binh-dien-lake.outflow", "ta-trach.inflow", "binh-dien-lake.inflow", "rain-ta-trach.rain-rate", "rain-phu-bai.rain-rate"],
  tuan: ["ta-trach.outflow", "binh-dien-lake.outflow", "ta-trach.inflow", "binh-dien-lake.inflow", "rain-ta-trach.rain-rate", "rain-phu-bai.rain-rate", "rain-binh-dien.rain-rate"],
  "phu-oc": ["huong-dien.outflow", "huong-dien.inflow", "rain-phong-dien.rain-rate", "rain-phu-oc.rain-rate", "rain-a-luoi.rain-rate", "thuan-an-tide.tide-level"],
  "bao-vinh": ["kim-long.water-level", "nham-bieu.water-level", "tuan.water-level", "ta-trach.outflow", "binh-dien-lake.outflow", "thuan-an-tide.tide-level"],
  sinh: ["bao-vinh.water-level", "kim-long.water-level", "nham-bieu.water-level", "tuan.water-level", "thuan-an-tide.tide-level"],
  "an-cuu-river": ["kim-long.water-level", "nham-bieu.water-level", "tuan.water-level", "ta-trach.outflow", "thuan-an-tide.tide-level"],
  "thuong-nhat": ["rain-nam-dong.rain-rate", "rain-khe-tre.rain-rate"],
  "truoi-river": ["truoi-lake.outflow", "truoi-lake.inflow", "rain-bach-ma.rain-rate"],
  "o-lau": ["rain-phong-dien.rain-rate"],
};

/** Step of the forecasts, s. */
export const FORECAST_STEP = 900;

/** Part of a datastream's definition; nothing where it is not forecast. */
export function forecastOf(datastreamId: string): { forecast?: { drivers: readonly string[]; step: number; hours: number } } {
  const [station = "", property] = datastreamId.split(".");
  const drivers = property === "water-level" ? FORECASTS[station] : undefined;
  return drivers === undefined ? {} : { forecast: { drivers, step: FORECAST_STEP, hours: 6 } };
}
