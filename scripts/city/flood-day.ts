import { STATIONS, type StationSpec } from "./stations.ts";
import { KINDS } from "./properties.ts";

/** One line of a recording: seconds from its start, datastream, result, and the UCUM unit where it differs from the datastream's. */
export interface FeedLine {
  t: number;
  ds: string;
  v: number;
  u?: string;
}

const STEP = 300;
const DAY = 86_400;

const bell = (hour: number, middle: number, width: number): number => Math.exp(-(((hour - middle) / width) ** 2));

/** A number in [0, 1) that depends on its arguments alone: FNV-1a, then a final mix. */
function chance(key: string, step: number): number {
  let hash = 2166136261 ^ step;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}

const noise = (key: string, step: number, size: number): number => (chance(key, step) - 0.5) * 2 * size;

/** Rain of three bands crossing the city, mm/h; mountains get more. `hour` from 0 to 24. */
function rain(station: StationSpec, hour: number, step: number): number {
  const orographic = { "rain-bach-ma": 118, "rain-a-luoi": 96, "rain-nam-dong": 92, "rain-ta-trach": 88, "rain-khe-tre": 84 }[station.id] ?? 52;
  const bands = 0.95 * bell(hour, 0.5, 0.7) + 0.7 * bell(hour, 5, 2.4) + bell(hour, 8.5, 1.4) + 0.25 * bell(hour, 14, 3);
  return Math.max(0, orographic * bands * (1 + noise(station.id, step, 0.22)) - 0.4);
}

/** The flood wave: 0 before, 1 at the crest 10 h after the start, then a recession. */
function wave(hour: number, lag: number): number {
  const t = Math.max(-1, hour - lag);
  return t < 10 ? Math.sin((Math.PI / 2) * Math.min(1, (t + 1) / 11)) ** 1.3 : Math.exp(-(t - 10) / 4.2);
}

const tide = (hour: number): number => 0.18 + 0.27 * Math.sin((2 * Math.PI * (hour - 2)) / 12.42);

function waterLevel(station: StationSpec, hour: number): number {
  const [one, , three] = (station.levels ?? []).map((level) => level[1]);
  const [first, last] = [one ?? 1, three ?? 3];
  const low = first - 0.11 * (last - first);
  const high = last + ({ "kim-long": 0.55, "phu-oc": 0.4, "nham-bieu": 0.3 }[station.id] ?? -0.25);
  const lag = { tuan: 0, "thuong-nhat": -0.4, "nham-bieu": 0.3, "bao-vinh": 1.2, sinh: 1.6 }[station.id] ?? 0.6;
  const tidal = ["bao-vinh", "sinh", "an-cuu-river"].includes(station.id) ? 0.35 * tide(hour) : 0;
  return low + (high - low) * wave(hour, lag) + tidal;
}

function streetDepth(station: StationSpec, hour: number, step: number): number {
  const pumpDown = station.id === "street-ba-trieu" && hour < 2.5;
  const worst = { "street-ba-trieu": 46, "street-dap-da": 62, "street-pham-van-dong": 38 }[station.id] ?? 24;
  const early = (pumpDown ? 0.85 : 0.4) * bell(hour, 0.9, 0.75);
  return Math.max(0, worst * (early + bell(hour, 9.5, 3)) + noise(station.id, step, 1.2) - 1);
}

