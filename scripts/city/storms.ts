import { gridOf } from "../../backend/core/forecast/grid.ts";
import { FORECASTS, FORECAST_STEP } from "./forecasts.ts";
import { openRivers, STEP } from "./day/run-rivers.ts";
import { bell, chance, noise } from "./day/shape.ts";
import { FLOOD_RAIN, rain, tide, type Storm } from "./day/weather.ts";
import { PROPERTIES } from "./properties.ts";

/**
 * Storms made for the demonstration: a past to learn from, since a recorded day has none. Nothing in them was measured, and the
 * recorded flood day is not among them. Same code, same storms.
 */
export interface MadeStorms {
  format: 1;
  note: string;
  noteEn: string;
  /** s */
  step: number;
  /** A value is an integer over 10^decimals. */
  streams: { id: string; decimals: number }[];
  /** Storm → stream → what each step differs by from the one before, the first from 0. */
  storms: number[][][];
}

const STORMS = 64;
const HOURS = 84;
/** Hours run before, so that nothing starts from rest. */
const BEFORE = 8;
/** A reading each so many seconds, as the recorded days have. */
const READ = 300;
/** What an instrument adds; a share of the value for what flows and falls. */
const ROUGH: Readonly<Record<string, number>> = { "water-level": 0.008, "tide-level": 0.01, "rain-rate": 0.12, inflow: 0.015, outflow: 0.004 };
const RELATIVE = new Set(["rain-rate", "inflow", "outflow"]);

/** Everything a forecast reads. */
export const STORM_STREAMS: readonly string[] = [...new Set(Object.entries(FORECASTS).flatMap(([gauge, drivers]) => [`${gauge}.water-level`, ...drivers]))].toSorted();

/** Weather number `n`: fronts, cores and now and then a line of showers, of any strength up to more than the flood day's, over ground wet or dry and lakes low or full. */
export function stormOf(n: number): Storm {
  let drawn = 0;
  const draw = (from: number, to: number): number => from + (to - from) * chance(`storm-${n}`, drawn++);
  const strength = draw(0.2, 1.6);
  const showers = [
    ...Array.from({ length: Math.floor(draw(0, 2)) }, () => ({ column: 0, middle: draw(4, 50), width: draw(0.3, 0.7), share: draw(0.3, 1.1) })),
    ...Array.from({ length: 1 + Math.floor(draw(0, 3)) }, () => ({ column: 1, middle: draw(6, 46), width: draw(3, 10), share: draw(0.3, 1.2) })),
    ...Array.from({ length: Math.floor(draw(0.5, 4)) }, () => ({ column: 2, middle: draw(8, 52), width: draw(0.8, 3.5), share: draw(0.3, 1.6) })),
  ];
  const gauges = new Map(Object.keys(FLOOD_RAIN).map((id) => [id, { much: draw(0.6, 1.4), late: draw(-0.5, 0.8) }]));
  const [wet, full, phase, surge, peak] = [draw(0, 1.15), draw(0, 1.05), draw(0, 12.42), draw(0, 0.35), draw(10, 50)];
  return {
    wet, full,
    tide: (hour) => 0.05 + 0.22 * Math.sin((2 * Math.PI * (hour - phase)) / 12.42) + surge * bell(hour, peak, 9),
    rain(gauge, hour) {
      const [amounts, own] = [FLOOD_RAIN[gauge], gauges.get(gauge)];
      if (amounts === undefined || own === undefined || hour < 0) return 0;
      const falls = showers.reduce((sum, { column, middle, width, share }) => sum + (amounts[column] ?? 0) * share * bell(hour, middle + own.late, width), 0);
      return Math.max(0, falls * own.much * strength - 0.3);
    },
  };
}

/** What the gauges would have read in a storm, at the forecasts' steps: levels as last read, the rest as means, as a forecast reads them. */
export function readStorm(storm: Storm, name: string): Map<string, Float64Array> {
  const kept = new Map<string, number[]>();
  const rivers = openRivers(storm, (what, n, value) => {
    if (n < 0) return;
    const values = kept.get(what) ?? [];
    kept.set(what, values);
    values[n] = value;
  });
  const last = HOURS * (3600 / STEP);
  for (let n = -BEFORE * (3600 / STEP); n <= last; n++) rivers(n);
  const read = (id: string, t: number): number => {
    const [station = "", property = ""] = id.split(".");
    const hour = t / 3600;
    const of = (what: string): number => kept.get(what)?.[Math.round(t / STEP)] ?? 0;
    const truth = property === "rain-rate" ? rain(storm, station, hour) : property === "tide-level" ? tide(storm, hour) : property === "water-level" ? of(`level.${station}`) : of(`lake.${station}.${property}`);
    const rough = (ROUGH[property] ?? 0) * (RELATIVE.has(property) ? Math.abs(truth) : 1);
    return truth === 0 ? 0 : truth + noise(`${name}.${id}`, Math.round(t / STEP), rough);
  };
  const n = (HOURS * 3600) / FORECAST_STEP;
  return new Map(STORM_STREAMS.map((id) => {
    const power = 10 ** decimalsOf(id);
    const t = Array.from({ length: (HOURS * 3600) / READ }, (_value, i) => (i + 1) * READ);
    const v = t.map((at) => Math.round(read(id, at) * power) / power);
    return [id, gridOf({ t, v, q: t.map(() => 0) }, { end: HOURS * 3600, step: FORECAST_STEP, n, of: id.endsWith("level") ? "last" : "mean" })] as const;
  }));
}

export const decimalsOf = (id: string): number => PROPERTIES.find((known) => known.id === id.split(".")[1])?.decimals ?? 2;

/** All storms as the pack holds them. */
export function makeStorms(): MadeStorms {
  const storms = Array.from({ length: STORMS }, (_value, i) => readStorm(stormOf(i), `storm-${i}`));
  return {
    format: 1, step: FORECAST_STEP,
    note: "MÔ PHỎNG: các trận mưa lũ do dự án tự tạo để mô hình dự báo của bản trình diễn có quá khứ mà học; không phải số liệu đo, không phải trận lũ nào đã xảy ra.",
    noteEn: "SIMULATED: storms made by the project so that the demonstration's forecasts have a past to learn from; nothing measured, no flood that happened.",
    streams: STORM_STREAMS.map((id) => ({ id, decimals: decimalsOf(id) })),
    storms: storms.map((storm) => STORM_STREAMS.map((id) => {
      const power = 10 ** decimalsOf(id);
      let before = 0;
      return Array.from(storm.get(id) ?? [], (value) => {
        const whole = Math.round(value * power);
        const change = whole - before;
        before = whole;
        return change;
      });
    })),
  };
}