/** Result of one property of one station at an hour of the day. */
function value(station: StationSpec, property: string, hour: number, step: number): number {
  const key = `${station.id}.${property}`;
  switch (property) {
    case "water-level": return waterLevel(station, hour) + noise(key, step, 0.012);
    case "tide-level": return tide(hour) + noise(key, step, 0.015);
    case "rain-rate": return rain(station, hour, step);
    case "rain-day": {
      let total = 0;
      for (let past = 0; past <= step; past++) total += (rain(station, (past * STEP) / 3600, past) * STEP) / 3600;
      return total;
    }
    case "reservoir-level": {
      const full = station.levels?.[0]?.[1] ?? 40;
      return full - 2.1 + 2.9 * wave(hour, 1.5) + noise(key, step, 0.01);
    }
    case "inflow": return 180 + 3900 * wave(hour, -0.5) * (station.id === "ta-trach" ? 1 : 0.45) + noise(key, step, 25);
    case "outflow": return 90 + 2300 * wave(hour, 3) * (station.id === "ta-trach" ? 1 : 0.45) + noise(key, step, 10);
    case "street-depth": return streetDepth(station, hour, step);
    case "pump-flow": return station.id === "pump-ba-trieu" && hour > 0.25 && hour < 2.5 ? 0 : Math.min(2.4, 0.4 + 2.2 * bell(hour, 0.9, 1) + 2.2 * bell(hour, 9.5, 4)) + noise(key, step, 0.05);
    case "pm25": return 24 - 12 * bell(hour, 5, 4) + (station.id === "air-phu-bai" ? 74 * bell(hour, 18.5, 1.6) : 22 * bell(hour, 18, 2)) + noise(key, step, 2);
    case "pm10": return 41 - 18 * bell(hour, 5, 4) + (station.id === "air-phu-bai" ? 105 * bell(hour, 18.5, 1.6) : 30 * bell(hour, 18, 2)) + noise(key, step, 3);
    case "wind-gust": return Math.max(0.5, 6 + 17 * bell(hour, 1.2, 1.2) + 12 * bell(hour, 8, 3) + noise(key, step, 2.2));
    case "traffic-speed": return Math.max(2, 34 - 29 * bell(hour, 1.1, 0.6) - 22 * bell(hour, 11, 1.2) - 14 * bell(hour, 9.5, 3) + noise(key, step, 2.5));
    case "traffic-flow": return Math.max(0, 900 + 1300 * bell(hour, 1.1, 0.8) + 1100 * bell(hour, 11, 1.3) + noise(key, step, 90));
    case "turbidity": return 22 + 480 * wave(hour, 1) + noise(key, step, 9);
    case "dissolved-oxygen": return 6.9 - 1.6 * wave(hour, 2) + noise(key, step, 0.12);
    case "tilt": return (station.id === "slope-la-son" ? 3.1 / (1 + Math.exp(-(hour - 6.5) * 1.4)) : 0.12) + noise(key, step, 0.05);
    case "soil-moisture": return Math.min(98, 58 + 38 * wave(hour, 0) + noise(key, step, 0.6));
    case "feeder-current": return Math.max(0, 310 + 120 * bell(hour, 12, 2.5) - (station.id === "feeder-hue-1" && hour > 9.2 && hour < 11 ? 300 : 0) + noise(key, step, 6));
    default: throw new RangeError(`no model for ${property}`);
  }
}

/** The whole day in order of time: each datastream every 5 minutes, spread over the step so that no second is crowded. */
export function floodDay(): FeedLine[] {
  const lines: FeedLine[] = [];
  let n = 0;
  for (const station of STATIONS) {
    if (station.kind === "test-gauge") continue;
    for (const property of KINDS[station.kind] ?? []) {
      const offset = (n++ * 37) % STEP;
      for (let step = 0; step < DAY / STEP; step++) {
        const t = step * STEP + offset;
        const result = value(station, property, t / 3600, step);
        // One logger reports centimetres, another a unit that cannot be right: what real gateways do.
        const inCentimetres = station.id === "bao-vinh";
        const wrongUnit = station.id === "slope-a-luoi" && property === "tilt" && step % 12 === 1;
        const v = Number((inCentimetres ? result * 100 : result).toFixed(2));
        lines.push({ t, ds: `${station.id}.${property}`, v, ...(inCentimetres ? { u: "cm" } : wrongUnit ? { u: "Cel" } : {}) });
      }
    }
  }
  return lines.sort((a, b) => a.t - b.t || (a.ds < b.ds ? -1 : 1));
}
